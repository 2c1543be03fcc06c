using Microsoft.EntityFrameworkCore;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Asks people to confirm a high risk before a mailing goes on by their hand.</summary>
internal sealed class RiskQuestions(Database database, RiskWeighing weighing)
{
    /// <summary>What the person knows of the mailing's risk, as it is weighed now.</summary>
    internal async Task<RiskDecision> AskAsync(Campaign campaign, bool? acknowledged, CancellationToken ct) =>
        new(await weighing.OfAsync(campaign, ct), acknowledged == true);

    /// <summary>The same where something of it is held for its risk; null where nothing is.</summary>
    internal async Task<RiskDecision?> AskAboutHeldAsync(Campaign campaign, bool? acknowledged, CancellationToken ct)
    {
        await using var db = database.Read();
        var isHeld = await db.Messages.AnyAsync(
            message => message.CampaignId == campaign.Id && message.State == MessageState.Held && message.Reason == Reason.HighRisk, ct);
        return isHeld ? await AskAsync(campaign, acknowledged, ct) : null;
    }

    /// <summary>The refusal of what is not confirmed; null for what may go on.</summary>
    internal static Refusal? RefusalOf(RiskDecision? decision) => decision is null or { Allows: true } ? null : NeedsConfirmation(decision);

    /// <summary>A high risk that nobody has confirmed, with its reasons.</summary>
    internal static Refusal NeedsConfirmation(RiskDecision decision) => new(409, "risk_acknowledgement_required", new Said(
        $"Риск блокировки номера высокий: {decision.Risk.Score} из 100. Снизьте его или подтвердите: acknowledgeRisk: true.",
        $"The risk that the number is blocked is high: {decision.Risk.Score} of 100. Lower it, or send acknowledgeRisk: true to confirm."),
        "acknowledgeRisk")
    { Risk = decision.Risk };
}
