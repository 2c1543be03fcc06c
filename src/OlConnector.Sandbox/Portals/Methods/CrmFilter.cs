using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>
/// Filters of list methods with the prefixes <c>= ! &gt; &gt;= &lt; &lt;= @ !@
/// %</c> (bitrix24.md §7.1). A list of values means any of them.
/// </summary>
internal static class CrmFilter
{
    private static readonly string[] Prefixes = ["!@", ">=", "<=", "!=", "=", "!", ">", "<", "@", "%"];

    public static bool Matches(JObject card, JToken? filter) =>
        filter is not JObject conditions
            || conditions.Properties().All(condition => Holds(card, condition.Name, PhpValue.Items(condition.Value)));

    private static bool Holds(JObject card, string key, IReadOnlyList<JToken> wanted)
    {
        var prefix = Prefixes.FirstOrDefault(candidate => key.StartsWith(candidate, StringComparison.Ordinal)) ?? "=";
        var name = key.TrimStart('!', '@', '>', '<', '=', '%');
        var values = name.Equals("PHONE", StringComparison.OrdinalIgnoreCase) ? Phones(card) : [PhpValue.Text(PhpValue.Get(card, name))];
        var options = wanted.Select(PhpValue.Text).ToList();
        var isPhone = name.Equals("PHONE", StringComparison.OrdinalIgnoreCase);
        bool Same(string value) => options.Exists(
            option => isPhone ? PhoneText.Digits(option) == PhoneText.Digits(value) : option == value);
        return prefix switch
        {
            "=" or "@" => values.Any(Same),
            "!" or "!=" or "!@" => !values.Any(Same),
            "%" => values.Any(value => options.Exists(option => value.Contains(option, StringComparison.OrdinalIgnoreCase))),
            _ => options.Count > 0 && values.Any(value => Compare(value, options[0]) is var order && prefix switch
            {
                ">" => order > 0,
                ">=" => order >= 0,
                "<" => order < 0,
                _ => order <= 0,
            }),
        };
    }

    private static int Compare(string value, string bound) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(bound, NumberStyles.Number, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(value, bound);

    private static string[] Phones(JObject card) =>
        [.. (card["PHONE"] ?? card["fm"] as JToken ?? new JArray()).Select(phone => PhpValue.Text(PhpValue.Get(phone, "VALUE")))];
}
