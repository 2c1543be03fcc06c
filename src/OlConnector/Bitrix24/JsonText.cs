using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24;

/// <summary>
/// Reads single values of Bitrix24's JSON as text: numbers, flags and texts stand for one another there (bitrix24.md §0).
/// </summary>
internal static class JsonText
{
    /// <summary>The text of a single value; null for null, an empty text, a list or a map.</summary>
    internal static string? Of(JToken? value) =>
        value is JValue { Value: not null } single && single.ToString(CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>The text of a map's field, its name in any case.</summary>
    internal static string? Of(JObject map, string name) => Of(map.GetValue(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a single value without blanks around it; empty for none. <c>false</c> is how PHP prints none.</summary>
    internal static string Plain(JToken? value) => value is JValue { Value: false } ? "" : Of(value)?.Trim() ?? "";

    /// <summary>True for the ways in which portals write a yes.</summary>
    internal static bool IsYes(string text) => text.ToUpperInvariant() is "TRUE" or "Y" or "1";
}
