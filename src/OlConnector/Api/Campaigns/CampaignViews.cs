using Microsoft.Extensions.Options;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Campaigns;

/// <summary>
/// Shows campaigns to people. The first text is one client's: who may not see people sees neither it nor a name made of it.
/// </summary>
internal sealed class CampaignViews(IOptionsMonitor<GuardOptions> guard, CampaignEnd end, TimeProvider clock)
{
    internal CampaignResource Show(
        Campaign campaign, IReadOnlyDictionary<MessageState, int> states, IReadOnlyDictionary<string, string> names, Caller caller) => new(
        campaign.Id.ToString("N"), campaign.LineId.ToString(), campaign.Kind,
        caller.SeesPeople ? campaign.Name : CampaignName.WithoutText(campaign.Name), campaign.Rank, StateOf(campaign, states),
        campaign.StartedAt, campaign.LastArrivalAt, campaign.StoppedAt, campaign.Author,
        campaign.Author is { } author ? names.GetValueOrDefault(ActorNames.OfUser(author)) : null,
        caller.SeesPeople ? campaign.FirstText : MessageViews.Hidden, states.Values.Sum(), All(states),
        states.GetValueOrDefault(MessageState.Dispatching), RiskOf(campaign), Forecast: null, Halt: null, Holds: null,
        Waves: [], campaign.ValidUntil, campaign.Notify is null ? null : new CampaignNotify(campaign.Notified),
        campaign.RunOf?.ToString("N"), Runs: null, Restartable: null, campaign.Version);

    /// <summary>Every state by its word, those without messages too, so that sums are easily checked.</summary>
    internal static IReadOnlyDictionary<string, int> All(IReadOnlyDictionary<MessageState, int> states) =>
        Enum.GetValues<MessageState>().ToDictionary(state => EnumText.Of(state), states.GetValueOrDefault, StringComparer.Ordinal);

    internal static WaveResource Show(CampaignWave wave) =>
        new(wave.Number, wave.Size, wave.At, wave.Released, wave.State, wave.Actor);

    private CampaignState StateOf(Campaign campaign, IReadOnlyDictionary<MessageState, int> states)
    {
        var moving = states.GetValueOrDefault(MessageState.Accepted) + states.GetValueOrDefault(MessageState.Queued)
            + states.GetValueOrDefault(MessageState.Dispatching);
        var held = states.GetValueOrDefault(MessageState.Held);
        if (campaign.StoppedAt is not null) return CampaignState.Stopped;
        var now = clock.GetUtcNow();
        if (moving + held == 0 && !end.IsOpen(campaign, now) && campaign.Takes is null)
            return campaign.ValidUntil <= now && states.GetValueOrDefault(MessageState.Expired) > 0
                ? CampaignState.Expired : CampaignState.Completed;
        if (campaign.IsPaused) return CampaignState.Paused;
        return moving == 0 && held > 0 ? CampaignState.Held : CampaignState.Running;
    }

    private List<RiskReason> RiskOf(Campaign campaign)
    {
        var risk = new List<RiskReason>();
        if (SegmentGuard.Warns(campaign.Size, guard.CurrentValue))
            risk.Add(new RiskReason("segment_warn", campaign.Size, guard.CurrentValue.Warn));
        if (campaign.Size > guard.CurrentValue.Limit) risk.Add(new RiskReason("segment_guard", campaign.Size, guard.CurrentValue.Limit));
        return risk;
    }
}
