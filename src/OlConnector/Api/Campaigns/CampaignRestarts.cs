using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Api.Campaigns;

/// <summary>What of a campaign could be sent again, and what was.</summary>
internal static class CampaignRestarts
{
    /// <summary>A campaign is sent again when it is over; what is with the gateway may still come back.</summary>
    internal static bool Allows(CampaignResource campaign) =>
        campaign.State is (CampaignState.Completed or CampaignState.Stopped or CampaignState.Expired) && campaign.InFlight == 0;

    internal static async Task<IReadOnlyList<RunResource>> RunsAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var runs = await db.Campaigns.Where(run => run.PortalId == campaign.PortalId && run.RunOf == campaign.Id)
            .OrderBy(run => run.StartedAt)
            .Select(run => new { run.Id, run.StartedAt, Total = db.Messages.Count(message => message.CampaignId == run.Id) })
            .ToListAsync(ct);
        return [.. runs.Select(run => new RunResource(run.Id.ToString("N"), run.StartedAt, run.Total))];
    }

    /// <summary>The same messages that a restart takes.</summary>
    internal static async Task<RestartCounts> CountsAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var never = Restarts.NeverAgain;
        var again = db.Messages.Where(message => message.RepeatOf != null
            && db.Campaigns.Any(run => run.Id == message.CampaignId && run.RunOf == campaign.Id)).Select(message => message.RepeatOf);
        var groups = await db.Messages
            .Where(message => message.CampaignId == campaign.Id && message.RawTo != "")
            .Where(message => message.Reason == null || !never.Contains(message.Reason))
            .GroupBy(message => new { message.State, IsTaken = again.Contains(message.Sequence) })
            .Select(group => new { group.Key.State, group.Key.IsTaken, Count = group.Count() }).ToListAsync(ct);
        int Of(RestartWhich which, Func<bool, bool> counts) => groups
            .Where(group => counts(group.IsTaken) && Restarts.StatesOf(which).Contains(group.State)).Sum(group => group.Count);
        return new RestartCounts(
            Of(RestartWhich.All, _ => true), Of(RestartWhich.Failed, isTaken => !isTaken),
            Of(RestartWhich.NotDelivered, isTaken => !isTaken), Of(RestartWhich.Unsent, isTaken => !isTaken));
    }
}
