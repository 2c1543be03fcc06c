using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.GreenApi;

/// <summary>Reads Green-API's notifications (gateways.md §2, "Push"). They carry a shared token instead of a signature.</summary>
internal static class GreenApiCallbacks
{
    public static CallbackResult Read(CallbackRequest request, GreenApiAccount account)
    {
        if (account.HookToken is { } token && !Secret.Same(Secret.Bearer(request.Headers.GetValueOrDefault("Authorization")), token))
            return new CallbackResult.Refused("The Authorization header does not hold the line's webhookUrlToken.");
        if (WireJson.Read(request.Body) is not JObject body || body.At("typeWebhook").Text() is not { } type)
            return new CallbackResult.Unreadable("No notification of Green-API.");
        if (body.At("instanceData").At("idInstance").Text() is { } instance && instance != account.Instance)
            return new CallbackResult.Unreadable("The notification belongs to another instance: one of the two has a wrong webhookUrl.");

        return Events(type, body) is { } events
            ? new CallbackResult.Understood(events)
            : new CallbackResult.Unreadable($"A notification of type {Known(type)} without the expected content.");
    }

    /// <summary>A delivery word in the house's terms; null for one that is not known.</summary>
    public static DeliveryStatus? Status(string? word) => word switch
    {
        "pending" or "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "failed" or "fail" or "noAccount" or "notInGroup" or "yellowCard" or "noActiveSession" => DeliveryStatus.Undelivered,
        _ => null,
    };

    private static IReadOnlyList<GatewayEvent>? Events(string type, JObject body) => type switch
    {
        "outgoingMessageStatus" => Fate(body),
        "stateInstanceChanged" =>
            body.At("stateInstance").Text() is { } state ? [new GatewayEvent.ConnectionChanged(GreenApiStates.Of(state))] : null,
        "quotaExceeded" => Quota(body.At("quotaData")),
        "incomingMessageReceived" => Incoming(body),
        _ => [],
    };

    private static IReadOnlyList<GatewayEvent>? Fate(JObject body)
    {
        if (body.At("idMessage").Text() is not { } id || body.At("status").Text() is not { } word) return null;
        if (Status(word) is not { } status) return [new GatewayEvent.NotUnderstood("A delivery status of Green-API that is not known.")];

        var code = status == DeliveryStatus.Undelivered ? word : null;
        var words = VendorWords.Text(body.At("description").Text());
        var fate = new GatewayEvent.StatusReported(id, null, status, body.At("timestamp").UnixSeconds(), code, words)
        {
            Fault = word is "noAccount" or "notInGroup" ? Fault.Recipient : null,
        };
        return word == "yellowCard" ? [fate, new GatewayEvent.ConnectionChanged(GreenApiStates.Of(word))] : [fate];
    }

    /// <summary>
    /// Used-up chats of the free plan close only new chats, and each of those is refused by itself; used-up calls close the line.
    /// </summary>
    private static IReadOnlyList<GatewayEvent>? Quota(JToken? quota) => quota.At("method").Text() switch
    {
        null => null,
        "correspondents" => [],
        _ => [new GatewayEvent.ConnectionChanged(new ConnectionReport(LineConnection.Unpaid, quota.At("description").Text()))],
    };

    /// <summary>A person's message. Groups are not our business; anything without words is told without them.</summary>
    private static IReadOnlyList<GatewayEvent>? Incoming(JObject body)
    {
        if (GreenApiReplies.ChatOf(body.At("senderData")) is not { } chat) return null;
        if (GreenApiReplies.SenderOf(chat, body.At("senderData")) is not { } from) return [];
        return
        [
            new GatewayEvent.MessageReceived(
                from, GreenApiReplies.TextOf(body.At("messageData")), body.At("timestamp").UnixSeconds(), body.At("idMessage").Text()),
        ];
    }

    /// <summary>A type's name as it may stand in a log.</summary>
    private static string Known(string type) => type.Length <= 40 && type.All(char.IsAsciiLetterOrDigit) ? type : "?";
}
