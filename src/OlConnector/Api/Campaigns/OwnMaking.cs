using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Makes own mailings: what is wrong is told before anything is stored, and what is stored begins whole or not at all.</summary>
internal sealed class OwnMaking(
    Database database, LineReading lines, LineDue queue, GatewayCatalog kinds, RiskWeighing weighing, MailingBeginning beginning,
    AuditTrail audit, TimeProvider clock)
{
    /// <summary>Own mailings of a portal that have not begun; more than anybody has in hand.</summary>
    internal const int MostDrafts = 500;

    /// <summary>Checks a mailing; the refusal, or null and what is to be stored.</summary>
    internal async Task<(Refusal? Refusal, OwnPlan? Plan)> TryPlanAsync(Caller caller, NewCampaign wish, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(wish.Line)) return (Refuse.Required("line"), null);
        if (await lines.FindAsync(caller, wish.Line, ct) is not { } line) return (Refuse.NotFound("line"), null);
        if (line.State == LineState.Off) return (LineRefusals.Deleted(), null);
        var portal = await PortalAsync(caller.Portal, ct);
        var (now, longest) = (clock.GetUtcNow(), QuickSendChecks.LongestOf(kinds, line.GatewayKind));
        var draft = wish.AsDraft() with { Text = MailingDrafts.Clean(wish.Text) ?? "" };
        if (MailingDrafts.CheckOwnText(draft.Text!, longest, portal) is { } broken) return (broken, null);
        if ((OwnRefusals.CheckCollect(draft) ?? MailingDrafts.CheckOwnTimes(draft, new CampaignDraft(), now)
                ?? MailingDrafts.Check(draft, new CampaignDraft(), now, queue.FloorOf(line.GatewayKind))) is { } wrong)
            return (wrong, null);
        if (new RecipientReading(portal, longest).TryRead(wish.Recipients, "recipients", out var recipients) is { } unread)
            return (unread, null);
        var starts = wish.Start == true;
        if (starts && recipients.Count == 0) return (OwnRefusals.NoRecipients("recipients"), null);
        if (starts && draft.Text!.Length == 0 && recipients.Exists(one => one.Text is null)) return (OwnRefusals.NoText(), null);
        var campaign = Made(caller, wish, line, draft, portal, now);
        var risk = starts
            ? new RiskDecision(await weighing.OfAsync(campaign, recipients.Count, ct), wish.AcknowledgeRisk == true)
            : null;
        return RiskQuestions.RefusalOf(risk) is { } unconfirmed
            ? (unconfirmed, null)
            : (null, new OwnPlan(campaign, draft, portal, recipients, starts, risk));
    }

    /// <summary>What the database says against it, before anything is written; null when it may be stored.</summary>
    internal Refusal? Check(WriteTurn turn, OwnPlan plan, Caller caller)
    {
        using var db = turn.OpenDb();
        var waiting = db.Campaigns.Count(row =>
            row.PortalId == caller.Portal && (row.Stage == MailingStage.Draft || row.Stage == MailingStage.Scheduled));
        if (waiting >= MostDrafts) return OwnRefusals.TooManyDrafts(MostDrafts);
        return CampaignNotices.Check(db, plan.Portal, plan.Draft.Notify)
            ?? (plan.Starts ? TooEarly(turn, plan.Campaign, plan.Draft, plan.Recipients.Count, clock.GetUtcNow()) : null);
    }

    /// <summary>Stores it and has it begin, where it is to; answers a count of those of its recipients that were duplicates.</summary>
    internal RecipientBook.Repeated Store(WriteTurn turn, OwnPlan plan, Caller caller)
    {
        var campaign = plan.Campaign;
        using (var db = turn.OpenDb())
        {
            CampaignNotices.Apply(campaign, plan.Draft.Notify, plan.Portal);
            db.Campaigns.Add(campaign);
            db.SaveChanges();
        }

        var repeated = RecipientBook.Add(turn, caller.Portal, campaign.Id, file: null, plan.Recipients, plan.SkipsRepeats);
        audit.Write(turn, caller.Portal, caller.Actor, "mailing made", campaign.Id.ToString("N"), after: campaign.Name);
        if (!plan.Starts) return repeated;
        Start(turn, campaign, plan.Draft.StartAt, caller, clock.GetUtcNow());
        plan.Risk?.Write(turn, audit, caller.Portal, campaign.Id, caller.Actor);
        return repeated;
    }

    /// <summary>It begins: at once, or at its moment.</summary>
    internal void Start(WriteTurn turn, Campaign campaign, DateTimeOffset? at, Caller caller, DateTimeOffset now)
    {
        turn.Execute(
            "UPDATE campaigns SET stage = 'scheduled', start_due_at = @at, started_by = @by, version = version + 1 WHERE id = @id",
            ("at", at), ("by", caller.Actor), ("id", campaign.Id));
        if (at is null) beginning.Begin(turn, campaign.Id, now);
        audit.Write(
            turn, caller.Portal, caller.Actor, at is null ? "campaign started" : "campaign scheduled", campaign.Id.ToString("N"),
            after: at is { } moment ? $"{moment:u}" : null);
    }

    /// <summary>What an end is refused with that comes too early for the pace; null for one that does not.</summary>
    internal Refusal? TooEarly(WriteTurn turn, Campaign campaign, CampaignDraft draft, int recipients, DateTimeOffset now)
    {
        if (draft is not { SpreadEvenly: true, EndAt: { } end } || LineRow.Find(turn, campaign.LineId) is not { } line) return null;
        var settings = MailingJson.Read(MailingDrafts.Stored(draft));
        var from = draft.StartAt > now ? draft.StartAt.Value : now;
        var open = beginning.OpenTime(turn, campaign.LineId.Value, settings, from, end);
        var pace = settings.ToSettings().Slowed(queue.PaceOf(line));
        var fitting = EvenSpread.Fitting(open, pace.MarketingInterval);
        return fitting >= recipients
            ? null
            : OwnRefusals.EndTooEarly(recipients, fitting, Forecast.Of(
                pace with { LastAnswerAt = null, WaitReason = null, NotBefore = null }, default, recipients, from).LastAt);
    }

    private Campaign Made(Caller caller, NewCampaign wish, Line line, CampaignDraft draft, Portal portal, DateTimeOffset now) => new()
    {
        PortalId = caller.Portal,
        Id = NewKey.At(clock),
        LineId = line.Id,
        Kind = wish.Kind == NewCampaignKind.File ? CampaignKind.File : CampaignKind.Api,
        Name = string.IsNullOrWhiteSpace(draft.Name) ? CampaignName.Of(now, portal.TimeZone, line.Name, draft.Text!) : draft.Name.Trim(),
        StartedAt = now,
        LastArrivalAt = now,
        Author = caller.Kind == CallerKind.Session ? caller.Id : null,
        FirstText = draft.Text!,
        Stage = MailingStage.Draft,
        IsLive = false,
        Settings = MailingDrafts.Stored(draft),
        ValidUntil = draft.ValidUntil,
    };

    private async Task<Portal> PortalAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().SingleAsync(row => row.Id == portal, ct);
    }
}
