using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.Settings;

/// <summary>The JSON schema (draft 2020-12) of a kind's settings, from which forms are drawn.</summary>
public static class GatewaySettingsSchema
{
    /// <summary>
    /// The schema of one kind. Titles stand in <c>title</c> (English) and, by language, in <c>x-titles</c>; <c>x-order</c> keeps the form's
    /// order.
    /// </summary>
    public static JObject Of(IGatewayKind kind) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JArray(
            kind.Settings.Where(setting => setting is { IsRequired: true, Default: null }).Select(setting => setting.Name)),
        ["properties"] = new JObject(kind.Settings.Select((setting, index) => new JProperty(setting.Name, Property(setting, index)))),
    };

    private static JObject Property(GatewaySetting setting, int order)
    {
        var property = new JObject
        {
            ["type"] = setting.Type switch { SettingType.Number => "integer", SettingType.Flag => "boolean", _ => "string" },
            ["title"] = setting.Titles.En,
            ["x-titles"] = new JObject { ["ru"] = setting.Titles.Ru, ["en"] = setting.Titles.En },
            ["x-order"] = order,
        };
        if (setting.Type == SettingType.Url) property["format"] = "uri";
        if (setting.Type == SettingType.Number) property["minimum"] = 0;
        if (setting.Choices is { } choices) property["enum"] = new JArray(choices);
        if (setting.IsSecret) property["writeOnly"] = true;
        if (setting.Default is { } value) property["default"] = Default(setting.Type, value);
        return property;
    }

    private static JToken Default(SettingType type, string value) => type switch
    {
        SettingType.Number => long.Parse(value, CultureInfo.InvariantCulture),
        SettingType.Flag => value == "true",
        _ => value,
    };
}
