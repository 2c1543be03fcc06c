using System.Globalization;
using Newtonsoft.Json;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Gateways;
using OlConnector.Secrets;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>A line's settings that may be stored: every rule of design.md §4.12 and §7 has been checked, every default filled in.</summary>
internal sealed record LineSettings(
    string Name, string? Number, IGatewayKind Kind, GatewaySettings Gateway, TimeSpan MarketingInterval, TimeSpan DirectInterval, int Jitter, string? Window,
    bool ResendUnknown, bool TreatAsMarketing, string? Tariff, string? Currency)
{
    private const int MaxNameLength = 100;
    private const int MaxNumberLength = 64;

    /// <summary>Reads a draft; the refusal names the first field that is wrong.</summary>
    internal static Refusal? TryRead(LineDraft draft, GatewayCatalog kinds, PacingOptions pacing, out LineSettings? settings)
    {
        settings = null;
        if (ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: true) is { } noName) return noName;
        if (ShortText.Check(draft.Number, "number", MaxNumberLength, isRequired: false) is { } noNumber) return noNumber;
        if (LineChecks.Gateway(draft.Gateway, kinds, out var kind, out var gateway) is { } noGateway) return noGateway;

        var marketing = draft.MarketingInterval ?? Longer(pacing.MarketingInterval, pacing.Floor(kind!.Traits, Traffic.Marketing));
        var direct = draft.DirectInterval ?? Longer(pacing.DirectInterval, pacing.Floor(kind!.Traits, Traffic.Direct));
        var refusal = LineChecks.Interval(marketing, "marketingInterval", pacing.Floor(kind!.Traits, Traffic.Marketing))
            ?? LineChecks.Interval(direct, "directInterval", pacing.Floor(kind.Traits, Traffic.Direct))
            ?? LineChecks.Jitter(draft.Jitter)
            ?? LineChecks.Window(draft.Window)
            ?? LineChecks.Tariff(draft.Tariff)
            ?? LineChecks.Currency(draft.Currency);
        if (refusal is not null) return refusal;

        settings = new LineSettings(
            draft.Name!.Trim(), string.IsNullOrWhiteSpace(draft.Number) ? null : draft.Number.Trim(), kind, gateway!, marketing, direct, draft.Jitter ?? 0,
            Json(draft.Window), draft.ResendUnknown == Lines.ResendUnknown.Once, draft.TreatAsMarketing ?? false, Json(draft.Tariff), draft.Currency);
        return null;
    }

    /// <summary>Writes the settings to a line.</summary>
    internal void ApplyTo(Line line, SecretBox secrets)
    {
        (line.Name, line.Number, line.GatewaySettings) = (Name, Number, secrets.Protect(JsonConvert.SerializeObject(Gateway.Values)));
        (line.MarketingInterval, line.DirectInterval, line.Jitter, line.Window) = (MarketingInterval, DirectInterval, Jitter, Window);
        (line.ResendUnknown, line.TreatAsMarketing, line.Tariff, line.Currency) = (ResendUnknown, TreatAsMarketing, Tariff, Currency);
    }

    /// <summary>A JSON value as gateways take it: texts and numbers as written, switches as true or false.</summary>
    internal static string? TextOf(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string? Json(object? value) => value is null ? null : ApiJson.Text(value);

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
