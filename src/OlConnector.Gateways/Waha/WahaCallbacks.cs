using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.Waha;

/// <summary>Reads WAHA's notifications: JSON, signed with HMAC-SHA512 over the raw body (gateways.md §3, "Webhooks").</summary>
internal static class WahaCallbacks
{
    /// <summary>Chat ids end so when they are a number; <c>@lid</c> hides it and <c>@g.us</c> is a group.</summary>
    private static readonly string[] NumberEndings = ["@c.us", "@s.whatsapp.net"];

    public static CallbackResult Read(CallbackRequest request, WahaAccount account)
    {
        var given = request.Headers.GetValueOrDefault("X-Webhook-Hmac")?.ToLowerInvariant();
        if (account.HmacKey is { } key && !Secret.Same(given, Signature(request.Body.Span, key)))
            return new CallbackResult.Refused("X-Webhook-Hmac does not fit the body and the line's hmacKey.");
        if (WireJson.Read(request.Body) is not JObject body || body.At("event").Text() is not { } name)
            return new CallbackResult.Unreadable("No notification of WAHA.");
        if (body.At("session").Text() is { } session && session != account.Session) return new CallbackResult.Understood([]);

        return Events(name, body) is { } events
            ? new CallbackResult.Understood(events)
            : new CallbackResult.Unreadable("A notification of WAHA without the expected content.");
    }

    /// <summary>The signature in lower-case hexadecimal.</summary>
    public static string Signature(ReadOnlySpan<byte> body, string key) =>
        Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(key), body));

    /// <summary>An acknowledgement in the house's terms; null for one that is not known.</summary>
    public static DeliveryStatus? Status(long? ack) => ack switch
    {
        -1 => DeliveryStatus.Undelivered,
        0 or 1 => DeliveryStatus.Sent,
        2 => DeliveryStatus.Delivered,
        3 or 4 => DeliveryStatus.Read,
        _ => null,
    };

    private static IReadOnlyList<GatewayEvent>? Events(string name, JObject body)
    {
        var payload = body.At("payload");
        return name switch
        {
            "message.ack" => Fate(payload, body.At("timestamp").UnixMilliseconds()),
            "session.status" =>
                payload.At("status").Text() is { } status ? [new GatewayEvent.ConnectionChanged(WahaStates.Of(status))] : null,
            "message" => Incoming(payload),
            _ => [],
        };
    }

    private static IReadOnlyList<GatewayEvent>? Fate(JToken? payload, DateTimeOffset? at)
    {
        if (WahaId.Of(payload) is not { } id || payload.At("ack").Number() is not { } ack) return null;
        if (payload.At("fromMe").IsFalse()) return [];
        if (Status(ack) is not { } status) return [new GatewayEvent.NotUnderstood("An acknowledgement of WAHA that is not known.")];
        return [new GatewayEvent.StatusReported(id, null, status, at, status == DeliveryStatus.Undelivered ? "ERROR" : null)];
    }

    private static IReadOnlyList<GatewayEvent>? Incoming(JToken? payload)
    {
        if (payload is not JObject) return null;
        if (payload.At("fromMe").IsTrue() || (NumberOf(payload) ?? HiddenChatOf(payload)) is not { } from) return [];
        return
        [
            new GatewayEvent.MessageReceived(
                from, payload.At("body").Text(), payload.At("timestamp").UnixSeconds(), WahaId.Of(payload)),
        ];
    }

    /// <summary>A person whose number nothing in the call tells; groups and channels are nobody's.</summary>
    private static string? HiddenChatOf(JToken payload) =>
        payload.At("from").Text() is { } chat && chat.EndsWith("@lid", StringComparison.Ordinal) ? chat : null;

    /// <summary>The sender's digits. Behind a <c>@lid</c> the number stands, if anywhere, in the engine's own data.</summary>
    private static string? NumberOf(JToken payload)
    {
        var data = payload.At("_data");
        string?[] places =
        [
            payload.At("from").Text(),
            data.At("key").At("senderPn").Text(),
            data.At("key").At("remoteJidAlt").Text(),
            data.At("Info").At("SenderAlt").Text(),
        ];
        return places.OfType<string>().Select(Digits).FirstOrDefault(digits => digits is not null);
    }

    private static string? Digits(string chat)
    {
        var ending = Array.Find(NumberEndings, end => chat.EndsWith(end, StringComparison.Ordinal));
        var digits = ending is null ? "" : chat[..^ending.Length].Split(':')[0];
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
