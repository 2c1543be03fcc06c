using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Messages without a line. A line's row goes only when its portal's data is deleted: such a message was on its way in just then, from
/// another node, and whoever had the data deleted wanted it gone.
/// </summary>
internal static class StrayMessages
{
    private const string StillStray = $"""
        SELECT sequence FROM messages
         WHERE sequence {RowSet.Sequences} AND NOT EXISTS (SELECT 1 FROM lines l WHERE l.id = messages.line_id)
        """;

    /// <summary>Deletes those whose line is really gone, with all that hangs on them and their share of the tallies.</summary>
    internal static void Delete(WriteTurn turn, IReadOnlyCollection<MessageRow> found)
    {
        if (found.Count == 0) return;
        var strays = turn.Query(StillStray, row => row.GetInt64(0), ("sequences", found.Select(row => row.Sequence))).ToHashSet();
        PortalRows.DeleteMessages(turn, strays);
        foreach (var row in found.Where(row => strays.Contains(row.Sequence)))
        {
            IntakeTallies.TakeBack(turn, row.PortalId, row.LineId, row.AcceptedAt);
            ChangedDays.Note(turn, row.PortalId, row.AcceptedAt);
        }
    }
}
