using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.GreenApi;

/// <summary>What Green-API's answers to a send mean (gateways.md §2).</summary>
internal static partial class GreenApiAnswers
{
    /// <summary>The members in which the vendor puts words, in the order of reading.</summary>
    private static readonly string[] Wordy = ["error", "message", "reason", "description"];

    /// <summary>The table. 5xx and 499 are not in it: the vendor may have queued the message all the same.</summary>
    public static SendResult? Of(GatewayAnswer.Answered answer)
    {
        var body = WireJson.Read(answer.Body);
        var code = $"HTTP {answer.Status}";
        return answer.Status switch
        {
            200 when body.At("idMessage").Text() is { } id => new SendResult.Accepted(id),
            200 => InsideSuccess(answer, body),
            400 => BadRequest(WordsOf(answer, body)),
            401 or 403 =>
                Answers.LineDown(code, Answers.Words(WordsOf(answer, body), "Green-API does not accept idInstance or apiTokenInstance.")),
            429 => Answers.TooFast(answer, code),
            466 => Quota(body, code),
            499 => new SendResult.Unknown("Green-API gave up on the request (499)."),
            _ => null,
        };
    }

    private static SendResult? InsideSuccess(GatewayAnswer.Answered answer, JToken? body)
    {
        if (body.At("reason").Text() is "rate-overlimit") return Answers.TooFast(answer, "rate-overlimit");
        return body.At("invokeStatus") is null && body.At("correspondentsStatus") is null ? null : Quota(body, "466");
    }

    private static SendResult BadRequest(string words) => words switch
    {
        _ when words.Contains("starting process", StringComparison.OrdinalIgnoreCase) => Answers.LineWaits("STARTING", words),
        _ when words.Contains("not authorized", StringComparison.OrdinalIgnoreCase) => Answers.LineDown("NOT_AUTHORIZED", words),
        _ when NamesTheMessage().IsMatch(words) => Answers.Refused(Fault.Message, "HTTP 400", words),
        _ => Answers.Refused(Fault.Bug, "HTTP 400", words),
    };

    /// <summary>
    /// 466: either the chats of the free plan are used up, which closes only new chats, or the calls are, which closes the line.
    /// </summary>
    private static SendResult Quota(JToken? body, string code)
    {
        var (calls, chats) = (body.At("invokeStatus"), body.At("correspondentsStatus"));
        return IsExceeded(chats) && !IsExceeded(calls)
            ? Answers.Refused(Fault.Recipient, code, chats.At("description").Text() ?? "The plan takes no further chats this month.")
            : Answers.LineDown(code, calls.At("description").Text() ?? "The plan's quota is used up.", LineConnection.Unpaid);
    }

    /// <summary>The vendor spells it QUOTE and QUOTA, with and without a prefix.</summary>
    private static bool IsExceeded(JToken? status) =>
        status.At("status").Text() is { } word && word.EndsWith("_EXCEEDED", StringComparison.OrdinalIgnoreCase);

    /// <summary>The vendor's words: the members of an error object, or the body itself where it is plain text.</summary>
    private static string WordsOf(GatewayAnswer.Answered answer, JToken? body) => body is JObject
        ? string.Join(": ", Wordy.Select(member => body.At(member).Text()).OfType<string>())
        : body.Text() ?? answer.Body;

    [GeneratedRegex(@"\bmessage\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesTheMessage();
}
