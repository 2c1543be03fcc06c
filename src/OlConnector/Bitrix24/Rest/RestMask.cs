using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Makes calls fit for the log: what is known to be harmless stays, every other text becomes its length. So a field nobody thought of
/// cannot bring a token, a phone or a name into the log (bitrix24.md §9).
/// </summary>
internal static class RestMask
{
    private const int MaxLength = 4000;
    private const int MaxItems = 50;

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "CODE", "STATUS", "MESSAGE_ID", "TYPE", "ID", "USER_ID", "TAG", "halt", "method", "event", "auth_type", "offline", "entity_type",
        "type", "start", "total", "next", "error", "error_description", "select", "order", "duration", "processing", "operating",
        "operating_reset_at", "date_start", "date_finish", "LICENSE", "LANGUAGE_ID", "VERSION", "PAYMENT_EXPIRED", "TIME_ZONE", "ADMIN",
        "INSTALLED", "count",
    };

    /// <summary>The masked JSON, cut at 4000 characters.</summary>
    internal static string Of(JToken value)
    {
        var text = Masked(value, isHarmless: false).ToString(Formatting.None);
        return text.Length <= MaxLength ? text : text[..MaxLength] + "…";
    }

    private static JToken Masked(JToken value, bool isHarmless) => value switch
    {
        JObject map => new JObject(map.Properties().Where(entry => !IsToken(entry.Name))
            .Select(entry => new JProperty(entry.Name, Masked(entry.Value, Harmless.Contains(entry.Name))))),
        JArray list => new JArray(list.Take(MaxItems)
            .Select(item => Masked(item, isHarmless || item is JValue { Value: string text } && IsCode(text)))),
        JValue { Value: string text } when !isHarmless => Length(text),
        JValue { Value: long number } when !isHarmless && Math.Abs(number) > 999_999 =>
            Length(number.ToString(CultureInfo.InvariantCulture)),
        _ => value.DeepClone(),
    };

    private static bool IsToken(string name) =>
        name.Equals("auth", StringComparison.OrdinalIgnoreCase) || name.Contains("token", StringComparison.OrdinalIgnoreCase);

    /// <summary>Our own CODEs in the answer of <c>messageservice.sender.list</c>.</summary>
    private static bool IsCode(string text) => text.StartsWith("olc_", StringComparison.Ordinal);

    private static string Length(string text) => $"({text.Length})";
}
