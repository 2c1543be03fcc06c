using Microsoft.Extensions.Options;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>Whether a mailing is over: it has all its messages, and none of them waits or is with the gateway.</summary>
internal sealed class CampaignEnd(IOptionsMonitor<CampaignOptions> options)
{
    private const string IsMoving = """
        SELECT 1 FROM messages WHERE campaign_id = @campaign AND state IN ('accepted', 'held', 'queued', 'dispatching') LIMIT 1
        """;

    /// <summary>True when it is, at this moment.</summary>
    internal bool Has(WriteTurn turn, Campaign campaign, DateTimeOffset now) =>
        campaign.Takes is null && campaign.Stage is null && !IsOpen(campaign, now)
        && !turn.First(IsMoving, _ => true, ("campaign", campaign.Id));

    /// <summary>When a mailing takes no more of its letter, if nothing arrives meanwhile.</summary>
    internal DateTimeOffset ClosesAt(DateTimeOffset startedAt, DateTimeOffset lastArrivalAt) =>
        Joining.EndOf(startedAt, lastArrivalAt, options.CurrentValue);

    /// <summary>True while more messages may come that would leave.</summary>
    internal bool IsOpen(Campaign campaign, DateTimeOffset now) =>
        campaign.StoppedAt is null && !(campaign.ValidUntil <= now) && campaign.GathersLetters && Joining.IsOpen(
            campaign.StartedAt, campaign.LastArrivalAt, now, options.CurrentValue);
}
