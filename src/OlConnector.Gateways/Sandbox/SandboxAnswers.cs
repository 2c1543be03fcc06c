using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Sandbox;

/// <summary>
/// What the phone network's answers mean (design.md §8). An error with a <c>code</c> says that the message was not recorded.
/// </summary>
internal static class SandboxAnswers
{
    /// <summary>The table for a send.</summary>
    public static SendResult? Of(GatewayAnswer.Answered answer)
    {
        var body = WireJson.Read(answer.Body);
        var (code, text) = (body.At("code").Text(), body.At("text").Text());
        return answer.Status switch
        {
            201 when body.At("id").Text() is { } id => new SendResult.Accepted(id),
            422 => Answers.Refused(Fault.Recipient, code ?? "HTTP 422", text),
            400 => Answers.Refused(Fault.Bug, code ?? "HTTP 400", text),
            401 => Answers.LineDown(code ?? "HTTP 401", text),
            403 => Answers.LineDown(code ?? "HTTP 403", text, LineConnection.Blocked),
            429 => Answers.TooFast(answer, code ?? "HTTP 429"),
            500 or 503 when code is not null => Answers.Later(code, text),
            _ => null,
        };
    }

    /// <summary>The same table, read for the state of the line.</summary>
    public static ConnectionReport Connection(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { IsSuccess: true } => new(LineConnection.Connected),
        GatewayAnswer.Answered { Status: 401 } => new(LineConnection.NeedsLogin, "The sandbox asks for a login."),
        GatewayAnswer.Answered { Status: 403 } => new(LineConnection.Blocked, "The sandbox has blocked the line."),
        _ => Answers.NoReport(answer),
    };
}
