using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>batch</c>: up to 50 commands, later ones may use earlier results (bitrix24.md §3.5).</summary>
internal static class BatchMethod
{
    public const string Name = "batch";
    private const int Most = 50;

    private static readonly RestAnswer TooMany = RestAnswer.Failed(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    private static readonly RestAnswer NotAllowed = RestAnswer.Failed(
        405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        [Name] = RestMethod.Basic(call => call.IsBatchPart ? NotAllowed : RestAnswer.Ok(Run(call))),
    };

    private static JObject Run(RestContext batch)
    {
        var results = new BatchResults();
        var isHalting = !PhpValue.IsEmpty(batch["halt"]);
        var count = 0;
        foreach (var (key, command) in Commands(batch["cmd"]))
        {
            var started = batch.Portal.Now;
            var (method, answer) = ++count > Most ? ("", TooMany) : RunPart(batch, command, results);
            results.Add(key, answer, answer.IsOk ? batch.Portal.Rest.Time(method, started) : null);
            if (isHalting && !answer.IsOk)
                break;
        }
        return results.Json;
    }

    // Commands are strings; whatever else stands in the list is passed over.
    private static IEnumerable<(string Key, string Command)> Commands(JToken? cmd) => (cmd switch
    {
        JObject map => map.Properties().Select(entry => (Key: entry.Name, entry.Value)),
        JArray list => list.Select((command, index) => (Key: index.ToString(CultureInfo.InvariantCulture), Value: command)),
        _ => [],
    }).Where(entry => entry.Value.Type == JTokenType.String).Select(entry => (entry.Key, (string)entry.Value!));

    private static (string Method, RestAnswer Answer) RunPart(RestContext batch, string command, BatchResults results)
    {
        var (method, parameters) = Read(command);
        if (method == Name || batch.Portal.Behaviour.RefusedInBatch.Contains(method))
            return (method, NotAllowed);
        parameters.Remove("auth");
        var substituted = (JObject)results.Substitute(parameters);
        return (method, batch.Portal.Rest.CallPart(batch with { Method = method, Parameters = substituted, IsBatchPart = true }));
    }

    // Parsed like a URL: what follows "#" is lost, and a slash before the name makes it another name.
    private static (string Method, JObject Parameters) Read(string command)
    {
        var text = command.Split('#', 2)[0].Split('?', 2);
        return (text[0].ToLowerInvariant(), PhpForm.Parse(text.Length > 1 ? text[1] : ""));
    }
}
