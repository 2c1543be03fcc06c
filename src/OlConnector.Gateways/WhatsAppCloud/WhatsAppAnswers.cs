using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>
/// What Meta's answers to a send mean (gateways.md §1). The code decides, never the title or the HTTP status (vendor's page "Error codes").
/// </summary>
internal static class WhatsAppAnswers
{
    private const int LongestName = 20;

    /// <summary>The table for a send.</summary>
    public static SendResult? Of(GatewayAnswer.Answered answer, OutboundMessage message)
    {
        var body = WireJson.Read(answer.Body);
        if (answer.IsSuccess)
            return body.At("messages").Items().FirstOrDefault().At("id").Text() is { } id
                ? new SendResult.Accepted(id) { KnownAs = NameOf(body, message) }
                : null;
        // A timeout in front of Meta may carry any body and says nothing about the message.
        if (answer.Status is < 400 or 502 or 504 || body.At("error").At("code").Number() is not { } code) return null;
        return WhatsAppCodes.Of(code, WordsOf(body.At("error")), answer.RetryAfter, message.Attempt);
    }

    /// <summary>The id that WhatsApp has chosen for the number, where it is another (vendor's page "Phone numbers").</summary>
    private static string? NameOf(JToken? body, OutboundMessage message)
    {
        var recipient = body.At("contacts").Items().FirstOrDefault(one => one.At("input").Text()?.TrimStart('+') == message.To.Digits);
        return recipient.At("wa_id").Text() is { Length: <= LongestName } name && name != message.To.Digits && name.All(char.IsAsciiDigit)
            ? name
            : null;
    }

    /// <summary>The vendor's words about an error: its details where it gives any.</summary>
    public static string? WordsOf(JToken? error) =>
        error.At("error_data").At("details").Text() ?? error.At("message").Text() ?? error.At("title").Text();
}
