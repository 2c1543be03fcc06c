using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Makes calls fit for the log: support sees what was asked and answered, and no secret and nothing personal is in it (bitrix24.md §9).
/// What a field shows is decided by its name (<see cref="FieldMask"/>); of a name that nobody thought of only kind and length stay.
/// </summary>
internal static class RestMask
{
    private const int MaxLength = 6000;
    private const int MaxItems = 50;

    /// <summary>Per command of a batch, nothing but durations: they would fill the entry.</summary>
    private const string TimesOfBatch = "result_time";

    private const string CommandsOfBatch = "cmd";

    /// <summary>The masked JSON, cut at 6000 characters; what was cut is counted.</summary>
    internal static string Of(JToken value)
    {
        var text = Masked(value, FieldMask.Unknown).ToString(Formatting.None);
        if (text.Length <= MaxLength) return text;
        var length = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, length)}… (+{text.Length - length})");
    }

    private static JToken Masked(JToken value, FieldMask mask) => value switch
    {
        JObject map => new JObject(map.Properties().Where(entry => !FieldMask.IsSecret(entry.Name) && entry.Name != TimesOfBatch)
            .Select(entry => new JProperty(entry.Name, Field(entry.Name, entry.Value, mask)))),
        JArray list => new JArray(
            list.Take(MaxItems).Select(item => Masked(item, mask)).Concat(list.Count > MaxItems ? [$"(+{list.Count - MaxItems})"] : [])),
        JValue { Value: string text } => mask.Show(text),
        JValue { Value: long number } when mask != FieldMask.Plain && Math.Abs(number) > 999_999 =>
            mask.Show(number.ToString(CultureInfo.InvariantCulture)),
        _ => value.DeepClone(),
    };

    private static JToken Field(string name, JToken value, FieldMask above) =>
        name == CommandsOfBatch && value is JObject commands
            ? new JObject(commands.Properties().Select(command => new JProperty(command.Name, Command(JsonText.Plain(command.Value)))))
            : Masked(value, FieldMask.Of(name) ?? above.Inherited());

    /// <summary>A command of a batch: the method, and its parameters masked one by one.</summary>
    private static string Command(string command)
    {
        var (method, query) = command.Split('?', 2) is [var name, var rest] ? (name, rest) : (command, "");
        return query.Length == 0 ? method : $"{method}?{string.Join('&', query.Split('&').Select(Parameter).OfType<string>())}";
    }

    private static string? Parameter(string pair)
    {
        if (pair.Split('=', 2) is not [var name, var value]) return null;
        var path = Uri.UnescapeDataString(name).TrimEnd(']').Split(["[", "]["], StringSplitOptions.None);
        if (Array.Exists(path, FieldMask.IsSecret)) return null;
        var mask = path.Aggregate(FieldMask.Unknown, (above, part) => FieldMask.Of(part) ?? above.Inherited());
        var text = Uri.UnescapeDataString(value);
        return $"{Uri.UnescapeDataString(name)}={(IsSmallNumber(text) ? text : mask.Show(text))}";
    }

    private static bool IsSmallNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 999_999;
}
