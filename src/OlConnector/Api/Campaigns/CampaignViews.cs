using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Campaigns;

/// <summary>
/// Shows campaigns to people. The first text is one client's: who may not see people sees neither it nor a name made of it.
/// </summary>
internal sealed class CampaignViews(CampaignEnd end, TimeProvider clock)
{
    internal CampaignResource Show(
        Campaign campaign, IReadOnlyDictionary<MessageState, int> states, IReadOnlyDictionary<string, string> names, PortalGuards guards,
        Caller caller) => new(
        campaign.Id.ToString("N"), campaign.LineId.ToString(), campaign.Kind,
        caller.SeesPeople ? campaign.Name : CampaignName.WithoutText(campaign.Name), campaign.Rank, StateOf(campaign, states),
        campaign.StartedAt, campaign.LastArrivalAt, campaign.StoppedAt, campaign.Author,
        campaign.Author is { } author ? names.GetValueOrDefault(ActorNames.OfUser(author)) : null,
        caller.SeesPeople || campaign.Kind != CampaignKind.Marketing ? campaign.FirstText : MessageViews.Hidden, Recipients: null,
        states.Values.Sum(), All(states), states.GetValueOrDefault(MessageState.Dispatching),
        GuardOf(campaign, guards), Risk: null, Forecast: null, Halt: null, Holds: null,
        Waves: [], SettingsOf(campaign), NotifyOf(campaign, caller), campaign.Marker,
        ToPaste(campaign), campaign.RunOf?.ToString("N"), Runs: null, Restartable: null, RefusedByDemo: null,
        campaign.HasMissedStart(clock.GetUtcNow()),
        campaign.CollectingUntil > clock.GetUtcNow() && campaign.StoppedAt is null ? campaign.CollectingUntil : null, HoldsExpireAt: null,
        campaign.Version);

    /// <summary>Every state by its word, those without messages too, so that sums are easily checked.</summary>
    internal static IReadOnlyDictionary<string, int> All(IReadOnlyDictionary<MessageState, int> states) =>
        Enum.GetValues<MessageState>().ToDictionary(state => EnumText.Of(state), states.GetValueOrDefault, StringComparer.Ordinal);

    internal static WaveResource Show(CampaignWave wave) =>
        new(wave.Number, wave.Size, wave.At, wave.Released, wave.State, wave.Actor);

    /// <summary>Nothing of it comes or leaves any more.</summary>
    internal static bool IsOver(CampaignState state) => state is CampaignState.Stopped or CampaignState.Completed;

    internal CampaignState StateOf(Campaign campaign, IReadOnlyDictionary<MessageState, int> states)
    {
        var moving = states.GetValueOrDefault(MessageState.Accepted) + states.GetValueOrDefault(MessageState.Queued)
            + states.GetValueOrDefault(MessageState.Dispatching);
        var held = states.GetValueOrDefault(MessageState.Held);
        if (campaign.StoppedAt is not null) return CampaignState.Stopped;
        if (campaign.Stage == MailingStage.Draft) return CampaignState.Draft;
        if (campaign.IsAwaiting) return CampaignState.Awaiting;
        var now = clock.GetUtcNow();
        if (moving + held == 0 && !end.IsOpen(campaign, now) && campaign.Takes is null && campaign.Stage is null)
            return campaign.ValidUntil <= now && states.GetValueOrDefault(MessageState.Expired) > 0
                ? CampaignState.Expired : CampaignState.Completed;
        if (campaign.IsPaused) return campaign.HasMissedStart(now) ? CampaignState.Held : CampaignState.Paused;
        if (campaign.CollectingUntil > now) return CampaignState.Collecting;
        if (campaign.Stage == MailingStage.Scheduled) return CampaignState.Scheduled;
        if (moving == 0 && held > 0) return CampaignState.Held;
        return MailingJson.SettingsOf(campaign.Settings).StartAt > now ? CampaignState.Scheduled : CampaignState.Running;
    }

    private static CampaignSettings SettingsOf(Campaign campaign)
    {
        var settings = MailingJson.Read(campaign.Settings);
        return new CampaignSettings(
            settings.StartAt, campaign.ValidUntil, settings.Window, settings.Waves, settings.Guard, settings.Interval, settings.PerMinute,
            settings.Collect, settings.EndAt, settings.SpreadEvenly, settings.Spread, settings.Dedupe, settings.Variants,
            settings.MissingValue);
    }

    private static CampaignGuard GuardOf(Campaign campaign, PortalGuards guards)
    {
        var own = guards.Of(campaign.LineId, MailingJson.SettingsOf(campaign.Settings).Guard);
        return new CampaignGuard(campaign.Size, own.Warn, own.Limit, own.Policy, own.From);
    }

    private static CampaignNotify? NotifyOf(Campaign campaign, Caller caller) =>
        CampaignNotices.Of(campaign) is not { } notify ? null
        : notify.Number is null || caller.SeesPeople ? notify
        : notify with { Number = MessageViews.Hidden };

    private static string? ToPaste(Campaign campaign) =>
        campaign is { Kind: CampaignKind.Prepared, Marker: { } code } ? PreparedLetter.ToPaste(campaign.FirstText, code) : null;
}
