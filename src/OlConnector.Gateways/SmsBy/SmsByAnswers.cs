using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.SmsBy;

/// <summary>
/// What SMS.BY's answers mean (gateways.md §7). An error may come with any status, 200 too, so the member <c>error</c> is looked for first.
/// </summary>
internal static class SmsByAnswers
{
    /// <summary>The table for a send.</summary>
    public static SendResult? Of(GatewayAnswer.Answered answer)
    {
        // A timeout in front of the vendor may carry any body and says nothing about the message.
        if (answer.Status is 502 or 504) return null;
        var body = WireJson.Read(answer.Body);
        if (ErrorOf(body) is { } error) return Refusal(error, answer);
        return answer.Status switch
        {
            >= 200 and < 300 when body.At("sms_id").Text() is { } id => new SendResult.Accepted(id),
            400 => Answers.Refused(Fault.Bug, "HTTP 400", "SMS.BY calls the request wrong."),
            _ => null,
        };
    }

    /// <summary>What an answer to the question for the balance says about the line.</summary>
    public static ConnectionReport Connection(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { Status: not (502 or 504) } answered when ErrorOf(WireJson.Read(answered.Body)) is { } error =>
            Refusal(error, answered) is SendResult.LineDown down
                ? new(down.Connection, down.Text)
                : new(LineConnection.Unknown, Answers.Words(error, "unknown")),
        GatewayAnswer.Answered { IsSuccess: true } answered when WireJson.Read(answered.Body) is JObject => new(LineConnection.Connected),
        GatewayAnswer.Answered { Status: 401 or 403 } => new(LineConnection.NeedsLogin, "SMS.BY does not accept the token."),
        _ => Answers.NoReport(answer),
    };

    /// <summary>
    /// What checkSMS tells: two moments, 0 for "not yet". It knows no "failed". Older editions wrap the answer in an array.
    /// </summary>
    public static StatusAnswer Status(string id, GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: not (502 or 504) } answered) return new StatusAnswer.Nothing();
        var body = WireJson.Read(answered.Body);
        var row = body is JArray ? body.Items().FirstOrDefault() : body;
        var error = ErrorOf(row);
        if (answered.Status == 404 || error?.Contains("not found", StringComparison.OrdinalIgnoreCase) == true)
            return new StatusAnswer.NotFound();
        if (error is not null || !answered.IsSuccess) return new StatusAnswer.Nothing();
        if (row.At("delivered").Number() > 0) return Told(id, DeliveryStatus.Delivered, row.At("delivered"));
        return row.At("sent").Number() > 0 ? Told(id, DeliveryStatus.Sent, row.At("sent")) : new StatusAnswer.Nothing();
    }

    private static StatusAnswer.Told Told(string id, DeliveryStatus status, JToken? at) =>
        new(new GatewayEvent.StatusReported(id, null, status, at.UnixSeconds()));

    private static SendResult Refusal(string error, GatewayAnswer.Answered answer)
    {
        bool Says(string words) => error.Contains(words, StringComparison.OrdinalIgnoreCase);
        return error switch
        {
            _ when answer.Status == 429 => Answers.TooFast(answer, "HTTP 429"),
            _ when Says("billing error") || Says("limit exceeded") => Answers.LineDown("UNPAID", error, LineConnection.Unpaid),
            _ when Says("token is invalid") || Says("access denied") || answer.Status is 401 or 403 => Answers.LineDown("TOKEN", error),
            _ when Says("alphaname") => Answers.LineDown("ALPHANAME", error),
            _ when Says("incorrect phone number") => Answers.Refused(Fault.Recipient, "PHONE", error),
            _ when Says("too long") => Answers.Refused(Fault.Message, "TEXT_TOO_LONG", error),
            _ when Says("incorrect arguments") || answer.Status == 400 => Answers.Refused(Fault.Bug, "ARGUMENTS", error),
            // "undefined error" may hide a lasting cause: once more, then it fails visibly.
            _ => Answers.Later("ERROR", error, mostRetries: 1),
        };
    }

    /// <summary>The vendor's error: a text, a number, or an object around one.</summary>
    private static string? ErrorOf(JToken? body)
    {
        var error = body.At("error");
        return error switch
        {
            null or { Type: JTokenType.Null } => null,
            JObject inner => inner.At("message").Text() ?? inner.At("text").Text() ?? "undefined error",
            _ => error.Text() ?? (error.IsFalse() ? null : "undefined error"),
        };
    }
}
