using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Deletes, a slice at a time, what goes of own mailings: recipients of one that was withdrawn, and what is unsent of a file that was
/// deleted or never came whole. It says by itself what is left to do, so that a crash leaves nothing half done.
/// </summary>
internal sealed class RecipientLeavings(Writer writer, BulkMoves slices, TimeProvider clock)
{
    /// <summary>An import that nobody has worked upon for so long was broken off. 2 minutes.</summary>
    internal static readonly TimeSpan BrokenOff = TimeSpan.FromMinutes(2);

    private const string Withdrawn = "SELECT id FROM campaigns WHERE stage = 'withdrawn' LIMIT 100";
    private const string ForgetCampaign = "DELETE FROM campaigns WHERE id = @campaign AND stage = 'withdrawn'";
    private const string ForgetFiles = "DELETE FROM recipient_files WHERE campaign_id = @campaign";

    private const string GiveUp =
        "UPDATE recipient_files SET state = 'leaving', touched_at = @now WHERE state = 'importing' AND touched_at < @before";

    private const string Leaving = """
        SELECT id, campaign_id, actor FROM recipient_files WHERE state = 'leaving' ORDER BY touched_at LIMIT 100
        """;

    private const string Waiting = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE campaign_id = @campaign AND file_id = @file AND state IN ('accepted', 'queued', 'held') AND sequence > @after
         ORDER BY sequence LIMIT @limit
        """;

    private const string ForgetRejected = """
        DELETE FROM rejected_recipients WHERE file_id = @file AND number IN (
            SELECT number FROM rejected_recipients WHERE file_id = @file LIMIT @slice)
        """;

    private const string ForgetFile = "DELETE FROM recipient_files WHERE id = @file";

    /// <summary>True while a table is being read into a mailing.</summary>
    internal static bool IsImporting(OlConnectorDb db, Guid campaign, DateTimeOffset now) => db.RecipientFiles.Any(file =>
        file.CampaignId == campaign && file.State == RecipientFileState.Importing && file.TouchedAt >= now - BrokenOff);

    /// <summary>
    /// True while rows of a table stand there that may still go. Whoever names the same numbers meanwhile would be told that the mailing
    /// has them, and then it would have them no more.
    /// </summary>
    internal static bool IsUnsettled(OlConnectorDb db, Guid campaign) => db.RecipientFiles.Any(file =>
        file.CampaignId == campaign && (file.State == RecipientFileState.Importing || file.State == RecipientFileState.Leaving));

    /// <summary>Does what is left to do.</summary>
    internal async Task FinishAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn => turn.Execute(GiveUp, ("now", now), ("before", now - BrokenOff)), ct);
        foreach (var (file, campaign, actor) in await writer.RunAsync(
            turn => turn.Query(Leaving, row => (row.GetGuid(0), row.GetGuid(1), row.GetString(2))), ct))
            await ForgetFileAsync(campaign, file, actor, ct);
        foreach (var campaign in await writer.RunAsync(turn => turn.Query(Withdrawn, row => row.GetGuid(0)), ct))
            await ForgetCampaignAsync(campaign, ct);
    }

    /// <summary>Forgets a file that leaves, and what is unsent of it; answers how many recipients that were.</summary>
    internal async Task<int> ForgetFileAsync(Guid campaign, Guid file, string actor, CancellationToken ct)
    {
        var removed = 0;
        while (await writer.RunAsync(turn => RecipientBook.Forget(turn, campaign, file), ct) is > 0 and var some) removed += some;
        removed += await slices.EndAllAsync(
            Waiting, MessageState.Cleared, Reason.Cleared, actor, ("campaign", campaign), ("file", file));
        while (await writer.RunAsync(
            turn => turn.Execute(ForgetRejected, ("file", file), ("slice", BulkMoves.Slice)), ct) > 0) continue;
        await writer.RunAsync(turn => turn.Execute(ForgetFile, ("file", file)), ct);
        return removed;
    }

    private async Task ForgetCampaignAsync(Guid campaign, CancellationToken ct)
    {
        while (await writer.RunAsync(turn => RecipientBook.Forget(turn, campaign), ct) > 0) continue;
        await writer.RunAsync(turn =>
        {
            turn.Execute(ForgetFiles, ("campaign", campaign));
            return turn.Execute(ForgetCampaign, ("campaign", campaign));
        }, ct);
    }
}
