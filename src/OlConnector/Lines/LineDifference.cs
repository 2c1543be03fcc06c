using Newtonsoft.Json;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Secrets;

namespace OlConnector.Lines;

/// <summary>
/// What a change made of a line's settings, as the audit tells it. Of a secret it tells that it changed, never the value.
/// </summary>
internal static class LineDifference
{
    private const string Hidden = "…";

    /// <summary>Every setting by its name in the API.</summary>
    internal static SortedDictionary<string, string?> Of(Line line, SecretBox secrets)
    {
        var settings = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["name"] = line.Name,
            ["number"] = line.Number,
            ["marketingInterval"] = $"{line.MarketingInterval:c}",
            ["directInterval"] = $"{line.DirectInterval:c}",
            ["jitter"] = $"{line.Jitter}",
            ["window"] = line.Window,
            ["resendUnknown"] = line.ResendUnknown ? "once" : "never",
            ["treatAsMarketing"] = line.TreatAsMarketing ? "true" : "false",
            ["tariff"] = line.Tariff,
            ["currency"] = line.Currency,
            ["limits"] = LimitsJson.Text(LimitsJson.Read(line.Limits)),
            ["guard"] = line.Guard,
            ["collect"] = line.Collect switch { true => "true", false => "false", null => null },
        };
        foreach (var (name, value) in secrets.ReadSettings(line.GatewaySettings) ?? []) settings[Gateway(name)] = value;
        return settings;
    }

    /// <summary>Two JSON objects of the settings that differ: as they were, and as they are; null when none does.</summary>
    internal static (string Before, string After)? Between(
        IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> after, IGatewayKind kind)
    {
        var secret = kind.Settings.Where(setting => setting.IsSecret).Select(setting => Gateway(setting.Name))
            .ToHashSet(StringComparer.Ordinal);
        var changed = before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal).ToList();
        return changed.Count == 0 ? null : (Written(before), Written(after));

        string Written(IReadOnlyDictionary<string, string?> settings) => JsonConvert.SerializeObject(changed.ToDictionary(
            name => name,
            name => settings.GetValueOrDefault(name) is { } value ? secret.Contains(name) ? Hidden : value : null));
    }

    private static string Gateway(string setting) => $"gateway.settings.{setting}";
}
