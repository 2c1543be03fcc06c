using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Deletes history that is older than it has to be kept, in short transactions. A message takes its share of the tallies with it, so
/// the books keep the difference they had. What is not final (waiting, in flight, unknown) stays, however old.
/// </summary>
internal sealed class Retention(Writer writer, IOptionsMonitor<RetentionOptions> options, TimeProvider clock)
{
    /// <summary>Pause between rounds.</summary>
    public static readonly TimeSpan BetweenRounds = TimeSpan.FromMinutes(10);

    /// <summary>Pause between transactions, so that a long history that goes at once does not crowd out intake and sends.</summary>
    public static readonly TimeSpan BetweenSlices = TimeSpan.FromMilliseconds(20);

    private const int Slice = BulkMoves.Slice;

    /// <summary>Sequences follow acceptance closely, so the walk ends at the first slice that is young throughout.</summary>
    private const string Next = "SELECT sequence, accepted_at FROM messages WHERE sequence > @after ORDER BY sequence LIMIT @slice";

    private const string Forget = """
        DELETE FROM messages
         WHERE sequence > @after AND sequence <= @last AND accepted_at < @before
           AND state NOT IN ('accepted', 'held', 'queued', 'dispatching', 'unknown')
        RETURNING portal_id, line_id, accepted_at, campaign_id
        """;

    private static readonly string[] OfForgotten =
    [
        """
        DELETE FROM attempts
         WHERE message_sequence > @after AND message_sequence <= @last
           AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.sequence = attempts.message_sequence)
        """,
        """
        DELETE FROM status_reports
         WHERE message_sequence > @after AND message_sequence <= @last
           AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.sequence = status_reports.message_sequence)
        """,
    ];

    private const string ForgetCampaigns = """
        DELETE FROM campaigns WHERE id IN (
            SELECT c.id FROM campaigns c
             WHERE c.last_arrival_at < @before AND c.is_live = @no AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.campaign_id = c.id)
               AND NOT EXISTS (SELECT 1 FROM recipients r WHERE r.campaign_id = c.id)
             ORDER BY c.last_arrival_at LIMIT @slice)
        """;

    /// <summary>A mailing that nobody ever started keeps its recipients no longer than history is kept.</summary>
    private const string ForgetRecipients = """
        DELETE FROM recipients WHERE sequence IN (
            SELECT r.sequence FROM recipients r JOIN campaigns c ON c.id = r.campaign_id
             WHERE c.last_arrival_at < @before AND c.stage = 'draft' LIMIT @slice)
        """;

    private const string ForgetRejected = """
        DELETE FROM rejected_recipients WHERE (portal_id, file_id, number) IN (
            SELECT r.portal_id, r.file_id, r.number FROM rejected_recipients r
             WHERE NOT EXISTS (SELECT 1 FROM recipient_files f WHERE f.id = r.file_id AND f.state <> 'kept') LIMIT @slice)
        """;

    private const string ForgetFiles = """
        DELETE FROM recipient_files WHERE id IN (
            SELECT f.id FROM recipient_files f
             WHERE f.at < @before AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.campaign_id = f.campaign_id)
               AND NOT EXISTS (SELECT 1 FROM recipients r WHERE r.campaign_id = f.campaign_id) LIMIT @slice)
        """;

    private const string ForgetWaves = """
        DELETE FROM campaign_waves WHERE (portal_id, campaign_id, number) IN (
            SELECT w.portal_id, w.campaign_id, w.number FROM campaign_waves w
             WHERE w.state <> 'planned' AND w.at < @before AND NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.id = w.campaign_id)
             LIMIT @slice)
        """;

    private const string ForgetAudit =
        "DELETE FROM audit WHERE (portal_id, id) IN (SELECT portal_id, id FROM audit WHERE at < @before ORDER BY at LIMIT @slice)";

    private long _after;

    /// <summary>Deletes at most one slice of each kind; answers how long to wait before the next.</summary>
    public async Task<TimeSpan> ForgetSliceAsync(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var (messagesBefore, auditBefore) = (now.AddMonths(-options.CurrentValue.Messages), now.AddMonths(-options.CurrentValue.Audit));
        if (await writer.RunAsync(turn => ForgetMessages(turn, _after, messagesBefore), ct) is { } last)
        {
            _after = last;
            return BetweenSlices;
        }

        _after = 0;
        var campaigns = await writer.RunAsync(
            turn => turn.Execute(ForgetCampaigns, ("before", messagesBefore), ("no", false), ("slice", Slice)), ct);
        var recipients = await writer.RunAsync(
            turn => turn.Execute(ForgetRecipients, ("before", messagesBefore), ("slice", Slice)), ct);
        await writer.RunAsync(turn => turn.Execute(ForgetFiles, ("before", messagesBefore), ("slice", Slice)), ct);
        var rejected = await writer.RunAsync(turn => turn.Execute(ForgetRejected, ("slice", Slice)), ct);
        await writer.RunAsync(turn => turn.Execute(ForgetWaves, ("before", messagesBefore), ("slice", Slice)), ct);
        var audit = await writer.RunAsync(turn => turn.Execute(ForgetAudit, ("before", auditBefore), ("slice", Slice)), ct);
        var days = await writer.RunAsync(turn => LineDays.ForgetOld(turn, messagesBefore, Slice), ct);
        await writer.RunAsync(turn => ChangedDays.ForgetOld(turn, messagesBefore), ct);
        var toldBefore = now.AddDays(-options.CurrentValue.WebhookDays);
        var told = await writer.RunAsync(turn => WebhookEvents.ForgetOld(turn, toldBefore, Slice), ct);
        var calls = await writer.RunAsync(turn => DueReturns.ForgetOld(turn, now - DueReturns.Kept, Slice), ct);
        return new[] { campaigns, recipients, rejected, audit, days, told, calls }.Contains(Slice) ? BetweenSlices : BetweenRounds;
    }

    /// <summary>Where the walk goes on; null at its end.</summary>
    private static long? ForgetMessages(WriteTurn turn, long after, DateTimeOffset before)
    {
        var rows = turn.Query(Next, row => (Sequence: row.GetInt64(0), AcceptedAt: row.GetInt64(1)), ("after", after), ("slice", Slice));
        if (rows.TrueForAll(row => row.AcceptedAt >= before.ToUnixTimeMilliseconds())) return null;
        var last = rows[^1].Sequence;
        var gone = turn.Query(
            Forget,
            row => (
                Portal: new PortalId(row.GetString(0)), Line: new LineId(row.GetGuid(1)), AcceptedAt: row.Moment(2),
                Campaign: row.GuidOrNull(3)),
            ("after", after), ("last", last), ("before", before));
        foreach (var sql in OfForgotten) turn.Execute(sql, ("after", after), ("last", last));
        foreach (var (portal, line, acceptedAt, _) in gone)
        {
            IntakeTallies.TakeBack(turn, portal, line, acceptedAt);
            ChangedDays.Note(turn, portal, acceptedAt);
        }

        foreach (var mailing in gone.Select(row => row.Campaign).OfType<Guid>().CountBy(campaign => campaign))
            MailingTallies.Count(turn, mailing.Key, -mailing.Value);
        return rows.Count == Slice ? last : null;
    }
}
