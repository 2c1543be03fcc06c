using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Risk;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns.Weighing;

/// <summary>Reads what a line's risk is weighed by; bounded, however much the line has sent.</summary>
internal sealed class LineRiskReading(GatewayCatalog kinds, IOptionsMonitor<PacingOptions> pacing, TimeProvider clock)
{
    /// <summary>How far back answers and refusals are counted. 30 days.</summary>
    private static readonly TimeSpan CountedFor = TimeSpan.FromDays(30);

    /// <summary>Who got a message less than this ago has not had the time to answer.</summary>
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromDays(1);

    /// <summary>The line's latest mailings and messages that are counted at most.</summary>
    private const int MostCampaigns = 20, MostMessages = 1_000;

    private const string Sent = """
        SELECT substr(m.phone, length(m.phone) - 7) AS Tail, CASE WHEN m.sent_at <= {2} THEN 1 ELSE 0 END AS IsAsked,
               CASE WHEN m.reason = 'GATEWAY_RECIPIENT' THEN 1 ELSE 0 END AS IsRefused,
               CASE WHEN EXISTS (SELECT 1 FROM client_replies r
                                  WHERE r.line_id = m.line_id AND r.tail = substr(m.phone, length(m.phone) - 7)
                                    AND r.at >= m.sent_at AND r.at <= m.sent_at + {3}) THEN 1 ELSE 0 END AS IsAnswered
          FROM messages m
         WHERE m.campaign_id = {0} AND m.accepted_at >= {1} AND m.phone IS NOT NULL
           AND (m.sent_at IS NOT NULL OR (m.state = 'failed' AND m.reason = 'GATEWAY_RECIPIENT'))
         ORDER BY m.sequence DESC LIMIT {4}
        """;

    /// <summary>What a line of this kind stands to lose.</summary>
    internal RiskReach ReachOf(string kind) => RiskFacts.ReachOf(kinds.TryGet(kind, out var known) ? known.Traits : null);

    /// <summary>The facts of a line.</summary>
    /// <param name="db">Reads.</param>
    /// <param name="line">The line.</param>
    /// <param name="mailing">What the mailing was given that it would send; none for the line by itself.</param>
    /// <param name="recipients">How many get it: a small mailing is over before the day is; null when not known.</param>
    /// <param name="ct">Ends the reading.</param>
    internal async Task<LineFacts> OfAsync(
        OlConnectorDb db, Line line, MailingSettings mailing, int? recipients, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var at = mailing.StartAt > now ? mailing.StartAt.Value : now;
        var window = line.Window is null ? null : WindowJson.Read(line.Window);
        var interval = mailing.Slowed(PaceOf(line, window)).MarketingInterval;
        var (replies, refused) = await CountAsync(db, line, now, ct);
        return new LineFacts(interval, HoursOf(line, window, mailing, interval, recipients), await RhythmAsync(db, line, at, ct))
        {
            Age = at - line.ConnectedAt,
            Silence = now - line.LastAnswerAt,
            SinceSpamSignal = now - line.SpamSignalAt,
            Replies = replies,
            Refused = refused,
        };
    }

    private LinePace PaceOf(Line line, SendingWindow? window) =>
        LinePace.Of(line, window, kinds.TryGet(line.GatewayKind, out var kind) ? kind.Traits : null, pacing.CurrentValue);

    private static TimeSpan HoursOf(Line line, SendingWindow? window, MailingSettings mailing, TimeSpan interval, int? recipients)
    {
        var limit = LimitsBook.LimitsOf(line.Limits).HoursPerDay;
        TimeSpan?[] bounds =
        [
            TimeSpan.FromDays(1), window?.Length, mailing.Window?.Length, limit.Mode == LimitMode.Hold ? limit.Max : null,
            recipients is { } many ? interval * many : null,
        ];
        return bounds.Min()!.Value;
    }

    private static async Task<MailingRhythm> RhythmAsync(OlConnectorDb db, Line line, DateTimeOffset at, CancellationToken ct)
    {
        var portalZone = await db.Portals.Where(row => row.Id == line.PortalId).Select(row => row.TimeZone).SingleAsync(ct);
        var zone = LimitsBook.ZoneOf(line.Window, portalZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var since = LineDays.NumberOf(day.AddDays(-MailingRhythm.LooksBack));
        var days = await db.LineDays.Where(row => row.PortalId == line.PortalId && row.LineId == line.Id && row.Day >= since)
            .Select(row => row.Day).ToListAsync(ct);
        return MailingRhythm.Of(days.Select(LineDays.DayOf), day);
    }

    /// <summary>Of the latest mailings, newest first, until enough are counted.</summary>
    private static async Task<(Share Replies, Share Refused)> CountAsync(
        OlConnectorDb db, Line line, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - CountedFor;
        var campaigns = await db.Campaigns.Where(row => row.LineId == line.Id && row.LastArrivalAt >= since)
            .OrderByDescending(row => row.LastArrivalAt).Take(MostCampaigns).Select(row => row.Id).ToListAsync(ct);
        var rows = new List<Row>();
        foreach (var campaign in campaigns.TakeWhile(_ => rows.Count < MostMessages))
            rows.AddRange(await db.Database.SqlQueryRaw<Row>(
                Sent, campaign, since.ToUnixTimeMilliseconds(), (now - TimeToAnswer).ToUnixTimeMilliseconds(),
                (long)ClientReplies.Counts.TotalMilliseconds, MostMessages - rows.Count).ToListAsync(ct));
        var asked = rows.Where(row => row.IsAsked == 1).Select(row => row.Tail).ToHashSet(StringComparer.Ordinal);
        var answered = rows.Where(row => row.IsAnswered == 1 && asked.Contains(row.Tail)).Select(row => row.Tail).Distinct().Count();
        return (new Share(answered, asked.Count), new Share(rows.Count(row => row.IsRefused == 1), rows.Count));
    }

    private sealed record Row(string Tail, int IsAsked, int IsRefused, int IsAnswered);
}
