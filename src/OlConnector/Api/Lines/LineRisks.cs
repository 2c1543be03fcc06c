using Microsoft.AspNetCore.Mvc;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Risk;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>A line's risk by itself, whatever it would send.</summary>
/// <param name="Risk">The risk.</param>
/// <param name="Replies">
/// How many numbers got a mailing within 30 days and at least a day ago, and how many of them answered within 7 days.
/// </param>
/// <param name="Refused">How many marketing messages left or were refused within 30 days, and how many the network refused or did not know.
/// </param>
internal sealed record LineRiskAnswer(RiskAnswer Risk, RiskShare Replies, RiskShare Refused);

/// <summary>So many of so many; of the latest 1000 messages at most.</summary>
/// <param name="Count">So many.</param>
/// <param name="Of">Of so many.</param>
internal sealed record RiskShare(int Count, int Of)
{
    internal static RiskShare From(Share? share) => new(share?.Part ?? 0, share?.Of ?? 0);
}

/// <summary>Weighs lines for people.</summary>
internal sealed class LineRisks(Database database, LineReading reading, LineRiskReading risks)
{
    internal async Task<ActionResult<LineRiskAnswer>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        if (line.State == LineState.Off) return LineRefusals.Deleted();
        await using var db = database.Read();
        var facts = await risks.OfAsync(db, line, MailingSettings.None, recipients: null, ct);
        var risk = RiskScore.Of(new RiskFacts(risks.ReachOf(line.GatewayKind), facts));
        return new LineRiskAnswer(RiskAnswer.Of(risk, caller.ReadsIn), RiskShare.From(facts.Replies), RiskShare.From(facts.Refused));
    }
}
