using Microsoft.AspNetCore.Mvc;
using OlConnector.Campaigns;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>
/// Starts mailings that have not begun: at once, or at another moment than was planned; one whose start was missed goes on by it, and one
/// that is being collected is sent on.
/// </summary>
internal sealed class StartActions(
    Writer writer, CampaignReading reading, CampaignEnd end, LineDue queue, RiskQuestions risks, OwnMailingDesk own, AuditTrail audit,
    Wakeups wakeups, TimeProvider clock)
{
    internal async Task<ActionResult<CampaignResource>> StartAsync(Caller caller, string id, CampaignStart? wish, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        if (found.IsOwn && found.Stage is not null) return await own.StartAsync(caller, found, wish, ct);
        var now = clock.GetUtcNow();
        var at = wish?.At > now ? wish.At : null;
        var risk = await risks.AskAsync(found, wish?.AcknowledgeRisk, ct);
        if (await writer.RunAsync(turn => Start(turn, found, at, risk, caller, now), ct) is { } refusal) return refusal;
        wakeups.Dispatching.Pulse();
        return await reading.GetAsync(caller, id, ct);
    }

    private Refusal? Start(
        WriteTurn turn, Campaign found, DateTimeOffset? at, RiskDecision risk, Caller caller, DateTimeOffset now)
    {
        LineRow.Find(turn, found.LineId);
        using var db = turn.OpenDb();
        var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == found.Id);
        if (!campaign.IsAwaiting && (campaign.StoppedAt is not null || end.Has(turn, campaign, now))) return CampaignRefusals.IsOver();
        var (was, isMissed) = (MailingDrafts.Of(campaign), campaign.HasMissedStart(now));
        if (!isMissed && !(was.StartAt > now) && !(campaign.CollectingUntil > now) && (at is null || !campaign.IsAwaiting))
            return campaign.IsAwaiting ? CampaignRefusals.StartsByItsLetter() : CampaignRefusals.HasStarted();
        var draft = was with { StartAt = at };
        if (MailingDrafts.Times(draft, was, now) is { } wrong) return wrong;
        if (RiskQuestions.RefusalOf(risk) is { } unconfirmed) return unconfirmed;

        campaign.Settings = MailingDrafts.Stored(draft, campaign.Settings);
        (campaign.StartDueAt, campaign.CollectingUntil) = (at, null);
        if (isMissed) campaign.IsPaused = false;
        campaign.Version++;
        db.SaveChanges();
        RecipientWaits.EndOf(turn, campaign.Id);
        CampaignPlan.Forget(turn, campaign.Id);
        queue.Recompute(turn, campaign.LineId, now);
        audit.Write(
            turn, campaign.PortalId, caller.Actor, at is null ? "campaign started" : "campaign scheduled", $"{campaign.Id:N}",
            before: was.StartAt is { } before ? $"{before:u}" : null, after: at is { } moment ? $"{moment:u}" : null);
        risk.Write(turn, audit, campaign.PortalId, campaign.Id, caller.Actor);
        return null;
    }
}
