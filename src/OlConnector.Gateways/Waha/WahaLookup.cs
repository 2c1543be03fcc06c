using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Waha;

/// <summary>Finds a message whose send ended unknown among the newest of its chat, by exact text and time.</summary>
internal static class WahaLookup
{
    /// <summary>WhatsApp writes whole seconds by its own clock. 2 seconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static LookupResult Of(GatewayAnswer answer, string text, DateTimeOffset startedAt)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered || WireJson.Read(answered.Body) is not JArray rows)
            return new LookupResult.CannotTell("WAHA did not show the chat.");

        var same = rows
            .Where(
                row => row.At("fromMe").IsTrue() && row.At("body").Text() == text && row.At("timestamp").UnixSeconds() >= startedAt - Slack)
            .ToList();
        return same switch
        {
            [var only] when WahaId.Of(only) is { } id =>
                new LookupResult.Found(id, WahaCallbacks.Status(only.At("ack").Number()) ?? DeliveryStatus.Sent),
            { Count: > 1 } => new LookupResult.CannotTell("The chat holds the same text several times."),
            _ => new LookupResult.CannotTell("The chat does not hold it, which proves nothing: not every engine keeps what was sent."),
        };
    }
}
