using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>
/// Changes what people may change of a campaign: name, rank and who hears of it at any time, its settings while they can still act.
/// What has left or was decided stays as it is; the next message obeys.
/// </summary>
internal sealed class CampaignChanges(
    Writer writer, CampaignReading reading, CampaignEnd end, LineDue queue, GatewayCatalog kinds, AuditTrail audit, Wakeups wakeups,
    TimeProvider clock)
{
    /// <summary>What may be changed of a campaign that is over.</summary>
    private static readonly string[] AtAnyTime = ["name", "rank", "notify"];

    internal async Task<ActionResult<CampaignResource>> ChangeAsync(
        Caller caller, string id, MergePatch<CampaignDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        var now = clock.GetUtcNow();
        if (await writer.RunAsync(turn => Change(turn, found, patch, ifMatch, caller, now), ct) is { } refusal) return refusal;
        wakeups.Dispatching.Pulse();
        wakeups.Pouring.Pulse();
        return await reading.GetAsync(caller, id, ct);
    }

    private Refusal? Change(
        WriteTurn turn, Campaign found, MergePatch<CampaignDraft> patch, Precondition ifMatch, Caller caller, DateTimeOffset now)
    {
        // Whoever sorts messages into mailings holds their line: the letter is not sent between the look and the change.
        LineRow.Find(turn, found.LineId);
        using var db = turn.OpenDb();
        var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == found.Id);
        if (!ifMatch.Allows(campaign.Version)) return Refuse.PreconditionFailed();
        if (patch.Fields.Any(field => !AtAnyTime.Contains(field, StringComparer.Ordinal)) && IsOver(turn, campaign, now))
            return CampaignRefusals.IsOver();
        var was = MailingDrafts.Of(campaign);
        var draft = patch.ApplyTo(was);
        if ((campaign.IsOwn ? CheckOwn(campaign, draft, was, now) : MailingDrafts.CheckNotOwn(draft, was)) is { } misplaced)
            return misplaced;
        if (MailingDrafts.Check(draft, was, now, FloorOf(db, campaign)) is { } refusal) return refusal;
        if (patch.Fields.Contains("text"))
        {
            draft = draft with { Text = MailingDrafts.Clean(draft.Text) };
            if (Preparing.CheckText(db, campaign, draft.Text, kinds) is { } broken) return broken;
        }

        var portal = db.Portals.AsNoTracking().Single(row => row.Id == campaign.PortalId);
        if (CampaignNotices.Check(db, portal, draft.Notify, was.Notify) is { } nobody) return nobody;
        var (before, way) = (Summary(campaign), WayOf(campaign));
        Apply(db, campaign, draft, patch, portal);
        if (draft.Collect != was.Collect) campaign.CollectingUntil = CollectingUntil(db, campaign, draft.Collect, portal, now);
        if (!db.ChangeTracker.HasChanges()) return null;
        campaign.IsLive = campaign.IsLive || end.IsOpen(campaign, now);
        campaign.Version++;
        db.SaveChanges();
        RecipientWaits.EndOf(turn, campaign.Id);
        if (WayOf(campaign) != way) CampaignPlan.Forget(turn, campaign.Id);
        queue.Recompute(turn, campaign.LineId, now);
        audit.Write(turn, campaign.PortalId, caller.Actor, "campaign changed", campaign.Id.ToString("N"), before, Summary(campaign));
        return null;
    }

    /// <summary>Once it has begun, its timetable acts on nothing any more.</summary>
    private static Refusal? CheckOwn(Campaign campaign, CampaignDraft draft, CampaignDraft was, DateTimeOffset now)
    {
        if (OwnRefusals.CheckCollect(draft) is { } refusal) return refusal;
        if (campaign.Stage is MailingStage.Draft or MailingStage.Scheduled) return MailingDrafts.CheckOwnTimes(draft, was, now);
        return draft.EndAt != was.EndAt ? OwnRefusals.OnlyBefore("endAt")
            : draft.SpreadEvenly != was.SpreadEvenly ? OwnRefusals.OnlyBefore("spreadEvenly") : null;
    }

    /// <summary>What decides when its messages leave.</summary>
    private static (string?, int, DateTimeOffset?) WayOf(Campaign campaign) => (campaign.Settings, campaign.Rank, campaign.ValidUntil);

    private TimeSpan FloorOf(OlConnectorDb db, Campaign campaign) => queue.FloorOf(
        db.Lines.Where(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId).Select(row => row.GatewayKind).Single());

    private bool IsOver(WriteTurn turn, Campaign campaign, DateTimeOffset now) =>
        !campaign.IsAwaiting && campaign.Stage is not MailingStage.Draft
        && (campaign.StoppedAt is not null || end.Has(turn, campaign, now));

    /// <summary>What awaits its letter begins to be collected with it; what takes no more of it has been.</summary>
    private DateTimeOffset? CollectingUntil(OlConnectorDb db, Campaign campaign, bool? own, Portal portal, DateTimeOffset now)
    {
        if (campaign.IsAwaiting || !end.IsOpen(campaign, now)) return null;
        var line = db.Lines.Where(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId)
            .Select(row => row.Collect).Single();
        return own ?? line ?? portal.Collects ? end.ClosesAt(campaign.StartedAt, campaign.LastArrivalAt) : null;
    }

    private static void Apply(
        OlConnectorDb db, Campaign campaign, CampaignDraft draft, MergePatch<CampaignDraft> patch, Portal portal)
    {
        if (patch.Fields.Contains("text"))
        {
            campaign.FirstText = draft.Text ?? "";
            if (!campaign.IsOwn) campaign.Skeleton = PreparedLetter.SkeletonOf(draft.Text!).ToString();
        }

        campaign.Name = string.IsNullOrWhiteSpace(draft.Name) ? OwnName(db, campaign) : draft.Name.Trim();
        campaign.Rank = draft.Rank ?? 0;
        campaign.Settings = MailingDrafts.Stored(draft, campaign.Settings);
        if (patch.Fields.Contains("startAt") && campaign.Stage != MailingStage.Draft) campaign.StartDueAt = draft.StartAt;
        campaign.ValidUntil = draft.ValidUntil;
        CampaignNotices.Apply(campaign, draft.Notify, portal);
    }

    private static string Summary(Campaign campaign) => string.Join(", ", new[]
    {
        campaign.Name, $"rank {campaign.Rank}", campaign.Settings,
        campaign.ValidUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"valid until {until:u}") : null,
        campaign.Notify is { } users ? $"tells {users}" : null, campaign.NotifyNumber is null ? null : "tells a number",
    }.OfType<string>());

    private static string OwnName(OlConnectorDb db, Campaign campaign)
    {
        var zone = db.Portals.Where(portal => portal.Id == campaign.PortalId).Select(portal => portal.TimeZone).Single();
        var line = db.Lines.Where(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId).Select(row => row.Name).Single();
        return CampaignName.Of(campaign.StartedAt, zone, line, campaign.FirstText);
    }
}
