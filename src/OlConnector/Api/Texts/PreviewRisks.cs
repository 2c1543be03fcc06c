using OlConnector.Campaigns.Weighing;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Risk;
using OlConnector.Storage;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>Weighs texts before anybody is sent them: for a line, for a number of recipients, or for both.</summary>
internal sealed class PreviewRisks(Database database, LineRiskReading risks)
{
    /// <summary>The risk of one text; null where nothing was named that it could be weighed with.</summary>
    internal async Task<RiskAnswer?> OfAsync(
        PreviewDraft draft, Line? line, TextPreview preview, ShortLinkHosts shorteners, string language, CancellationToken ct)
    {
        if (!preview.Valid || (line is null && draft.Recipients is null)) return null;
        var facts = new RiskFacts(
            line is not null ? risks.ReachOf(line.GatewayKind)
            : PreviewDesk.ChannelOf(draft, traits: null) == Channel.Sms ? RiskReach.Sms : RiskReach.OwnNumber,
            line is null ? null : await LineAsync(line, draft.Recipients, ct), new MailingFacts(draft.Recipients),
            TextOf(preview, shorteners));
        return RiskAnswer.Of(RiskScore.Of(facts), language);
    }

    private async Task<LineFacts> LineAsync(Line line, int? recipients, CancellationToken ct)
    {
        await using var db = database.Read();
        return await risks.OfAsync(db, line, MailingSettings.None, recipients, ct);
    }

    /// <summary>Values of fields make texts differ, nobody knows yet how much: few variants say nothing then.</summary>
    private static TextFacts TextOf(TextPreview preview, ShortLinkHosts shorteners)
    {
        var isPersonal = preview.Fields.Count > 0;
        var isClear = !isPersonal || preview.Uniqueness >= Uniqueness.WarnBelow;
        return new TextFacts(
            isClear ? preview.Uniqueness : null, isPersonal, MailingRiskReading.ShortLinksOf(preview.Longest, shorteners),
            !preview.Hints.Contains(PreviewHints.NoOptOut));
    }
}
