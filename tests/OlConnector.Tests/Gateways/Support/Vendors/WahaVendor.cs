using OlConnector.Gateways.Waha;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>WAHA as https://waha.devlike.pro/docs/how-to/ documents it.</summary>
internal static class WahaVendor
{
    public static VendorPages Pages { get; } = new()
    {
        Create = room => new WahaKind(room),
        Settings = Settings,
        Send = message => Told(
            "sendText", $$"""{"session":"session-one","chatId":"{{message.To.Digits}}@c.us","text":"{{message.Text}}"}"""),
        Accepts = Accepts,
        State = Asked("sessions/session-one"),
        Read = request => (((string)request.Json["chatId"]!).Replace("@c.us", "", StringComparison.Ordinal), (string)request.Json["text"]!),
    };

    public static Dictionary<string, string> Settings(string url, string line = "one") => new()
    {
        ["baseUrl"] = url,
        ["session"] = "session-" + line,
        ["apiKey"] = "api-key-of-" + line,
        ["hmacKey"] = "hmac-key-of-" + line,
    };

    public static Reply.Full Accepts(string id) =>
        Reply.Json(201, $$"""{"id":"true_375291112233@c.us_{{id}}","timestamp":1750000000,"fromMe":true,"ack":0}""");

    /// <summary>A resource that is asked for.</summary>
    public static IRequestBuilder Asked(string path) => Keyed(Documented.Get("/api/" + path));

    /// <summary>A resource that is told something.</summary>
    public static IRequestBuilder Told(string path, string json) => Keyed(Documented.Post("/api/" + path)).WithJson(json);

    private static IRequestBuilder Keyed(IRequestBuilder request) =>
        request.WithHeader("X-Api-Key", "api-key-of-one").WithHeader("Accept", "application/json");
}
