using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What the mailings that stand first on their lines were given of their own: one look-up a turn, not a message.</summary>
internal static class HeadMailings
{
    private const string OfHeads = $"""
        SELECT m.line_id, c.settings FROM messages m JOIN campaigns c ON c.id = m.campaign_id
         WHERE m.sequence {RowSet.Sequences} AND c.settings IS NOT NULL
        """;

    /// <summary>By line; nothing for a mailing that was given nothing.</summary>
    internal static Dictionary<LineId, MailingSettings> SettingsOf(WriteTurn turn, IEnumerable<QueueHead> heads) =>
        turn.Query(
                OfHeads, row => (Line: new LineId(row.GetGuid(0)), Settings: MailingJson.SettingsOf(row.GetString(1))),
                ("sequences", heads.Select(head => head.Sequence)))
            .ToDictionary(row => row.Line, row => row.Settings);
}
