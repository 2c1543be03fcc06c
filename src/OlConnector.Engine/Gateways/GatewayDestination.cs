namespace OlConnector.Engine.Gateways;

/// <summary>Where a line's secrets go. Whoever changes that without knowing them must not get to know them by it.</summary>
public static class GatewayDestination
{
    /// <summary>All settings that decide it, defaults filled in, in one spelling: <c>host a.example.com, port 2775, tls true</c>.</summary>
    /// <param name="kind">The kind of gateway.</param>
    /// <param name="settings">A line's settings.</param>
    public static string Of(IGatewayKind kind, GatewaySettings settings) => string.Join(", ", kind.Settings
        .Where(setting => setting.Type == SettingType.Url || setting.IsDestination)
        .Select(setting => $"{setting.Name} {Spelled(setting, settings.Find(setting.Name) ?? setting.Default ?? "")}"));

    private static string Spelled(GatewaySetting setting, string value)
    {
        if (setting.Type != SettingType.Url) return value.ToLowerInvariant();
        return Uri.TryCreate(value, UriKind.Absolute, out var address) ? address.AbsoluteUri.TrimEnd('/') : value;
    }
}
