using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>
/// Reads Meta's webhooks: signed JSON that may hold several numbers' events; only this number's are taken (gateways.md §1, "Webhooks").
/// </summary>
internal static class WhatsAppCallbacks
{
    private const string SignaturePrefix = "sha256=";

    public static CallbackResult Read(CallbackRequest request, WhatsAppCloudAccount account)
    {
        if (request.Method == "GET") return Verify(request.Query, account);
        var given = request.Headers.GetValueOrDefault("X-Hub-Signature-256")?.ToLowerInvariant();
        if (!Secret.Same(given, Signature(request.Body.Span, account.AppSecret)))
            return new CallbackResult.Refused("X-Hub-Signature-256 does not fit the body and the line's appSecret.");
        if (WireJson.Read(request.Body).At("entry") is not JArray entries)
            return new CallbackResult.Unreadable("No notification of WhatsApp.");

        var ours = entries.SelectMany(entry => entry.At("changes").Items())
            .Where(change => change.At("field").Text() is "messages" or "user_preferences")
            .Select(change => change.At("value"))
            .Where(value => value.At("metadata").At("phone_number_id").Text() == account.NumberId);
        return new CallbackResult.Understood([.. ours.SelectMany(Events)]);
    }

    /// <summary>The signature as the header writes it.</summary>
    public static string Signature(ReadOnlySpan<byte> body, string secret) =>
        SignaturePrefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static CallbackResult Verify(IReadOnlyDictionary<string, string> query, WhatsAppCloudAccount account) =>
        query.GetValueOrDefault("hub.mode") == "subscribe" && Secret.Same(query.GetValueOrDefault("hub.verify_token"), account.VerifyToken)
            ? new CallbackResult.Challenge(query.GetValueOrDefault("hub.challenge") ?? "")
            : new CallbackResult.Refused("hub.verify_token is not the line's verifyToken.");

    private static IEnumerable<GatewayEvent> Events(JToken? value) =>
    [
        .. value.At("statuses").Items().SelectMany(Fate),
        .. value.At("messages").Items().Select(WhatsAppReplies.Read),
        .. value.At("user_preferences").Items().Select(WhatsAppReplies.ReadPreference).OfType<GatewayEvent>(),
        .. value.At("errors").Items().Select(LineTrouble).OfType<GatewayEvent>(),
    ];

    private static IEnumerable<GatewayEvent> Fate(JToken row)
    {
        var (id, ours) = (row.At("id").Text(), OurId.Read(row.At("biz_opaque_callback_data").Text()));
        if (Status(row.At("status").Text()) is not { } status || (id is null && ours is null))
        {
            yield return new GatewayEvent.NotUnderstood("A status of WhatsApp that is not known, or names no message.");
            yield break;
        }

        var error = row.At("errors").Items().FirstOrDefault();
        var meaning = error.At("code").Number() is { } code ? WhatsAppCodes.Of(code, words: null) : null;
        var words = VendorWords.Text(WhatsAppAnswers.WordsOf(error));
        yield return new GatewayEvent.StatusReported(
            id, ours, status, row.At("timestamp").UnixSeconds(), error.At("code").Text(), words)
        {
            Fault = Answers.FaultOf(meaning),
            IsOptOut = meaning is SendResult.Refused { IsOptOut: true },
        };
        if (LineTrouble(error) is { } trouble) yield return trouble;
    }

    private static DeliveryStatus? Status(string? word) => word switch
    {
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" or "played" => DeliveryStatus.Read,
        "failed" => DeliveryStatus.Undelivered,
        _ => null,
    };

    /// <summary>An error that is the line's and not the message's.</summary>
    private static GatewayEvent.ConnectionChanged? LineTrouble(JToken? error) =>
        error.At("code").Number() is { } code && WhatsAppCodes.Of(code, WhatsAppAnswers.WordsOf(error)) is SendResult.LineDown down
            ? new GatewayEvent.ConnectionChanged(new ConnectionReport(down.Connection, $"{down.Code}: {down.Text}"))
            : null;
}
