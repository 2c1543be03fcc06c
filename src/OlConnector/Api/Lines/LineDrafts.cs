using System.Globalization;
using Microsoft.Extensions.Options;
using OlConnector.Api.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>Reads drafts of lines into settings that may be stored.</summary>
internal sealed class LineDrafts(GatewayCatalog kinds, IOptionsMonitor<PacingOptions> pacing)
{
    private const int MaxNameLength = 100;
    private const int MaxNumberLength = 64;

    /// <summary>The settings, with every default filled in; or the refusal, which names the first field that is wrong.</summary>
    /// <param name="draft">The wish.</param>
    /// <param name="standing">The line as it stands, whose number and guard may go on standing; null for a new one.</param>
    internal LineWish<Refusal> Read(LineDraft draft, Line? standing = null)
    {
        if (ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: true) is { } noName) return Refused(noName);
        if (ShortText.Check(draft.Number, "number", MaxNumberLength, isRequired: false) is { } noNumber) return Refused(noNumber);
        if (LineChecks.Gateway(draft.Gateway, kinds, out var kind, out var gateway) is { } noGateway) return Refused(noGateway);

        var limits = pacing.CurrentValue;
        var (marketingFloor, directFloor) = (limits.Floor(kind!.Traits, Traffic.Marketing), limits.Floor(kind.Traits, Traffic.Direct));
        var marketing = draft.MarketingInterval ?? Moments.Longer(limits.MarketingInterval, marketingFloor);
        var direct = draft.DirectInterval ?? Moments.Longer(limits.DirectInterval, directFloor);
        var refusal = LineChecks.Interval(marketing, "marketingInterval", marketingFloor)
            ?? LineChecks.Interval(direct, "directInterval", directFloor)
            ?? (draft.Number == standing?.Number ? null : LineChecks.Number(draft.Number, kind.Traits.Channel))
            ?? LineChecks.Jitter(draft.Jitter)
            ?? LineChecks.Window(draft.Window)
            ?? LineChecks.Tariff(draft.Tariff)
            ?? LineChecks.Currency(draft.Currency)
            ?? LineChecks.Limits(draft.Limits)
            ?? GuardChecks.Check(draft.Guard, GuardJson.Read(standing?.Guard));
        if (refusal is not null) return Refused(refusal);

        return new LineWish<Refusal>.Fits(new LineSettings(
            draft.Name!.Trim(), string.IsNullOrWhiteSpace(draft.Number) ? null : draft.Number.Trim(), kind, gateway!, marketing, direct,
            draft.Jitter ?? 0, Json(draft.Window?.InOrder()), draft.ResendUnknown == ResendUnknown.Once, draft.TreatAsMarketing ?? false,
            Json(draft.Tariff), draft.Currency, draft.Limits is { } said ? LimitsJson.Text(said.ToLimits()) : null,
            GuardJson.Text(draft.Guard), draft.Collect));
    }

    /// <summary>A JSON value as gateways take it: texts and numbers as written, switches as true or false.</summary>
    internal static string? TextOf(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static LineWish<Refusal> Refused(Refusal why) => new LineWish<Refusal>.Refused(why);

    private static string? Json(object? value) => value is null ? null : ApiJson.Text(value);
}
