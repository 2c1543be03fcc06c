using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Crm;

/// <summary>Reads what PHP prints: lists that come as maps, numbers as strings, empty maps as <c>[]</c> (bitrix24.md §0).</summary>
internal static class CrmJson
{
    /// <summary>The items of a list or of a map.</summary>
    internal static IEnumerable<JToken> Items(JToken? list) => list switch
    {
        JArray items => items,
        JObject map => map.PropertyValues(),
        _ => [],
    };

    /// <summary>The ids of one entity type in an answer of <c>crm.duplicate.findbycomm</c>.</summary>
    internal static List<long> Ids(JToken? result, string type) =>
        [.. Items((result as JObject)?[type])
            .Select(id => long.TryParse(JsonText.Plain(id), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(id => id > 0)];
}

/// <summary>A card's values as text.</summary>
internal static class CardText
{
    /// <summary>
    /// The text of a field: of several values the phone or mail that comes first, or all others by comma; empty for none.
    /// </summary>
    internal static string Of(JToken? value) => value switch
    {
        JArray { Count: > 0 } list when list[0] is JObject first => JsonText.Plain(first["VALUE"]),
        JArray list => string.Join(", ", list.Select(JsonText.Plain).Where(text => text.Length > 0)),
        JObject single => JsonText.Plain(single["VALUE"]),
        _ => JsonText.Plain(value),
    };

    /// <summary>All phones of a card as digits; a leading Russian 8 is 7, as the portal itself reads it (bitrix24.md §6.4).</summary>
    internal static IEnumerable<string> Phones(JObject card) =>
        CrmJson.Items(card["PHONE"]).OfType<JObject>().Select(phone => Digits(JsonText.Plain(phone["VALUE"])));

    private static string Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length == 11 && digits[0] == '8' && !phone.StartsWith('+') ? $"7{digits[1..]}" : digits;
    }
}
