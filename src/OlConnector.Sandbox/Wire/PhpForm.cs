using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Wire;

/// <summary>
/// Reads a form or query like PHP's <c>parse_str</c>: later values win, brackets
/// nest, <c>[]</c> counts up, dots and spaces in a name become <c>_</c>.
/// </summary>
public static class PhpForm
{
    /// <summary>The map that PHP would see. Lists are maps with the keys 0…n, as in PHP.</summary>
    public static JObject Parse(string form) => Of(form.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
    {
        var at = pair.IndexOf('=', StringComparison.Ordinal);
        return (WebUtility.UrlDecode(at < 0 ? pair : pair[..at]), WebUtility.UrlDecode(at < 0 ? "" : pair[(at + 1)..]));
    }));

    /// <summary>The same of fields that are decoded already, as a multipart body has them.</summary>
    public static JObject Of(IEnumerable<(string Name, string Value)> fields)
    {
        var values = new JObject();
        foreach (var (name, value) in fields)
            Put(values, Cut(name.TrimStart(' ')), value);
        return values;
    }

    private static string Cut(string name)
    {
        var end = name.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }

    private static void Put(JObject values, string name, string value)
    {
        var path = Path(name);
        if (path.Count == 0)
            return;
        var map = values;
        foreach (var step in path.SkipLast(1))
        {
            var key = Key(map, step);
            if (map[key] is not JObject)
                map[key] = new JObject();
            map = (JObject)map[key]!;
        }
        map[Key(map, path[^1])] = value;
    }

    private static List<string> Path(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (name.Length == 0 || open == 0)
            return [];
        var root = (open < 0 ? name : name[..open]).Replace('.', '_').Replace(' ', '_');
        if (open > 0 && name.IndexOf(']', open) < 0)
            return [$"{root}_{name[(open + 1)..]}"];
        List<string> path = [root];
        while (open >= 0 && open < name.Length && name[open] == '[')
        {
            var close = name.IndexOf(']', open);
            if (close < 0)
                break;
            path.Add(name[(open + 1)..close]);
            open = close + 1;
        }
        return path;
    }

    private static string Key(JObject map, string step) => step.Length > 0 ? step : Next(map);

    private static string Next(JObject map)
    {
        var numbers = map.Properties()
            .Select(entry => long.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1);
        return (numbers.DefaultIfEmpty(-1).Max() + 1).ToString(CultureInfo.InvariantCulture);
    }
}
