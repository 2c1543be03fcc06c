using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Messages that wait for the hours of their recipients, or for their mailing, while others pass.</summary>
internal static class RecipientWaits
{
    /// <summary>What a postponed message waits for that is not its own next try, as SQL lists it.</summary>
    internal const string Reasons = $"'{Reason.Window}', '{Reason.Scheduled}', '{Reason.Collecting}', '{Reason.Composing}'";

    private const string Waiting =
        $"SELECT sequence, reason FROM messages WHERE sequence {RowSet.Sequences} AND reason IN ({Reasons})";

    private const string EndSome = $"""
        UPDATE messages SET retry_at = NULL
         WHERE sequence IN (SELECT sequence FROM messages
                             WHERE line_id = @line AND traffic = 'marketing' AND state = 'queued' AND retry_at IS NOT NULL
                               AND reason = '{Reason.Window}' LIMIT @most)
        """;

    private const string EndMailing = $"""
        UPDATE messages SET retry_at = NULL
         WHERE campaign_id = @campaign AND state = 'queued' AND retry_at IS NOT NULL
           AND reason IN ({Reasons})
        """;

    /// <summary>Which of these postponed messages wait so, and why.</summary>
    internal static Dictionary<long, string> Of(WriteTurn turn, IEnumerable<long> sequences) =>
        turn.Query(Waiting, row => (Sequence: row.GetInt64(0), Reason: row.GetString(1)), ("sequences", sequences))
            .ToDictionary(row => row.Sequence, row => row.Reason);

    /// <summary>Lets a mailing's go back to their places, since its own hours have changed, or a person sends it on.</summary>
    internal static void EndOf(WriteTurn turn, Guid campaign) => turn.Execute(EndMailing, ("campaign", campaign));

    /// <summary>Lets some of a line's go back to their places, since its hours have changed; answers how many.</summary>
    internal static int End(WriteTurn turn, LineId line, int most) => turn.Execute(EndSome, ("line", line), ("most", most));
}
