using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Rest;

/// <summary>The form of <c>batch</c> (bitrix24.md §3.5).</summary>
internal static partial class BatchWire
{
    internal const string Method = "batch";

    /// <summary>Commands of one batch.</summary>
    internal const int Most = 50;

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);

    private static readonly HashSet<string> RepeatableWrites = new(StringComparer.Ordinal)
    {
        "messageservice.message.status.update", "messageservice.sender.update", "profile", "scope", "methods", "crm.duplicate.findbycomm",
    };

    private static readonly string[] RepeatableReads = [".get", ".list", ".fields", ".info"];

    /// <summary>True for methods that may reach the portal twice without harm.</summary>
    internal static bool IsRepeatable(string method) =>
        RepeatableWrites.Contains(method) || Array.Exists(RepeatableReads, suffix => method.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>The parameters of the call.</summary>
    /// <exception cref="ArgumentException">More than 50 commands, or a key that is a number or comes twice.</exception>
    internal static JObject Parameters(IReadOnlyList<BatchCall> calls)
    {
        if (calls.Count > Most) throw new ArgumentException($"A batch takes {Most} commands, not {calls.Count}.", nameof(calls));
        var commands = new JObject();
        foreach (var call in calls)
        {
            if (call.Key.Length == 0 || char.IsAsciiDigit(call.Key[0]))
                throw new ArgumentException($"'{call.Key}' is no key for a batch.", nameof(calls));
            commands.Add(call.Key, Command(call));
        }

        return new JObject { ["halt"] = 0, ["cmd"] = commands };
    }

    /// <summary>Each command's own answer. One that is missing was not carried out.</summary>
    internal static Dictionary<string, RestAnswer> Parts(JToken result, IReadOnlyList<BatchCall> calls, PortalTraffic traffic)
    {
        var (done, errors) = (Map(result, "result"), Map(result, "result_error"));
        var (nexts, totals, times) = (Map(result, "result_next"), Map(result, "result_total"), Map(result, "result_time"));
        return calls.ToDictionary(
            call => call.Key,
            call => errors[call.Key] is { } error ? Refused(call.Method, error, traffic)
                : done[call.Key] is { } value ? Done(call.Method, value, nexts[call.Key], totals[call.Key], times[call.Key], traffic)
                : new RestAnswer.Later(TimeSpan.FromMinutes(1), "the batch left it out"),
            StringComparer.Ordinal);
    }

    private static RestAnswer.Ok Done(string method, JToken value, JToken? next, JToken? total, JToken? time, PortalTraffic traffic)
    {
        traffic.NoteGood(method, Verdict.ResetAtOf(time));
        return new RestAnswer.Ok(value, (int?)next, (int?)total);
    }

    private static RestAnswer Refused(string method, JToken error, PortalTraffic traffic)
    {
        var body = error as JObject ?? new JObject { ["error"] = error.ToString() };
        return Verdict.OfBody(body, 200) switch
        {
            Verdict.Done done => done.Answer,
            Verdict.Exhausted exhausted => new RestAnswer.Later(traffic.Exhaust(method, exhausted.ResetAt), "OPERATION_TIME_LIMIT"),
            Verdict.Limited => new RestAnswer.Later(traffic.BackOffFull(), "QUERY_LIMIT_EXCEEDED"),
            Verdict.Broken broken => new RestAnswer.Later(AfterTrouble, broken.Why),
            Verdict.Closed closed => new RestAnswer.Later(AfterTrouble, closed.Why),
            Verdict.Unconfirmed waiting => new RestAnswer.Later(traffic.Rest(method, PortalTraffic.WhileUnconfirmed), waiting.Why),
            Verdict.NotPaid => new RestAnswer.Unpaid(),
            _ => new RestAnswer.Failed(
                Verdict.Short((string?)body["error"] ?? ""), Verdict.Short((string?)body["error_description"] ?? ""), 200),
        };
    }

    /// <summary>An empty map comes as <c>[]</c> (bitrix24.md §0).</summary>
    private static JObject Map(JToken result, string name) => (result as JObject)?[name] as JObject ?? [];

    private static string Command(BatchCall call)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in call.Parameters) Append(query, Uri.EscapeDataString(name), value);
        return query.Length == 0 ? call.Method : $"{call.Method}?{query}";
    }

    private static void Append(StringBuilder query, string name, JToken? value)
    {
        switch (value)
        {
            case JObject map:
                foreach (var (key, inner) in map) Append(query, $"{name}%5B{Uri.EscapeDataString(key)}%5D", inner);
                break;
            case JArray list:
                for (var i = 0; i < list.Count; i++)
                    Append(query, string.Create(CultureInfo.InvariantCulture, $"{name}%5B{i}%5D"), list[i]);
                break;
            case JValue plain:
                if (query.Length > 0) query.Append('&');
                query.Append(name).Append('=').Append(Uri.EscapeDataString(Neutral(Plain(plain))));
                break;
        }
    }

    private static string Plain(JValue value) => value.Value switch
    {
        null => "",
        true => "1",
        false => "0",
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>
    /// The portal would put another command's outcome in the place of <c>$result[…]</c>, <c>$error[…]</c> and their kin, in any case; a
    /// no-break joiner keeps it a text.
    /// </summary>
    private static string Neutral(string text) => Substituted().Replace(text, "${name}\u2060[");

    [GeneratedRegex(
        @"(?<name>\$(result|error|total|next|time))\[",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Substituted();
}
