using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Own mailings one by one: made, given further recipients, started, withdrawn.</summary>
internal sealed class OwnMailingDesk(
    Writer writer, OwnMaking making, CampaignReading reading, RiskQuestions risks, GatewayCatalog kinds, AuditTrail audit, Wakeups wakeups,
    TimeProvider clock)
{
    /// <summary>Makes one; with an idempotency key once, however often it is called.</summary>
    internal async Task<ActionResult<CampaignResource>> MakeAsync(
        Caller caller, NewCampaign wish, string? idempotencyKey, CancellationToken ct)
    {
        if (caller.Kind == CallerKind.Operator) return Refuse.ClosedToOperator();
        if (IdempotencyKey.TryRead(idempotencyKey, caller, "make", wish, out var key) is { } badKey) return badKey;
        if (key is not null && await writer.RunAsync(turn => Earlier(turn, key, caller), ct) is { } earlier)
            return await AnswerAsync(caller, earlier, ct);
        var (refusal, plan) = await making.TryPlanAsync(caller, wish, ct);
        if (refusal is not null) return refusal;
        var stored = await writer.RunAsync(turn => Store(turn, plan!, key, caller), ct);
        wakeups.Pouring.Pulse();
        return await AnswerAsync(caller, stored, ct);
    }

    /// <summary>Adds recipients to one that has not begun.</summary>
    internal async Task<ActionResult<RecipientsAnswer>> AddAsync(
        Caller caller, string id, NewRecipients wish, string? idempotencyKey, CancellationToken ct)
    {
        if (IdempotencyKey.TryRead(idempotencyKey, caller, $"recipients {id}", wish, out var key) is { } badKey) return badKey;
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        if (!found.IsOwn) return OwnRefusals.NotOwn();
        if (wish.Recipients is not { Count: > 0 }) return OwnRefusals.NoRecipients("recipients");
        return await writer.RunAsync<ActionResult<RecipientsAnswer>>(turn => Add(turn, caller, found, wish, key), ct);
    }

    /// <summary>Starts one that has not begun: at once, at its own moment, or at another.</summary>
    internal async Task<ActionResult<CampaignResource>> StartAsync(
        Caller caller, Campaign found, CampaignStart? wish, CancellationToken ct)
    {
        if (caller.Kind == CallerKind.Operator) return Refuse.ClosedToOperator();
        var risk = await risks.AskAsync(found, wish?.AcknowledgeRisk, ct);
        var refusal = await writer.RunAsync(turn =>
        {
            var now = clock.GetUtcNow();
            LineRow.Find(turn, found.LineId);
            using var db = turn.OpenDb();
            var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == found.Id);
            if (campaign.StoppedAt is not null) return CampaignRefusals.Stopped();
            if (campaign.Stage is not (MailingStage.Draft or MailingStage.Scheduled)) return CampaignRefusals.HasStarted();
            var was = MailingDrafts.Of(campaign);
            // Who starts what is planned sends it now, as long as they do not say otherwise.
            var at = wish?.At > now ? wish.At : campaign.Stage == MailingStage.Draft && wish?.At is null ? was.StartAt : null;
            var draft = was with { StartAt = at > now ? at : null };
            if (Obstacle(turn, db, campaign, draft, was, now) is { } obstacle) return obstacle;
            if (RiskQuestions.RefusalOf(risk) is { } unconfirmed) return unconfirmed;
            campaign.Settings = MailingDrafts.Stored(draft);
            campaign.IsPaused = false;
            db.SaveChanges();
            making.Start(turn, campaign, draft.StartAt, caller, now);
            risk.Write(turn, audit, campaign.PortalId, campaign.Id, caller.Actor);
            return null;
        }, ct);
        wakeups.Pouring.Pulse();
        return refusal is null ? await reading.GetAsync(caller, $"{found.Id:N}", ct) : refusal;
    }

    /// <summary>Gives one up that has not begun; its recipients are deleted.</summary>
    internal async Task<ActionResult> WithdrawAsync(Caller caller, Campaign found, CancellationToken ct)
    {
        var isWithdrawn = await writer.RunAsync(turn =>
        {
            if (turn.Execute(
                    "UPDATE campaigns SET stage = 'withdrawn' WHERE id = @id AND stage IN ('draft', 'scheduled') AND stopped_at IS NULL",
                    ("id", found.Id)) == 0)
                return false;
            audit.Write(turn, found.PortalId, caller.Actor, "mailing withdrawn", found.Id.ToString("N"), before: found.Name);
            return true;
        }, ct);
        wakeups.Pouring.Pulse();
        return isWithdrawn ? new NoContentResult() : OwnRefusals.HasBegun();
    }

    private Refusal? Obstacle(
        WriteTurn turn, OlConnectorDb db, Campaign campaign, CampaignDraft draft, CampaignDraft was, DateTimeOffset now)
    {
        if (db.Lines.Single(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId).State == LineState.Off)
            return LineRefusals.Deleted();
        if (RecipientLeavings.IsImporting(db, campaign.Id, now)) return OwnRefusals.ImportRuns();
        var recipients = RecipientBook.CountOf(turn, campaign.Id);
        if (recipients == 0) return OwnRefusals.NoRecipients(null);
        if (string.IsNullOrWhiteSpace(campaign.FirstText) && RecipientBook.NeedsText(turn, campaign.Id)) return OwnRefusals.NoText();
        return MailingDrafts.Times(draft, was, now) ?? making.TooEarly(turn, campaign, draft, recipients, now);
    }

    private Stored Store(WriteTurn turn, OwnPlan plan, IdempotencyKey? key, Caller caller)
    {
        // Somebody may have come first with the same key since the look before.
        if (key is not null && Earlier(turn, key, caller) is { } earlier) return earlier;
        if (making.Check(turn, plan, caller) is { } refusal) return new Stored(null, refusal);
        making.Store(turn, plan, caller);
        var id = plan.Campaign.Id.ToString("N");
        key?.Keep(turn, caller, StatusCodes.Status201Created, JsonConvert.SerializeObject(id), clock.GetUtcNow());
        return new Stored(id, null);
    }

    private static Stored? Earlier(WriteTurn turn, IdempotencyKey key, Caller caller) =>
        key.Earlier(turn, caller, out var isReused) is { } body
            ? isReused ? new Stored(null, IdempotencyKey.Reused()) : new Stored(JsonConvert.DeserializeObject<string>(body), null)
            : null;

    private async Task<ActionResult<CampaignResource>> AnswerAsync(Caller caller, Stored stored, CancellationToken ct)
    {
        if (stored.Refusal is { } refusal) return refusal;
        return (await reading.GetAsync(caller, stored.Id!, ct)).Value is { } shown
            ? new CreatedResult($"/api/v1/campaigns/{stored.Id}", shown)
            : Refuse.NotFound();
    }

    private ActionResult<RecipientsAnswer> Add(WriteTurn turn, Caller caller, Campaign found, NewRecipients wish, IdempotencyKey? key)
    {
        var isReused = false;
        if (key?.Earlier(turn, caller, out isReused) is { } earlier)
            return isReused ? IdempotencyKey.Reused() : JsonConvert.DeserializeObject<RecipientsAnswer>(earlier)!;
        List<NewRecipient> recipients;
        bool dedupe;
        using (var db = turn.OpenDb())
        {
            var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == found.Id);
            if (campaign.StoppedAt is not null || campaign.Stage is not (MailingStage.Draft or MailingStage.Scheduled))
                return OwnRefusals.HasBegun();
            if (RecipientLeavings.IsUnsettled(db, campaign.Id)) return OwnRefusals.ImportRuns();
            var portal = db.Portals.AsNoTracking().Single(row => row.Id == found.PortalId);
            var kind = db.Lines.Single(row => row.PortalId == found.PortalId && row.Id == found.LineId).GatewayKind;
            var longest = QuickSendChecks.LongestOf(kinds, kind);
            if (new RecipientReading(portal, longest).TryRead(wish.Recipients, "recipients", out recipients) is { } unread) return unread;
            dedupe = MailingJson.Read(campaign.Settings).Dedupe ?? portal.SkipsRepeats;
        }

        var before = RecipientBook.CountOf(turn, found.Id);
        if (before + recipients.Count > RecipientBook.Most) return OwnRefusals.TooManyRecipients(RecipientBook.Most);
        RecipientBook.Add(turn, found.PortalId, found.Id, file: null, recipients, dedupe);
        var after = RecipientBook.CountOf(turn, found.Id);
        var answer = new RecipientsAnswer(after - before, recipients.Count - (after - before), after);
        key?.Keep(turn, caller, StatusCodes.Status200OK, ApiJson.Text(answer), clock.GetUtcNow());
        return answer;
    }

    /// <summary>What came of a call: a mailing, or why there is none.</summary>
    private sealed record Stored(string? Id, Refusal? Refusal);
}
