using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Prepares mailings before their letters are sent, and takes back those whose letter never was (design.md §6).</summary>
internal sealed class Preparing(
    Writer writer, Database database, LineReading lines, LineDue queue, CampaignReading reading, GatewayCatalog kinds,
    OwnMailingDesk own, AuditTrail audit, Random chance, TimeProvider clock)
{
    /// <summary>Mailings of a portal that await their letter; more than anybody has in hand.</summary>
    internal const int MostAwaiting = 200;

    internal async Task<ActionResult<CampaignResource>> PrepareAsync(Caller caller, NewCampaign wish, CancellationToken ct)
    {
        if (wish.Kind is null) return Refuse.Required("kind");
        if (string.IsNullOrEmpty(wish.Line)) return Refuse.Required("line");
        if (await lines.FindAsync(caller, wish.Line, ct) is not { } line) return Refuse.NotFound("line");
        if (line.State == LineState.Off) return LineRefusals.Deleted();
        var (draft, now) = (wish.AsDraft() with { Text = MailingDrafts.Clean(wish.Text) }, clock.GetUtcNow());
        var portal = await PortalAsync(caller.Portal, ct);
        if (CheckOwnFields(wish) is { } misplaced) return misplaced;
        if (MailingDrafts.CheckText(draft.Text, QuickSendChecks.LongestOf(kinds, line.GatewayKind), portal) is { } broken) return broken;
        if (MailingDrafts.Check(draft, new CampaignDraft(), now, queue.FloorOf(line.GatewayKind)) is { } refusal) return refusal;
        var id = NewKey.At(clock);
        if (await writer.RunAsync(turn => Store(turn, id, line, draft, portal, caller, now), ct) is { } full) return full;
        return new CreatedResult($"/api/v1/campaigns/{id:N}", (await reading.GetAsync(caller, $"{id:N}", ct)).Value);
    }

    private static Refusal? CheckOwnFields(NewCampaign wish) =>
        MailingDrafts.CheckNotOwn(wish.AsDraft(), new CampaignDraft())
        ?? (wish.Recipients is not null ? OwnRefusals.OnlyOwn("recipients") : wish.Start is not null ? OwnRefusals.OnlyOwn("start") : null);

    /// <summary>Takes back a mailing whose letter has not been sent.</summary>
    internal async Task<ActionResult> WithdrawAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        if (found.IsOwn) return await own.WithdrawAsync(caller, found, ct);
        return await writer.RunAsync(turn => Withdraw(turn, found, caller), ct) ? new NoContentResult() : CampaignRefusals.HasBegun();
    }

    /// <summary>What is wrong with another text for a mailing that has not begun; null when it may stand.</summary>
    internal static Refusal? CheckText(OlConnectorDb db, Campaign campaign, string? text, GatewayCatalog kinds)
    {
        if (!campaign.IsAwaiting && campaign.Stage is not (MailingStage.Draft or MailingStage.Scheduled))
            return CampaignRefusals.TextIsSent();
        var portal = db.Portals.AsNoTracking().Single(row => row.Id == campaign.PortalId);
        var kind = db.Lines.Where(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId)
            .Select(row => row.GatewayKind).Single();
        return campaign.IsOwn
            ? MailingDrafts.CheckOwnText(text ?? "", QuickSendChecks.LongestOf(kinds, kind), portal)
            : MailingDrafts.CheckText(text, QuickSendChecks.LongestOf(kinds, kind), portal);
    }

    private Refusal? Store(
        WriteTurn turn, Guid id, Line line, CampaignDraft draft, Portal portal, Caller caller, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var awaiting = db.Campaigns.Where(row => row.PortalId == caller.Portal && row.IsAwaiting);
        if (awaiting.Count() >= MostAwaiting) return CampaignRefusals.TooManyAwaiting(MostAwaiting);
        if (CampaignNotices.Check(db, portal, draft.Notify) is { } nobody) return nobody;
        var name = string.IsNullOrWhiteSpace(draft.Name)
            ? CampaignName.Of(now, portal.TimeZone, line.Name, draft.Text!)
            : draft.Name.Trim();
        var campaign = new Campaign
        {
            PortalId = caller.Portal,
            Id = id,
            LineId = line.Id,
            Kind = CampaignKind.Prepared,
            Name = name,
            StartedAt = now,
            LastArrivalAt = now,
            Author = caller.Kind == CallerKind.Session ? caller.Id : null,
            FirstText = draft.Text!,
            Skeleton = PreparedLetter.SkeletonOf(draft.Text!).ToString(),
            Marker = FreeCode(db, caller.Portal),
            IsAwaiting = true,
            IsLive = false,
            Settings = MailingDrafts.Stored(draft),
            StartDueAt = draft.StartAt,
            ValidUntil = draft.ValidUntil,
        };
        CampaignNotices.Apply(campaign, draft.Notify, portal);
        db.Campaigns.Add(campaign);
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "mailing prepared", id.ToString("N"), after: name);
        return null;
    }

    /// <summary>A code that no letter of the portal has.</summary>
    private string FreeCode(OlConnectorDb db, PortalId portal)
    {
        while (true)
        {
            var code = LetterMarker.NewCode(chance);
            if (!db.Campaigns.Any(row => row.PortalId == portal && row.Marker == code)) return code;
        }
    }

    /// <summary>Whoever sorts messages into mailings holds their line: none comes between the look and the deletion.</summary>
    private bool Withdraw(WriteTurn turn, Campaign found, Caller caller)
    {
        LineRow.Find(turn, found.LineId);
        using var db = turn.OpenDb();
        if (db.Campaigns.SingleOrDefault(row => row.PortalId == found.PortalId && row.Id == found.Id) is not { IsAwaiting: true } campaign)
            return false;
        db.Campaigns.Remove(campaign);
        db.SaveChanges();
        audit.Write(turn, found.PortalId, caller.Actor, "mailing withdrawn", found.Id.ToString("N"), before: campaign.Name);
        return true;
    }

    private async Task<Portal> PortalAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().SingleAsync(row => row.Id == portal, ct);
    }
}
