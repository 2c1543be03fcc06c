using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Tells a mailing's author, and whom the mailing names, that it has ended, once and with its counts (product.md §14.9). That it was told
/// is written before: a notice is rather lost than rung twice.
/// </summary>
internal sealed class EndNotices(
    Writer writer, Database database, AdminNotices notices, EndMessages messages, CampaignEnd end, Wakeups wakeups, TimeProvider clock,
    ILogger<EndNotices> log)
{
    private const int MostAtOnce = 100;

    private static readonly MessageState[] Moving =
        [MessageState.Accepted, MessageState.Held, MessageState.Queued, MessageState.Dispatching];

    /// <summary>A single message is a mailing for the rules; nobody takes it for one.</summary>
    private const int LeastForAuthor = 2;

    /// <summary>Begins to tell what has ended; nobody waits for a portal.</summary>
    internal async Task TellDueAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var quiet = await db.Campaigns.AsNoTracking()
            .Where(campaign => campaign.EndToldAt == null && campaign.Takes == null && campaign.Stage == null && !campaign.IsAwaiting)
            .Where(campaign => !db.Messages.Any(message => message.CampaignId == campaign.Id && Moving.Contains(message.State)))
            .OrderBy(campaign => campaign.LastArrivalAt).Take(MostAtOnce).ToListAsync(ct);
        foreach (var campaign in quiet.Where(campaign => !end.IsOpen(campaign, clock.GetUtcNow())))
            if (await writer.RunAsync(turn => TryEnd(turn, campaign), ct) && campaign.StoppedAt is null)
            {
                wakeups.Composing.Pulse();
                _ = Task.Run(() => TellAsync(campaign), ct);
            }
    }

    /// <summary>False when it goes on, or somebody else ended it. The message to a number is there with the word that it ended.</summary>
    private bool TryEnd(WriteTurn turn, Campaign campaign)
    {
        var now = clock.GetUtcNow();
        if (!end.Has(turn, campaign, now) || turn.Execute(
                "UPDATE campaigns SET end_told_at = @now WHERE id = @id AND end_told_at IS NULL", ("now", now), ("id", campaign.Id)) == 0)
            return false;
        messages.Put(turn, campaign.Id, now);
        return true;
    }

    private async Task TellAsync(Campaign campaign)
    {
        try
        {
            await using var db = database.Read();
            var states = await db.Messages.Where(message => message.CampaignId == campaign.Id).GroupBy(message => message.State)
                .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
            var author = states.Values.Sum() >= LeastForAuthor ? campaign.Author : null;
            List<string> users = [.. new[] { author }.OfType<string>().Concat(campaign.Notified).Distinct(StringComparer.Ordinal)];
            if (users.Count == 0 || states.Count == 0) return;
            var line = await db.Lines.Where(row => row.Id == campaign.LineId).Select(row => row.Name).SingleAsync();
            var notice = new EndNotice(campaign.Name, line, states);
            await notices.TellUsersOnceAsync(campaign.PortalId, EndNotice.TagOf(campaign.Id), notice.Said, users);
        }
        catch (Exception failure)
        {
            log.EndNotTold(campaign.Id, failure.GetType().Name);
        }
    }
}
