using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// A day before what is held of a mailing begins to expire, those who can decide about it hear of that, once a mailing (product.md 6.7).
/// That it was told is written before: a notice is rather lost than rung twice.
/// </summary>
internal sealed class HoldEndNotices(
    Writer writer, Database database, AdminNotices notices, TimeProvider clock, ILogger<HoldEndNotices> log)
{
    /// <summary>So long before. 1 day.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>What a wave takes is kept until after it, and is not due here.</summary>
    private const string Due = """
        SELECT id FROM campaigns
         WHERE hold_end_told_at IS NULL AND stopped_at IS NULL AND merged_into IS NULL AND id IN (
                   SELECT campaign_id FROM messages
                    WHERE state IN ('accepted', 'held', 'queued') AND state = 'held' AND expires_at <= @soon AND campaign_id IS NOT NULL)
         LIMIT 100
        """;

    private const string Tell = "UPDATE campaigns SET hold_end_told_at = @now WHERE id = @id AND hold_end_told_at IS NULL";

    /// <summary>Begins to tell what is due; nobody waits for a portal.</summary>
    internal async Task TellDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await writer.RunAsync(turn => turn.Query(Due, row => row.GetGuid(0), ("soon", now + Before)), ct);
        foreach (var campaign in due)
            if (await writer.RunAsync(turn => turn.Execute(Tell, ("now", now), ("id", campaign)) == 1, ct))
                _ = Task.Run(() => TellAsync(campaign, now + Before), ct);
    }

    private async Task TellAsync(Guid id, DateTimeOffset soon)
    {
        try
        {
            await using var db = database.Read();
            var found = await db.Campaigns.AsNoTracking().Where(row => row.Id == id)
                .Join(db.Lines, row => row.LineId, line => line.Id, (row, line) => new { Campaign = row, Line = line.Name }).SingleAsync();
            var held = await db.Messages
                .Where(row => row.CampaignId == id && row.State == MessageState.Held && row.ExpiresAt <= soon)
                .Select(row => row.ExpiresAt).ToListAsync();
            if (held.Count == 0) return;
            var (portal, campaign) = (found.Campaign.PortalId, found.Campaign);
            var zone = await db.Portals.Where(row => row.Id == portal).Select(row => row.TimeZone).SingleAsync();
            await notices.TellOnceAsync(
                portal, $"olc-hold-end-{id:N}", Notice(campaign, found.Line, held.Count, Local(held.Min(), zone)), campaign.Concerned);
        }
        catch (Exception failure)
        {
            log.HoldEndNotTold(id, failure.GetType().Name);
        }
    }

    private static Said Notice(Campaign campaign, string line, int count, string at) => new(
        $"OlConnector: в рассылке «{campaign.Name}» на линии «{line}» задержано сообщений: {count}. Если ничего не решить, они не уйдут: "
        + $"срок истекает {at}. Выпустите или отклоните их: OlConnector → «Рассылки».",
        $"OlConnector: {count} messages of the mailing “{campaign.Name}” on the line “{line}” are held. Unless somebody decides, they do "
        + $"not leave: they expire from {at} on. Release or discard them: OlConnector → Mailings.");

    private static string Local(DateTimeOffset at, string timeZone) => TimeZoneInfo
        .ConvertTime(at, LocalTimes.TryFindZone(timeZone, out var zone) ? zone : TimeZoneInfo.Utc)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
