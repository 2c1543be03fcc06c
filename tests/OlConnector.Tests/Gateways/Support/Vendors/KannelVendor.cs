using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Kannel;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>Kannel's sendsms as chapter 10 of its user guide documents it.</summary>
internal static class KannelVendor
{
    public const string Accepted = "0: Accepted for delivery";

    private const string Path = "/cgi-bin/sendsms";

    public static VendorPages Pages { get; } = new()
    {
        Create = room => new KannelKind(room),
        Settings = Settings,
        Send = message => Send(message, GatewayConformance.HookOf("one")),
        Accepts = _ => Reply.Text(202, Accepted),
        State = Documented.Get(Path).WithQuery(("username", "ol"), ("password", "pass&word of+one")),
        Read = request => (request.QueryValue("to"), request.QueryValue("text")),
    };

    public static Dictionary<string, string> Settings(string url, string line = "one") => new()
    {
        ["sendsmsUrl"] = url + Path,
        ["username"] = "ol",
        ["password"] = "pass&word of+" + line,
        ["from"] = "OL",
    };

    /// <summary>A send of a Cyrillic text; reports are asked for where there is a hook.</summary>
    public static IRequestBuilder Send(OutboundMessage message, Uri? hook, params (string Name, string Value)[] more) =>
        Documented.Get(Path).WithQuery(
    [
        ("username", "ol"),
        ("password", "pass&word of+one"),
        ("from", "OL"),
        ("to", message.To.Digits),
        ("text", message.Text),
        ("charset", "UTF-8"),
        ("coding", "2"),
        .. hook is null ? [] : Reports(message, hook),
        .. more,
    ]);

    private static (string, string)[] Reports(OutboundMessage message, Uri hook) =>
        [("dlr-mask", "31"), ("dlr-url", $"{hook}?m={message.Id}&type=%d&reply=%A&smsid=%F")];
}
