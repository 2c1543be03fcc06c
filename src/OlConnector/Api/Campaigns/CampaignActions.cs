using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Lines;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Portals;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>What people do to campaigns. Every action works once however often it is called.</summary>
internal sealed class CampaignActions(
    Writer writer, CampaignReading reading, CampaignControl control, LineDue queue, AuditTrail audit, Wakeups wakeups, TimeProvider clock)
{
    private const int MaxNameLength = 200;

    internal async Task<ActionResult<CampaignResource>> ChangeAsync(
        Caller caller, string id, MergePatch<CampaignDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        var now = clock.GetUtcNow();
        if (await writer.RunAsync(turn => Change(turn, found, patch, ifMatch, caller, now), ct) is { } refusal) return refusal;
        wakeups.Dispatching.Pulse();
        return await reading.GetAsync(caller, id, ct);
    }

    internal Task<ActionResult<CampaignResource>> PauseAsync(Caller caller, string id, CancellationToken ct) =>
        OnOpenAsync(caller, id, async campaign =>
        {
            await control.PauseAsync(caller.Portal, campaign.Id, caller.Actor);
            return await reading.GetAsync(caller, id, ct);
        }, ct);

    internal Task<ActionResult<CampaignResource>> ResumeAsync(Caller caller, string id, CancellationToken ct) =>
        OnOpenAsync(caller, id, async campaign =>
        {
            await control.ResumeAsync(caller.Portal, campaign.Id, caller.Actor);
            return await reading.GetAsync(caller, id, ct);
        }, ct);

    internal async Task<ActionResult<StoppedAnswer>> StopAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
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
            var passesAge = caller.Role >= Role.Admin;
            return await control.ReleaseAsync(
                caller.Portal, campaign.Id, wish?.Count, wish?.Acknowledge, wish?.As, passesAge, caller.Actor) switch
            {
                ReleaseResult.Released released => new ReleasedAnswer(released.Count, released.StillHeld),
                ReleaseResult.NeedsAcknowledgement needed => CampaignRefusals.NeedsAcknowledgement(needed.Count),
                ReleaseResult.WouldHoldAgain again => CampaignRefusals.WouldHoldAgain(again.Counts),
                var other => throw new InvalidOperationException($"{other} is no release result."),
            };
        }, ct);

    internal async Task<ActionResult<DiscardedAnswer>> DiscardAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        return new DiscardedAnswer(await control.DiscardAsync(caller.Portal, campaign.Id, caller.Actor));
    }

    private Refusal? Change(
        WriteTurn turn, Campaign found, MergePatch<CampaignDraft> patch, Precondition ifMatch, Caller caller, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == found.Id);
        if (!ifMatch.Allows(campaign.Version)) return Refuse.PreconditionFailed();
        var draft = patch.ApplyTo(new CampaignDraft(campaign.Name, campaign.Rank));
        if (ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: false) is { } refusal) return refusal;

        var before = $"{campaign.Name}, rank {campaign.Rank}";
        campaign.Name = string.IsNullOrWhiteSpace(draft.Name) ? OwnName(db, campaign) : draft.Name.Trim();
        campaign.Rank = draft.Rank ?? 0;
        if (!db.ChangeTracker.HasChanges()) return null;

        campaign.Version++;
        db.SaveChanges();
        queue.Recompute(turn, campaign.LineId, now);
        audit.Write(
            turn, campaign.PortalId, caller.Actor, "campaign changed", campaign.Id.ToString("N"), before,
            $"{campaign.Name}, rank {campaign.Rank}");
        return null;
    }

    private static string OwnName(OlConnectorDb db, Campaign campaign)
    {
        var zone = db.Portals.Where(portal => portal.Id == campaign.PortalId).Select(portal => portal.TimeZone).Single();
        var line = db.Lines.Where(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId).Select(row => row.Name).Single();
        return CampaignName.Of(campaign.StartedAt, zone, line, campaign.FirstText);
    }

    private async Task<ActionResult<T>> OnOpenAsync<T>(
        Caller caller, string id, Func<Campaign, Task<ActionResult<T>>> act, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        return campaign.StoppedAt is null ? await act(campaign) : CampaignRefusals.Stopped();
    }
}
