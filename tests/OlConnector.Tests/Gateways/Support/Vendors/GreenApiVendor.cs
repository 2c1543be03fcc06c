using OlConnector.Gateways.GreenApi;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>Green-API as https://green-api.com/en/docs/api/ documents it.</summary>
internal static class GreenApiVendor
{
    public static VendorPages Pages { get; } = new()
    {
        Create = room => new GreenApiKind(room),
        Settings = Settings,
        Send = message => Told("sendMessage", $$"""{"chatId":"{{message.To.Digits}}@c.us","message":"{{message.Text}}"}"""),
        Accepts = Accepts,
        State = Asked("getStateInstance"),
        Read = request =>
            (((string)request.Json["chatId"]!).Replace("@c.us", "", StringComparison.Ordinal), (string)request.Json["message"]!),
    };

    public static Dictionary<string, string> Settings(string url, string line = "one") => new()
    {
        ["apiUrl"] = url,
        ["idInstance"] = line == "one" ? "1101000001" : "1101000002",
        ["apiTokenInstance"] = "instance-token-of-" + line,
        ["webhookUrlToken"] = "webhook-token-of-" + line,
    };

    public static Reply.Full Accepts(string id) => Reply.Json(200, $$"""{"idMessage":"{{id}}"}""");

    /// <summary>A method that is asked.</summary>
    public static IRequestBuilder Asked(string method) => Documented.Get(PathOf(method));

    /// <summary>A method that is told something.</summary>
    public static IRequestBuilder Told(string method, string json) => Documented.Post(PathOf(method)).WithJson(json);

    private static string PathOf(string method) => $"/waInstance1101000001/{method}/instance-token-of-one";
}
