using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Demo;
using OlConnector.Api.Lines;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>What people do to campaigns. Every action works once however often it is called.</summary>
internal sealed class CampaignActions(CampaignReading reading, CampaignControl control, RiskQuestions risks)
{
    internal Task<ActionResult<CampaignResource>> PauseAsync(Caller caller, string id, CancellationToken ct) =>
        OnOpenAsync(caller, id, async campaign =>
        {
            await control.PauseAsync(caller.Portal, campaign.Id, caller.Actor);
            return await reading.GetAsync(caller, id, ct);
        }, ct);

    internal Task<ActionResult<CampaignResource>> ResumeAsync(Caller caller, string id, CampaignResume? wish, CancellationToken ct) =>
        OnOpenAsync(caller, id, async campaign =>
        {
            var risk = campaign is { IsPaused: true, Kind: CampaignKind.Prepared }
                ? await risks.AskAsync(campaign, wish?.AcknowledgeRisk, ct)
                : null;
            if (RiskQuestions.RefusalOf(risk) is { } refusal) return refusal;
            await control.ResumeAsync(caller.Portal, campaign.Id, caller.Actor, risk);
            return await reading.GetAsync(caller, id, ct);
        }, ct);

    internal async Task<ActionResult<StoppedAnswer>> StopAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (campaign.Stage == MailingStage.Draft) return OwnRefusals.IsDraft();
        var stopping = await control.StopAsync(caller.Portal, campaign.Id, caller.Actor);
        return new StoppedAnswer(stopping.Cleared, stopping.InFlight);
    }

    internal Task<ActionResult<ClearedAnswer>> ClearAsync(Caller caller, string id, CancellationToken ct) =>
        OnOpenAsync<ClearedAnswer>(caller, id, async campaign =>
        {
            var clearing = await control.ClearAsync(caller.Portal, campaign.Id, caller.Actor);
            return new ClearedAnswer(clearing.Cleared, clearing.InFlight);
        }, ct);

    internal Task<ActionResult<ReleasedAnswer>> ReleaseAsync(Caller caller, string id, CampaignRelease? wish, CancellationToken ct) =>
        OnOpenAsync<ReleasedAnswer>(caller, id, async campaign =>
        {
            if (wish?.Count is <= 0)
                return Refuse.Invalid("count", new Said(
                    "count — от 1; для всех не указывайте.",
                    "count is 1 or more; leave it out for all."));
            var risk = await risks.AskAboutHeldAsync(campaign, wish?.AcknowledgeRisk, ct);
            if (RiskQuestions.RefusalOf(risk) is { } unconfirmed) return unconfirmed;
            var passesAge = caller.Role >= Role.Admin;
            return await control.ReleaseAsync(
                caller.Portal, campaign.Id, wish?.Count, wish?.Acknowledge, wish?.As, passesAge, caller.Actor, risk) switch
            {
                ReleaseResult.Released released => new ReleasedAnswer(
                    released.Count, released.StillHeld, await reading.InFlightAsync(campaign, ct)),
                ReleaseResult.NeedsAcknowledgement needed => CampaignRefusals.NeedsAcknowledgement(needed.Count),
                ReleaseResult.OutOfDemo demo => DemoRefusals.Short(demo.Shortage),
                ReleaseResult.WouldHoldAgain again => CampaignRefusals.WouldHoldAgain(again.Counts),
                var other => throw new InvalidOperationException($"{other} is no release result."),
            };
        }, ct);

    internal async Task<ActionResult<DiscardedAnswer>> DiscardAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        var discarded = await control.DiscardAsync(caller.Portal, campaign.Id, caller.Actor);
        return new DiscardedAnswer(discarded, await reading.InFlightAsync(campaign, ct));
    }

    private async Task<ActionResult<T>> OnOpenAsync<T>(
        Caller caller, string id, Func<Campaign, Task<ActionResult<T>>> act, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (campaign.Stage == MailingStage.Draft) return OwnRefusals.IsDraft();
        return campaign.StoppedAt is null ? await act(campaign) : CampaignRefusals.Stopped();
    }
}
