using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Notices that starts have come. One that nobody noticed in time, because everything stood still, is held until a person decides; a claim
/// asks for itself, so that nothing leaves before that (product.md §14.8).
/// </summary>
internal sealed class CampaignStarts(Writer writer, LineDue lines, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What awaits its letter has nobody who waits for it.</summary>
    private const string Begun = """
        UPDATE campaigns SET start_due_at = NULL
         WHERE start_due_at <= @now AND stage IS NULL AND (start_due_at >= @late OR is_awaiting OR stopped_at IS NOT NULL OR NOT is_live)
        """;

    private const string Missed = """
        SELECT portal_id, id, line_id FROM campaigns
         WHERE start_due_at < @late AND NOT is_paused AND NOT is_awaiting AND stopped_at IS NULL
           AND (is_live OR stage = 'scheduled') LIMIT 100
        """;

    private const string Hold = """
        UPDATE campaigns SET is_paused = @yes, version = version + 1
         WHERE id = @campaign AND start_due_at < @late AND NOT is_paused
        """;

    /// <summary>One look.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = now - MailingSettings.LatestStart;
        await writer.RunAsync(turn => turn.Execute(Begun, ("now", now), ("late", late)), ct);
        await writer.RunAsync(turn =>
        {
            foreach (var (portal, campaign, line) in turn.Query(
                Missed, row => (new PortalId(row.GetString(0)), row.GetGuid(1), new LineId(row.GetGuid(2))), ("late", late)))
            {
                LineRow.Find(turn, line);
                if (turn.Execute(Hold, ("yes", true), ("campaign", campaign), ("late", late)) == 0) continue;
                audit.Write(turn, portal, "system", "campaign start missed", $"{campaign:N}");
                lines.Recompute(turn, line, now);
            }
        }, ct);
    }
}
