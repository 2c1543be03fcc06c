using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>What the commands of a batch have answered so far; later commands may refer to it (bitrix24.md §3.5).</summary>
internal sealed partial class BatchResults
{
    private readonly Dictionary<string, JObject> _kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["result"] = [],
        ["error"] = [],
        ["total"] = [],
        ["next"] = [],
        ["time"] = [],
    };

    /// <summary>The result of <c>batch</c>.</summary>
    public JObject Json => new(_kinds.Select(kind =>
        new JProperty(kind.Key == "result" ? kind.Key : $"result_{kind.Key}", PhpValue.Map(kind.Value))));

    public void Add(string key, RestAnswer answer, JObject? time)
    {
        if (answer.IsOk)
            _kinds["result"][key] = answer.Result;
        else
            _kinds["error"][key] = answer.ErrorOnly;
        if (answer.Total is not null)
            _kinds["total"][key] = answer.Total;
        if (answer.Next is not null)
            _kinds["next"][key] = answer.Next;
        if (time is not null)
            _kinds["time"][key] = time;
    }

    /// <summary>
    /// The same value with <c>$result[…]</c>, <c>$error[…]</c>, <c>$total[…]</c>, <c>$next[…]</c> and <c>$time[…]</c> replaced,
    /// however they are capitalized and however deep they stand. A value that is nothing but a reference keeps its kind.
    /// </summary>
    public JToken Substitute(JToken value) => value switch
    {
        JObject map => new JObject(map.Properties().Select(entry => new JProperty(entry.Name, Substitute(entry.Value)))),
        JArray list => new JArray(list.Select(Substitute)),
        JValue { Value: string text } when Reference().Match(text) is { Success: true } match =>
            match.Length == text.Length
                ? Resolve(match) ?? ""
                : Reference().Replace(text, found => PhpValue.Text(Resolve(found))),
        _ => value.DeepClone(),
    };

    private JToken? Resolve(Match match)
    {
        JToken? found = _kinds[match.Groups["kind"].Value];
        foreach (var step in match.Groups["step"].Captures.Select(capture => capture.Value))
            found = found switch
            {
                JObject map => map[step],
                JArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < list.Count => list[index],
                _ => null,
            };
        return found?.DeepClone();
    }

    [GeneratedRegex(@"\$(?<kind>result|error|total|next|time)(?:\[(?<step>[^\[\]]+)\])+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Reference();
}
