using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Messages that wait for the hours of their recipients while others pass.</summary>
internal static class RecipientWaits
{
    private const string Waiting =
        $"SELECT sequence, reason FROM messages WHERE sequence {RowSet.Sequences} AND reason = '{Reason.Window}'";

    private const string EndSome = $"""
        UPDATE messages SET retry_at = NULL
         WHERE sequence IN (SELECT sequence FROM messages
                             WHERE line_id = @line AND traffic = 'marketing' AND state = 'queued' AND retry_at IS NOT NULL
                               AND reason = '{Reason.Window}' LIMIT @most)
        """;

    /// <summary>Which of these postponed messages wait so.</summary>
    internal static HashSet<long> Of(WriteTurn turn, IEnumerable<long> sequences) =>
        [.. turn.Query(Waiting, row => row.GetInt64(0), ("sequences", sequences))];

    /// <summary>Lets some of a line's go back to their places, since its hours have changed; answers how many.</summary>
    internal static int End(WriteTurn turn, LineId line, int most) => turn.Execute(EndSome, ("line", line), ("most", most));
}
