using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Ends what has not left of a mailing whose time is over. A claim looks at the time itself: nothing leaves late, however long this takes.
/// </summary>
internal sealed class CampaignExpiry(Writer writer, BulkMoves slices, AuditTrail audit, TimeProvider clock)
{
    private const string Due = "SELECT portal_id, id FROM campaigns WHERE valid_until <= @now AND is_live ORDER BY valid_until LIMIT 100";

    private const string Waiting = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE campaign_id IN (SELECT id FROM campaigns WHERE id = @campaign AND valid_until <= @now)
           AND state IN ('accepted', 'queued', 'held') AND sequence > @after
         ORDER BY sequence LIMIT @limit
        """;

    /// <summary>Not while something is with the gateway that may come back, and not when somebody gave it more time meanwhile.</summary>
    private const string Finish = """
        UPDATE campaigns SET is_live = @no, version = version + 1
         WHERE id = @campaign AND valid_until <= @now
           AND NOT EXISTS (SELECT 1 FROM messages m
                            WHERE m.campaign_id = campaigns.id AND m.state IN ('accepted', 'held', 'queued', 'dispatching'))
        """;

    /// <summary>Expires what is due.</summary>
    internal async Task ExpireDueAsync(CancellationToken ct)
    {
        var due = await writer.RunAsync(
            turn => turn.Query(Due, row => (new PortalId(row.GetString(0)), row.GetGuid(1)), ("now", clock.GetUtcNow())), ct);
        foreach (var (portal, campaign) in due) await ExpireAsync(portal, campaign);
    }

    private async Task ExpireAsync(PortalId portal, Guid campaign)
    {
        var now = clock.GetUtcNow();
        var expired = await slices.EndAllAsync(
            Waiting, MessageState.Expired, Reason.Validity, "system", ("campaign", campaign), ("now", now));
        await writer.RunAsync(turn =>
        {
            if (turn.Execute(Finish, ("no", false), ("campaign", campaign), ("now", now)) == 1) CampaignWaves.Cancel(turn, campaign);
            if (expired > 0) audit.Write(turn, portal, "system", "campaign expired", $"{campaign:N}", after: $"expired {expired}");
        });
    }
}
