using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Api.Lines;

/// <summary>What waits on a line, in the order of its queue, as far as recipients decide when it leaves.</summary>
internal static class WaitingRecipients
{
    /// <summary>A longer queue is forecast by its number alone.</summary>
    internal const int Most = 20_000;

    private const string Queue = """
          FROM messages m JOIN campaigns c ON c.id = m.campaign_id
         WHERE m.line_id = {0} AND m.traffic = 'marketing' AND m.state = 'queued' AND NOT c.is_paused AND c.stopped_at IS NULL
         ORDER BY c.rank, c.started_at, m.sequence
        """;

    private const string Waiting = $"""
        SELECT m.phone AS Phone, m.campaign_id AS Campaign, m.released_from AS ReleasedFrom, 1 AS HasDialog, c.settings AS Settings
        {Queue}
        """;

    /// <summary>The tail is the one by which conversations are found again.</summary>
    private const string WaitingWithDialogs = $"""
        SELECT m.phone AS Phone, m.campaign_id AS Campaign, m.released_from AS ReleasedFrom,
               CASE WHEN EXISTS (SELECT 1 FROM messages s
                                  WHERE s.portal_id = m.portal_id AND s.phone = m.phone AND s.line_id = m.line_id AND s.sent_at IS NOT NULL)
                      OR EXISTS (SELECT 1 FROM conversations k
                                  WHERE k.line_id = m.line_id AND k.tail = substr(m.phone, length(m.phone) - 7))
                    THEN 1 ELSE 0 END AS HasDialog, c.settings AS Settings
        {Queue}
        """;

    /// <summary>True where the number of messages alone does not tell when they leave.</summary>
    internal static bool Matter(LinePace pace, int waiting, DateTimeOffset now) =>
        waiting <= Most && pace is { WaitReason: null, Limits: { } limits }
        && (limits.Limits.RecipientHours.Mode == LimitMode.Hold || DialogsMatter(limits, now));

    /// <summary>The queue of a line. Who has had a dialog is looked up, message by message, only where it matters.</summary>
    /// <param name="pace">Of the line, with its limits.</param>
    /// <param name="campaign">The mailing that is asked for; null for all that waits.</param>
    internal static async Task<List<QueuedRecipient>> OfAsync(
        OlConnectorDb db, LineId line, LinePace pace, Guid? campaign, DateTimeOffset now, CancellationToken ct)
    {
        var query = DialogsMatter(pace.Limits!, now) ? WaitingWithDialogs : Waiting;
        var rows = await db.Database.SqlQueryRaw<Row>(query, line.Value).ToListAsync(ct);
        return rows.ConvertAll(row => new QueuedRecipient(
            row.Phone is null ? null : RecipientDay.HoursOf(pace.Limits!, PhoneNumber.FromDigits(row.Phone)), row.HasDialog == 0,
            row.ReleasedFrom, campaign is null || row.Campaign == campaign, MailingJson.SettingsOf(row.Settings).SlowerThan(pace)));
    }

    private static bool DialogsMatter(MarketingLimits limits, DateTimeOffset now) =>
        limits.Limits.NewRecipients.Mode == LimitMode.Hold && limits.CountsNewRecipients(now);

    private sealed record Row(string? Phone, Guid? Campaign, string? ReleasedFrom, int HasDialog, string? Settings);
}
