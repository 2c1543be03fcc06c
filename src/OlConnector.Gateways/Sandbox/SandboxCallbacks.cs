using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.Sandbox;

/// <summary>
/// Reads the phone network's calls: <c>{id, clientId, status|text, from, at}</c>. They are unsigned; the key in the hook's address proves
/// them.
/// </summary>
internal static class SandboxCallbacks
{
    public static CallbackResult Read(CallbackRequest request) => WireJson.Read(request.Body) is JObject body && Event(body) is { } happened
        ? new CallbackResult.Understood([happened])
        : new CallbackResult.Unreadable("Neither a status nor a text of the sandbox.");

    /// <summary>A status word in the house's terms; null for a word that is not known.</summary>
    public static DeliveryStatus? Status(string? word) => word switch
    {
        "accepted" or "queued" or "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "undelivered" or "failed" => DeliveryStatus.Undelivered,
        _ => null,
    };

    private static GatewayEvent? Event(JObject body)
    {
        var at = Moment(body.At("at").Text());
        if (body.At("text").Text() is { } text && body.At("from").Text() is { } from)
            return new GatewayEvent.MessageReceived(from, text, at, body.At("id").Text());
        if (Status(body.At("status").Text()) is not { } status) return null;

        var (id, ours) = (body.At("id").Text(), OurId.Read(body.At("clientId").Text()));
        return id is null && ours is null ? null : new GatewayEvent.StatusReported(id, ours, status, at);
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
