using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>
/// Filters of list methods with the prefixes <c>= ! &gt; &gt;= &lt; &lt;= @ !@ % =% %= !%</c> (bitrix24.md §7.1). A list of values means
/// any of them. <c>ufCrmCity</c> and <c>UF_CRM_CITY</c> are the same field.
/// </summary>
internal static class CrmFilter
{
    private static readonly string[] Prefixes = ["!=%", "!%=", "!@", ">=", "<=", "!=", "=%", "%=", "!%", "=", "!", ">", "<", "@", "%"];

    /// <summary>The first field that none of the cards has; nothing when all are known.</summary>
    public static string? Stranger(IEnumerable<string> known, JToken? filter)
    {
        var names = known.Select(Plain).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (filter as JObject)?.Properties().Select(condition => Split(condition.Name).Name).FirstOrDefault(name =>
            !names.Contains(Plain(name)));
    }

    public static bool Matches(JObject card, JToken? filter) =>
        filter is not JObject conditions
            || conditions.Properties().All(condition => Holds(card, condition.Name, PhpValue.Items(condition.Value)));

    private static bool Holds(JObject card, string key, IReadOnlyList<JToken> wanted)
    {
        var (prefix, name) = Split(key);
        var isPhone = name.Equals("PHONE", StringComparison.OrdinalIgnoreCase);
        var field = card.Properties().FirstOrDefault(field => Plain(field.Name) == Plain(name));
        var values = isPhone ? Phones(card) : [PhpValue.Text(field?.Value)];
        var options = wanted.Select(PhpValue.Text).ToList();
        bool Same(string value) => options.Exists(
            option => isPhone ? PhoneText.Digits(option) == PhoneText.Digits(value) : option == value);
        bool Contains(string value) => options.Exists(option => value.Contains(option, StringComparison.OrdinalIgnoreCase));
        bool IsLike(string value) => options.Exists(option => Like(value, option));
        return prefix switch
        {
            "=" or "@" => values.Any(Same),
            "!" or "!=" or "!@" => !values.Any(Same),
            "%" => values.Any(Contains),
            "!%" => !values.Any(Contains),
            "=%" or "%=" => values.Any(IsLike),
            "!=%" or "!%=" => !values.Any(IsLike),
            _ => options.Count > 0 && values.Any(value => Compare(value, options[0]) is var order && prefix switch
            {
                ">" => order > 0,
                ">=" => order >= 0,
                "<" => order < 0,
                _ => order <= 0,
            }),
        };
    }

    private static (string Prefix, string Name) Split(string key) =>
        Prefixes.FirstOrDefault(candidate => key.StartsWith(candidate, StringComparison.Ordinal)) is { } prefix
            ? (prefix, key[prefix.Length..])
            : ("=", key);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    // SQL's LIKE: the caller writes the per cent signs.
    private static bool Like(string value, string pattern) => Regex.IsMatch(
        value,
        $"^{Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal)}$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private static int Compare(string value, string bound) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(bound, NumberStyles.Number, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(value, bound);

    private static string[] Phones(JObject card) =>
        [.. (card["PHONE"] ?? card["fm"] as JToken ?? new JArray()).Select(phone => PhpValue.Text(PhpValue.Get(phone, "VALUE")))];
}
