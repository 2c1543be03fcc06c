using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.GreenApi;

/// <summary>Finds a message whose send ended unknown. The vendor takes no id of ours, so chat, exact text and time have to do.</summary>
internal static class GreenApiLookup
{
    /// <summary>The journal counts whole seconds and its clock is not ours. 2 seconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <summary>A message that still waits in the vendor's queue; null when it is not seen there.</summary>
    public static LookupResult? InQueue(GatewayAnswer answer, string chat, string text)
    {
        var waiting = Rows(answer)?
            .Where(row => row.At("body").At("chatId").Text() == chat && row.At("body").At("message").Text() == text)
            .ToList();
        // The member is called messageID in one edition of the vendor's pages and idMessage in another.
        return waiting is [var only] && (only.At("messageID").Text() ?? only.At("idMessage").Text()) is { } id
            ? new LookupResult.Found(id, DeliveryStatus.Sent)
            : null;
    }

    /// <summary>A message in the journal of sent ones.</summary>
    public static LookupResult InJournal(GatewayAnswer answer, string chat, string text, DateTimeOffset startedAt)
    {
        if (Rows(answer) is not { } rows) return new LookupResult.CannotTell("Green-API did not show its journal.");

        var same = rows
            .Where(row => row.At("chatId").Text() == chat && TextOf(row) == text && row.At("timestamp").UnixSeconds() >= startedAt - Slack)
            .ToList();
        return same switch
        {
            [var only] when only.At("idMessage").Text() is { } id =>
                new LookupResult.Found(id, GreenApiCallbacks.Status(only.At("statusMessage").Text()) ?? DeliveryStatus.Sent),
            { Count: > 1 } => new LookupResult.CannotTell("The journal holds the same text to the same number several times."),
            _ => new LookupResult.CannotTell(
                "It is neither in Green-API's queue nor in its journal, which proves nothing: the journal lags by minutes."),
        };
    }

    private static string? TextOf(JToken row) => row.At("textMessage").Text() ?? row.At("extendedTextMessage").At("text").Text();

    private static JArray? Rows(GatewayAnswer answer) =>
        answer is GatewayAnswer.Answered { Status: 200 } answered && WireJson.Read(answered.Body) is JArray rows ? rows : null;
}
