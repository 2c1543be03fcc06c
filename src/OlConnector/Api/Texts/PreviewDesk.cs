using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Lines;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Gateways;
using OlConnector.Sending;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;
using LineTariff = OlConnector.Lines.LineTariff;

namespace OlConnector.Api.Texts;

/// <summary>Tries texts by the settings of the portal and of the lines that would send them.</summary>
internal sealed class PreviewDesk(
    LineReading lines, PortalWords words, GatewayCatalog kinds, LineTemplates templates, PreviewRisks risks, TimeProvider clock)
{
    /// <summary>The text asks for one of its vendor's templates, and does not fit it.</summary>
    private const string TemplateMismatch = "template_mismatch";

    private const int MostRecipients = 1_000_000;

    private const string PhoneField = "phone";

    /// <summary>One call costs at most this and one text more: counting the texts of a hostile template takes up to a second.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    /// <summary>The dry run of every text.</summary>
    internal async Task<ActionResult<ItemAnswers<PreviewAnswer>>> TryAsync(Caller caller, ItemList<PreviewDraft> list, CancellationToken ct)
    {
        if (list.Check(Check) is { } refusal) return refusal;
        var senders = new Dictionary<string, Line>(StringComparer.Ordinal);
        foreach (var (index, draft) in list.Items!.Index())
        {
            if (draft.Line is null || senders.ContainsKey(draft.Line)) continue;
            if (await lines.FindAsync(caller, draft.Line, ct) is not { } line)
                return Refuse.NotFound($"{ItemList<PreviewDraft>.PathOf(index)}.line");
            senders.Add(draft.Line, line);
        }

        var (optOut, shorteners) = (await words.OfAsync(caller.Portal, ct), await words.ShortenersOfAsync(caller.Portal, ct));
        var (answers, start) = (new List<PreviewAnswer>(list.Items!.Count), clock.GetTimestamp());
        foreach (var (index, draft) in list.Items!.Index())
        {
            ct.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(start) > Budget) return Refuse.TooCostly(ItemList<PreviewDraft>.PathOf(index));
            var line = draft.Line is null ? null : senders[draft.Line];
            var preview = Try(draft, line, optOut, shorteners);
            var risk = await risks.OfAsync(draft, line, preview, shorteners, caller.ReadsIn, ct);
            answers.Add(Show(preview, line?.Currency, risk));
        }

        // A vendor who is slow to name its templates must not use up the time for texts.
        foreach (var (index, draft) in list.Items!.Index())
            if (draft.Line is not null) answers[index] = await WithTemplateAsync(answers[index], senders[draft.Line], ct);
        return new ItemAnswers<PreviewAnswer>(answers);
    }

    private static Refusal? Check(PreviewDraft draft, string path)
    {
        if (draft.Template is null) return Refuse.Required($"{path}.template");
        return draft.Recipients is null or (>= 0 and <= MostRecipients) ? null : Refuse.Invalid($"{path}.recipients", new Said(
            $"recipients — число от 0 до {MostRecipients}.",
            $"recipients is a number from 0 to {MostRecipients}."));
    }

    private TextPreview Try(PreviewDraft draft, Line? line, OptOutWords optOut, ShortLinkHosts shorteners)
    {
        var traits = line is not null && kinds.TryGet(line.GatewayKind, out var kind) ? kind.Traits : null;
        var fields = FieldsOf(draft);
        return TextPreview.Of(new PreviewItem(draft.Template!, ChannelOf(draft, traits))
        {
            Fields = fields,
            Recipients = draft.Recipients,
            Seed = draft.Seed,
            Tariff = TariffOf(line, fields.GetValueOrDefault(PhoneField)),
            MaxLength = traits?.MaxTextLength,
            OptOutWords = optOut,
            Shorteners = shorteners,
        });
    }

    /// <summary>The same, with what keeps one of the variants shown from being sent as the template it asks for.</summary>
    private async Task<PreviewAnswer> WithTemplateAsync(PreviewAnswer answer, Line line, CancellationToken ct)
    {
        foreach (var sample in answer.Samples)
            if (await templates.ProblemOfAsync(line.Id, sample, ct) is { } problem)
                return answer with { Valid = false, Errors = [.. answer.Errors, new PreviewProblem(TemplateMismatch, 1, problem.En)] };
        return answer;
    }

    internal static Channel ChannelOf(PreviewDraft draft, GatewayTraits? traits) => draft.Channel switch
    {
        TextChannel.Sms => Channel.Sms,
        TextChannel.Whatsapp => Channel.WhatsApp,
        _ => traits?.Channel == Channel.WhatsApp ? Channel.WhatsApp : Channel.Sms,
    };

    /// <summary>Names differ without case; of two that differ in case only, the last one counts.</summary>
    private static Dictionary<string, string> FieldsOf(PreviewDraft draft)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in draft.Fields ?? new Dictionary<string, string?>(StringComparer.Ordinal)) fields[name] = value ?? "";
        return fields;
    }

    /// <summary>The line's prices; for a known number only its own.</summary>
    private static Tariff? TariffOf(Line? line, string? phone)
    {
        if (line?.Tariff is null) return null;
        var tariff = LineTariff.Read(line.Tariff)!;
        if (phone is null || PhoneRules.Normalize(phone, region: null) is not PhoneResult.Valid known) return tariff;
        return tariff.PriceOf(known.Number) is { } price ? new Tariff([new TariffRow("", price)]) : null;
    }

    private static PreviewAnswer Show(TextPreview preview, string? currency, RiskAnswer? risk) => new(
        preview.Valid, preview.Errors, preview.Warnings, preview.Hints, preview.Spans, preview.Fields, preview.Ways, preview.Distinct,
        preview.DistinctIsExact, preview.Samples, preview.PartStarts,
        preview.Shortest, preview.Longest, preview.Encoding, preview.Units, preview.Parts,
        preview.ExpectedDistinct, preview.Uniqueness, preview.Cost is { } cost ? new PreviewCost(cost.Min, cost.Max, currency) : null,
        risk);
}
