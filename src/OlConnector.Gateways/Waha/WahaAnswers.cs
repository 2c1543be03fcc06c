using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Waha;

/// <summary>What WAHA's answers to a send mean (gateways.md §3). 5xx are not in the table: WhatsApp Web may have sent it.</summary>
internal static class WahaAnswers
{
    /// <summary>The engine asked WhatsApp for the account before it sent anything, and there is none (devlikeapro/waha#1714).</summary>
    private const string NoLid = "no LID found for";

    public static SendResult? Of(GatewayAnswer.Answered answer)
    {
        var body = WireJson.Read(answer.Body);
        var code = $"HTTP {answer.Status}";
        var words = body.At("error").Text() ?? body.At("message").Text() ?? answer.Body;
        return answer.Status switch
        {
            200 or 201 when WahaId.Of(body) is { } id => new SendResult.Accepted(id),
            422 when body.At("status").Text() is { } status && body.At("expected") is not null => NotWorking(status, words),
            422 or 400 => Answers.Refused(Fault.Bug, code, words),
            401 or 403 => Answers.LineDown(code, "WAHA does not accept the API key."),
            404 => Answers.LineDown(code, Answers.Words(words, "WAHA knows no such session.")),
            500 when answer.Body.Contains(NoLid, StringComparison.OrdinalIgnoreCase) =>
                Answers.Refused(Fault.Recipient, "NO_LID", "WhatsApp knows no account with this number (no LID found)."),
            _ => null,
        };
    }

    /// <summary>The session is not WORKING. Only STARTING passes by itself; a status nobody knows needs a look too.</summary>
    private static SendResult NotWorking(string status, string words) =>
        status == "STARTING" ? Answers.LineWaits(status, words) : Answers.LineDown(status, words, WahaStates.Of(status).Connection);
}
