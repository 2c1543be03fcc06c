using System.Globalization;
using OlConnector.Engine;
using OlConnector.Engine.Risk;
using OlConnector.Storage;

namespace OlConnector.Campaigns.Weighing;

/// <summary>What a person knew of a mailing's risk when they let it go on.</summary>
/// <param name="Risk">As it was weighed for them.</param>
/// <param name="IsConfirmed">They said that they know it.</param>
internal sealed record RiskDecision(RiskScore Risk, bool IsConfirmed)
{
    /// <summary>A high risk is confirmed first.</summary>
    internal bool Allows => Risk.Level != RiskLevel.High || IsConfirmed;

    /// <summary>Keeps it, in the transaction of what it allowed; the audit names who confirmed what.</summary>
    internal void Write(WriteTurn turn, AuditTrail audit, PortalId portal, Guid campaign, string actor)
    {
        var confirms = Risk.Level == RiskLevel.High && IsConfirmed;
        RiskStandings.Decide(turn, campaign, Risk.Level, confirms);
        if (confirms) audit.Write(turn, portal, actor, "risk confirmed", campaign.ToString("N"), after: Summary());
    }

    private string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Risk.Score}: {string.Join(", ", Risk.Reasons.Select(reason => $"{reason.Code} {reason.Points}"))}");
}
