using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Kannel;

/// <summary>What Kannel's answers mean (gateways.md §6, seen on a running 1.4.5).</summary>
internal static class KannelAnswers
{
    private const string MissingReceiver = "Missing receiver";

    /// <summary>The table for a send. "Queued for later" is stored and will go, so it is never sent again.</summary>
    public static SendResult? Of(GatewayAnswer.Answered answer, MessageId message) => answer.Status switch
    {
        202 when IsTaken(answer.Body) => new SendResult.Accepted(message.ToString()),
        202 => null,
        403 => Answers.LineDown("HTTP 403", answer.Body),
        400 when answer.Body.Contains("black-list", StringComparison.OrdinalIgnoreCase) =>
            Answers.Refused(Fault.Recipient, "HTTP 400", answer.Body),
        400 => Answers.Refused(Fault.Bug, "HTTP 400", answer.Body),
        503 => Answers.Later("HTTP 503", answer.Body),
        _ => null,
    };

    /// <summary>What the answer to a call without recipient says about the line.</summary>
    public static ConnectionReport Connection(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { Status: 400 } answered when answered.Body.Contains(MissingReceiver, StringComparison.OrdinalIgnoreCase) =>
            new(LineConnection.Connected),
        GatewayAnswer.Answered { Status: 403 } => new(LineConnection.NeedsLogin, "Kannel does not accept username or password."),
        GatewayAnswer.Answered { Status: 503 } => new(LineConnection.Connecting, "Kannel is up but cannot take messages now."),
        _ => Answers.NoReport(answer),
    };

    /// <summary>"0: Accepted for delivery" and "3: Queued for later delivery".</summary>
    private static bool IsTaken(string body)
    {
        var words = body.TrimStart();
        return words.StartsWith("0:", StringComparison.Ordinal) || words.StartsWith("3:", StringComparison.Ordinal);
    }
}
