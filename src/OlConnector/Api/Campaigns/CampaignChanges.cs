using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Lines;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Changes what people may change of a campaign: its name at any time, its settings while they can still act.</summary>
internal sealed class CampaignChanges(
    Writer writer, CampaignReading reading, CampaignEnd end, LineDue queue, AuditTrail audit, Wakeups wakeups, TimeProvider clock)
{
    private const int MaxNameLength = 200;

    /// <summary>Nobody plans a mailing for longer. 366 days.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    internal async Task<ActionResult<CampaignResource>> ChangeAsync(
        Caller caller, string id, MergePatch<CampaignDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        var now = clock.GetUtcNow();
        if (await writer.RunAsync(turn => Change(turn, found, patch, ifMatch, caller, now), ct) is { } refusal) return refusal;
        wakeups.Dispatching.Pulse();
        return await reading.GetAsync(caller, id, ct);
    }

    private Refusal? Change(
        WriteTurn turn, Campaign found, MergePatch<CampaignDraft> patch, Precondition ifMatch, Caller caller, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == found.Id);
        if (!ifMatch.Allows(campaign.Version)) return Refuse.PreconditionFailed();
        var draft = patch.ApplyTo(DraftOf(campaign));
        var refusal = ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: false) ?? Check(turn, campaign, draft, now);
        if (refusal is not null) return refusal;

        var before = Said(campaign);
        campaign.Name = string.IsNullOrWhiteSpace(draft.Name) ? OwnName(db, campaign) : draft.Name.Trim();
        campaign.Rank = draft.Rank ?? 0;
        campaign.ValidUntil = draft.ValidUntil;
        campaign.Notify = draft.Notify?.Users is { Count: > 0 } users ? string.Join(',', users) : null;
        if (!db.ChangeTracker.HasChanges()) return null;

        campaign.IsLive = campaign.IsLive || end.IsOpen(campaign, now);
        campaign.Version++;
        db.SaveChanges();
        queue.Recompute(turn, campaign.LineId, now);
        audit.Write(turn, campaign.PortalId, caller.Actor, "campaign changed", campaign.Id.ToString("N"), before, Said(campaign));
        return null;
    }

    private static CampaignDraft DraftOf(Campaign campaign) => new(
        campaign.Name, campaign.Rank, campaign.ValidUntil, campaign.Notify is null ? null : new CampaignNotify(campaign.Notified));

    /// <summary>What the settings may be, and that they are settings of something that still goes on.</summary>
    private Refusal? Check(WriteTurn turn, Campaign campaign, CampaignDraft draft, DateTimeOffset now)
    {
        if (CampaignNotices.Check(draft.Notify) is { } nobody) return nobody;
        if (draft.ValidUntil == campaign.ValidUntil) return null;
        if (campaign.StoppedAt is not null) return CampaignRefusals.Stopped();
        if (end.Has(turn, campaign, now)) return CampaignRefusals.Over();
        if (draft.ValidUntil is { } until && (until <= now || until > now + LongestValidity))
            return CampaignRefusals.ValidUntil();
        return null;
    }

    private static string Said(Campaign campaign)
    {
        var validity = campaign.ValidUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $", valid until {until:u}") : "";
        var notified = campaign.Notify is { } users ? $", tells {users}" : "";
        return $"{campaign.Name}, rank {campaign.Rank}{validity}{notified}";
    }

    private static string OwnName(OlConnectorDb db, Campaign campaign)
    {
        var zone = db.Portals.Where(portal => portal.Id == campaign.PortalId).Select(portal => portal.TimeZone).Single();
        var line = db.Lines.Where(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId).Select(row => row.Name).Single();
        return CampaignName.Of(campaign.StartedAt, zone, line, campaign.FirstText);
    }
}
