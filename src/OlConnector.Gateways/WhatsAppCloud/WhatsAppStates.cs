using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>The state of a number at Meta, with its quality and tier (gateways.md §1, "Line state").</summary>
internal static class WhatsAppStates
{
    private const long WrongParameter = 100;

    /// <summary>True when Meta refuses the question because this version knows one of its fields no more.</summary>
    public static bool MissesAField(GatewayAnswer answer) => CodeOf(answer) == WrongParameter;

    /// <summary>What an answer to the question for the number says.</summary>
    public static ConnectionReport Of(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { Status: 200 } answered when WireJson.Read(answered.Body) is JObject number
            && number.At("status").Text() is { } status =>
            new(ConnectionOf(status), Answers.Words(Words(status, number), status)),
        GatewayAnswer.Answered answered when CodeOf(answer) is { } code =>
            Refusal(code, WhatsAppAnswers.WordsOf(WireJson.Read(answered.Body).At("error"))),
        GatewayAnswer.Answered { Status: 401 or 403 } => new(LineConnection.NeedsLogin, "Meta does not accept the access token."),
        _ => Answers.NoReport(answer),
    };

    private static ConnectionReport Refusal(long code, string? words) => code == WrongParameter
        ? new(LineConnection.NeedsLogin, Answers.Words(words, "Meta knows no such phone number ID."))
        : WhatsAppCodes.Of(code, words) is SendResult.LineDown down
            ? new(down.Connection, down.Text)
            : new(LineConnection.Unknown, Answers.Words(words, $"{code}"));

    /// <summary>FLAGGED is a warning and still sends; RESTRICTED has used up its contacts and does not.</summary>
    private static LineConnection ConnectionOf(string status) => status switch
    {
        "CONNECTED" or "FLAGGED" => LineConnection.Connected,
        "PENDING" => LineConnection.Connecting,
        "DISCONNECTED" or "UNVERIFIED" => LineConnection.NeedsLogin,
        "RESTRICTED" => LineConnection.SuspectedSpam,
        "BANNED" => LineConnection.Blocked,
        _ => LineConnection.Unknown,
    };

    private static string Words(string status, JToken number)
    {
        var quality = number.At("quality_rating").Text() is { } rating ? $", quality {rating}" : "";
        var tier = (number.At("whatsapp_business_manager_messaging_limit").Text() ?? number.At("messaging_limit_tier").Text()) is { } limit
            ? $", limit {limit}"
            : "";
        return status + quality + tier;
    }

    private static long? CodeOf(GatewayAnswer answer) =>
        answer is GatewayAnswer.Answered { Status: >= 400 } answered ? WireJson.Read(answered.Body).At("error").At("code").Number() : null;
}
