using System.Text;
using OlConnector.Gateways.Twilio;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>Twilio's Messages API as https://www.twilio.com/docs/messaging/api/message-resource documents it.</summary>
internal static class TwilioVendor
{
    public static VendorPages Pages { get; } = new()
    {
        Create = room => new TwilioKind(room),
        Settings = Settings,
        Send = message => Create(
            ("To", message.To.E164),
            ("From", "+375330000000"),
            ("Body", message.Text),
            ("StatusCallback", $"{GatewayConformance.HookOf("one")}?m={message.Id}")),
        Accepts = Accepts,
        State = Fetch(".json"),
        Read = request => (request.FormValue("To").TrimStart('+'), request.FormValue("Body")),
    };

    public static Dictionary<string, string> Settings(string url, string line = "one") => new()
    {
        ["baseUrl"] = url,
        ["accountSid"] = AccountOf(line),
        ["authToken"] = "auth-token-of-" + line,
        ["from"] = "+375330000000",
    };

    public static string AccountOf(string line) => "AC" + new string(line == "one" ? '1' : '2', 32);

    public static Reply.Full Accepts(string id) =>
        Reply.Json(201, $$"""{"sid":"{{id}}","status":"queued","error_code":null,"num_segments":"1"}""");

    /// <summary>Create a Message resource.</summary>
    public static IRequestBuilder Create(params (string Name, string Value)[] form) =>
        Authorized(Documented.Post($"/2010-04-01/Accounts/{AccountOf("one")}/Messages.json")).WithForm(form);

    /// <summary>Fetch a resource of the account's.</summary>
    public static IRequestBuilder Fetch(string path) => Authorized(Documented.Get($"/2010-04-01/Accounts/{AccountOf("one")}{path}"));

    private static IRequestBuilder Authorized(IRequestBuilder request) => request.WithHeader(
        "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountOf("one")}:auth-token-of-one")));
}
