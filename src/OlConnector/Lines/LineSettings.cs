using Newtonsoft.Json;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Secrets;

namespace OlConnector.Lines;

/// <summary>A line's settings that may be stored: every rule of design.md §4.12 and §7 has been checked, every default filled in.</summary>
/// <param name="Kind">What really sends. Of a line that exists it is always the same.</param>
/// <param name="Gateway">Its settings, secrets included.</param>
/// <param name="Window">Days and hours of marketing as JSON; null for any time.</param>
/// <param name="Tariff">Prices by number prefix as JSON; null when costs are not shown.</param>
/// <param name="Limits">What keeps it from being taken for a sender of spam, as JSON; null for the defaults.</param>
/// <param name="Guard">How large its mailings may be, as JSON; null where the portal decides.</param>
/// <param name="Collect">Whether they are collected before anything of them leaves; null where the portal decides.</param>
internal sealed record LineSettings(
    string Name, string? Number, IGatewayKind Kind, GatewaySettings Gateway, TimeSpan MarketingInterval, TimeSpan DirectInterval,
    int Jitter, string? Window, bool ResendUnknown, bool TreatAsMarketing, string? Tariff, string? Currency, string? Limits, string? Guard,
    bool? Collect)
{
    /// <summary>Writes the settings to a line.</summary>
    internal void ApplyTo(Line line, SecretBox secrets)
    {
        (line.Name, line.Number, line.GatewaySettings) = (Name, Number, secrets.Protect(JsonConvert.SerializeObject(Gateway.Values)));
        (line.MarketingInterval, line.DirectInterval, line.Jitter, line.Window) = (MarketingInterval, DirectInterval, Jitter, Window);
        (line.ResendUnknown, line.TreatAsMarketing, line.Tariff, line.Currency) = (ResendUnknown, TreatAsMarketing, Tariff, Currency);
        (line.Limits, line.Guard, line.Collect) = (Limits, Guard, Collect);
    }
}
