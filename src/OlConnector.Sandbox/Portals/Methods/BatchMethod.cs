using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>batch</c>: up to 50 commands, later ones may use earlier results (bitrix24.md §3.5).</summary>
internal static partial class BatchMethod
{
    private const int Most = 50;

    private static readonly RestAnswer TooMany = RestAnswer.Failed(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    private static readonly RestAnswer NotAllowed = RestAnswer.Failed(
        405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["batch"] = RestMethod.Basic(call => call.IsBatchPart ? NotAllowed : RestAnswer.Ok(Run(call))),
    };

    private static JObject Run(RestContext batch)
    {
        var (results, errors, totals, nexts, times) = (new JObject(), new JObject(), new JObject(), new JObject(), new JObject());
        var isHalting = !PhpValue.IsEmpty(batch["halt"]);
        var count = 0;
        foreach (var (key, command) in Commands(batch["cmd"]))
        {
            var started = batch.Portal.Now;
            var (method, answer) = ++count > Most ? ("", TooMany) : RunPart(batch, command, results);
            if (answer.IsOk)
                results[key] = answer.Result;
            else
                errors[key] = answer.ErrorOnly;
            if (answer.Total is not null)
                totals[key] = answer.Total;
            if (answer.Next is not null)
                nexts[key] = answer.Next;
            if (answer.IsOk)
                times[key] = batch.Portal.Rest.Time(method, started, charge: true);
            if (isHalting && !answer.IsOk)
                break;
        }
        return new JObject
        {
            ["result"] = PhpValue.Map(results),
            ["result_error"] = PhpValue.Map(errors),
            ["result_total"] = PhpValue.Map(totals),
            ["result_next"] = PhpValue.Map(nexts),
            ["result_time"] = PhpValue.Map(times),
        };
    }

    private static IEnumerable<(string Key, JToken Command)> Commands(JToken? cmd) => cmd switch
    {
        JObject map => map.Properties().Select(entry => (entry.Name, entry.Value)),
        JArray list => list.Select((command, index) => (index.ToString(CultureInfo.InvariantCulture), command)),
        _ => [],
    };

    private static (string Method, RestAnswer Answer) RunPart(RestContext batch, JToken command, JObject results)
    {
        var (method, parameters) = Read(command);
        if (method == "batch" || batch.Portal.Behaviour.RefusedInBatch.Contains(method))
            return (method, NotAllowed);
        parameters.Remove("auth");
        var substituted = (JObject)Substitute(parameters, results);
        return (method, batch.Portal.Rest.CallPart(batch with { Method = method, Parameters = substituted, IsBatchPart = true }));
    }

    // Parsed like a URL: what follows "#" is lost.
    private static (string Method, JObject Parameters) Read(JToken command)
    {
        if (command is JObject map)
            return (PhpValue.Text(map["method"]).ToLowerInvariant(), (JObject)(map["params"]?.DeepClone() as JObject ?? []));
        var text = PhpValue.Text(command).Split('#', 2)[0].Split('?', 2);
        return (text[0].Trim('/').ToLowerInvariant(), PhpForm.Parse(text.Length > 1 ? text[1] : ""));
    }

    private static JToken Substitute(JToken value, JObject results) => value switch
    {
        JObject map => new JObject(map.Properties().Select(entry => new JProperty(entry.Name, Substitute(entry.Value, results)))),
        JArray list => new JArray(list.Select(item => Substitute(item, results))),
        JValue { Value: string text } when Reference().Match(text) is { Success: true } match =>
            match.Length == text.Length
                ? Resolve(match, results) ?? ""
                : Reference().Replace(text, found => PhpValue.Text(Resolve(found, results))),
        _ => value.DeepClone(),
    };

    private static JToken? Resolve(Match match, JObject results)
    {
        JToken? found = results;
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

    [GeneratedRegex(@"\$result(?:\[(?<step>\w+)\])+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
