using OlConnector.Campaigns;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Portals;

namespace OlConnector.Api.Campaigns;

/// <summary>An own mailing that has passed every check that needs no transaction.</summary>
/// <param name="Campaign">As it will be stored.</param>
/// <param name="Draft">What was asked for.</param>
/// <param name="Portal">Whose it is.</param>
/// <param name="Recipients">Whom it names.</param>
/// <param name="Starts">It begins with the call.</param>
/// <param name="Risk">What is known of its risk, where it begins; null where it does not.</param>
internal sealed record OwnPlan(
    Campaign Campaign, CampaignDraft Draft, Portal Portal, List<NewRecipient> Recipients, bool Starts, RiskDecision? Risk)
{
    /// <summary>Whether a number gets one message.</summary>
    internal bool SkipsRepeats => Draft.Dedupe ?? Portal.SkipsRepeats;
}
