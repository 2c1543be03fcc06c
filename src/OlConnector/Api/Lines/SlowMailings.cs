using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Api.Lines;

/// <summary>What waits on a line of mailings that keep a longer pause than the line.</summary>
internal static class SlowMailings
{
    /// <summary>By mailing, in the order in which they leave.</summary>
    internal static async Task<List<PacedMessages>> OfAsync(
        OlConnectorDb db, LineId line, LinePace pace, bool isAskedFor, CancellationToken ct)
    {
        var given = await db.Campaigns
            .Where(campaign => campaign.LineId == line && campaign.IsLive && campaign.Settings != null)
            .OrderBy(campaign => campaign.Rank).ThenBy(campaign => campaign.StartedAt)
            .Select(campaign => new { campaign.Id, campaign.Settings }).ToListAsync(ct);
        var slow = new List<PacedMessages>();
        foreach (var mailing in given)
        {
            if (MailingJson.SettingsOf(mailing.Settings).SlowerThan(pace) is not { } gap) continue;
            var waiting = await db.Messages
                .CountAsync(message => message.CampaignId == mailing.Id && message.State == MessageState.Queued, ct);
            if (waiting > 0) slow.Add(new PacedMessages(waiting, gap, isAskedFor));
        }

        return slow;
    }
}
