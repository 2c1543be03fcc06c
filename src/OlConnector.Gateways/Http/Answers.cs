using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.Http;

/// <summary>The part of every HTTP gateway's answer table that does not depend on the vendor (gateways.md §0).</summary>
internal static class Answers
{
    /// <summary>
    /// Reads an answer: what never arrived and what was lost is the same with all vendors, the rest is the vendor's own table.
    /// </summary>
    /// <param name="answer">What the call brought.</param>
    /// <param name="table">The vendor's table; null for an answer it does not name.</param>
    public static SendResult ToResult(GatewayAnswer answer, Func<GatewayAnswer.Answered, SendResult?> table) => answer switch
    {
        GatewayAnswer.NotSent notSent =>
            new SendResult.Postponed(PostponeScope.Line, After: null, CountsAsAttempt: false, notSent.Code, notSent.Why),
        GatewayAnswer.Lost lost => new SendResult.Unknown(lost.Why),
        GatewayAnswer.Answered answered => table(answered) ?? Usual(answered),
        _ => new SendResult.Unknown("The answer is of no known kind."),
    };

    /// <summary>Too fast: the line slows down and the message is not at fault.</summary>
    public static SendResult TooFast(GatewayAnswer.Answered answer, string code) => TooFast(answer.RetryAfter, code);

    /// <inheritdoc cref="TooFast(GatewayAnswer.Answered, string)"/>
    public static SendResult TooFast(TimeSpan? retryAfter, string code) =>
        new SendResult.Postponed(
            PostponeScope.Line, retryAfter, CountsAsAttempt: false, code, "The gateway asks for fewer messages.");

    /// <summary>The whole line has to wait for the gateway to come round.</summary>
    public static SendResult LineWaits(string code, string? words = null) =>
        new SendResult.Postponed(PostponeScope.Line, After: null, CountsAsAttempt: false, code, Words(words, ""));

    /// <summary>This message waits and the try counts.</summary>
    public static SendResult Later(string code, string? words = null, TimeSpan? after = null, int? mostRetries = null) =>
        new SendResult.Postponed(PostponeScope.Message, after, CountsAsAttempt: true, code, Words(words, ""), mostRetries);

    /// <summary>A refusal for good.</summary>
    public static SendResult Refused(Fault fault, string code, string? words) => new SendResult.Refused(fault, code, Words(words, code));

    /// <summary>A refusal of a recipient who has told the vendor to get nothing more.</summary>
    public static SendResult OptedOut(string code, string? words) =>
        new SendResult.Refused(Fault.Recipient, code, Words(words, code)) { IsOptOut = true };

    /// <summary>
    /// Whose fault it is that a message was not delivered, when the vendor uses the codes of its answers in its reports too; null where
    /// they do not tell.
    /// </summary>
    public static Fault? FaultOf(SendResult? meaning) => meaning switch
    {
        SendResult.Refused refused => refused.Fault,
        SendResult.Postponed { Scope: PostponeScope.Recipient } => Fault.Recipient,
        _ => null,
    };

    /// <summary>The line cannot send until a person acts.</summary>
    public static SendResult LineDown(string code, string? words, LineConnection connection = LineConnection.NeedsLogin) =>
        new SendResult.LineDown(code, Words(words, code), connection);

    /// <summary>An answer that says nothing about the line's state, or no answer.</summary>
    public static ConnectionReport NoReport(GatewayAnswer answer) => new(LineConnection.Unknown, answer switch
    {
        GatewayAnswer.NotSent notSent => notSent.Why,
        GatewayAnswer.Lost lost => lost.Why,
        GatewayAnswer.Answered answered => $"The gateway answered {answered.Status} to the question for its state.",
        _ => null,
    });

    /// <summary>The vendor's words, shortened and on one line; <paramref name="otherwise"/> when it said nothing.</summary>
    public static string Words(string? words, string otherwise) => VendorWords.Text(words) ?? otherwise;

    /// <summary>What a status means where the vendor's table is silent. A success of unknown shape is no proof of anything.</summary>
    private static SendResult Usual(GatewayAnswer.Answered answer)
    {
        var code = $"HTTP {answer.Status}";
        return answer.Status switch
        {
            >= 300 and < 400 => LineDown(code, Redirected(answer.Location)),
            401 or 403 => LineDown(code, "The gateway does not accept the credentials."),
            404 or 405 or 410 => LineDown(code, "There is nothing at the gateway's address. Check the address in the line's settings."),
            408 => new SendResult.Unknown("The gateway gave up on the request (408)."),
            429 => TooFast(answer, code),
            >= 400 and < 500 => Refused(Fault.Bug, code, "The gateway calls the request wrong."),
            _ => new SendResult.Unknown($"The gateway answered {answer.Status} in a form that says nothing about the message."),
        };
    }

    private static string Redirected(string? to) => to is null
        ? "The gateway's address answers with a redirect. Enter the final address."
        : $"The gateway's address answers with a redirect to {to}. Enter the final address.";
}
