using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Wire;

/// <summary>
/// PHP's view of values that travelled as JSON or as a form. A map is a <see cref="JObject"/>, a list a <see cref="JArray"/>.
/// </summary>
public static class PhpValue
{
    /// <summary>The string PHP makes of a scalar; empty for nothing and for arrays.</summary>
    public static string Text(JToken? value) => value switch
    {
        JValue { Value: bool yes } => yes ? "1" : "0",
        JValue { Value: double number } => number.ToString("R", CultureInfo.InvariantCulture),
        JValue { Value: IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
        JValue { Value: not null } scalar => scalar.Value.ToString() ?? "",
        _ => "",
    };

    /// <summary>PHP's <c>empty()</c>: nothing, <c>""</c>, <c>"0"</c>, 0, false, an empty array.</summary>
    public static bool IsEmpty(JToken? value) => value switch
    {
        JContainer many => many.Count == 0,
        JValue { Value: bool yes } => !yes,
        _ => Text(value) is "" or "0",
    };

    /// <summary>PHP's <c>(int)</c>: leading digits count, anything else is 0.</summary>
    public static int Int(JToken? value)
    {
        var text = Text(value).Trim();
        var end = text.StartsWith('-') ? 1 : 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return int.TryParse(text[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The values of a list or a map; a scalar is a list of one, nothing is empty.</summary>
    public static IReadOnlyList<JToken> Items(JToken? value) => value switch
    {
        JArray list => [.. list],
        JObject map => [.. map.PropertyValues()],
        JValue { Value: not null } scalar => [scalar],
        _ => [],
    };

    /// <summary>A map by whatever capitals its key was written with; nothing when it is not there.</summary>
    public static JToken? Get(JToken? map, string name) => (map as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What <c>json_encode</c> prints for an associative array: <c>[]</c> when empty, a list when the keys are 0…n.</summary>
    public static JToken Map(JObject map)
    {
        var index = 0;
        return map.Properties().All(entry => entry.Name == (index++).ToString(CultureInfo.InvariantCulture))
            ? new JArray(map.PropertyValues())
            : map;
    }

    /// <summary>JSON as PHP prints it: slashes escaped.</summary>
    public static string Json(JToken value) =>
        value.ToString(Newtonsoft.Json.Formatting.None).Replace("/", "\\/", StringComparison.Ordinal);
}
