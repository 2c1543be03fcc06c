using OlConnector.Gateways.SmsBy;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>SMS.BY as https://sms.by/en/api-docs documents it.</summary>
internal static class SmsByVendor
{
    public static VendorPages Pages { get; } = new()
    {
        Create = room => new SmsByKind(room),
        Settings = Settings,
        Send = message => SendQuickSms(("phone", message.To.Digits), ("message", message.Text)),
        Accepts = id => Reply.Json(200, $$"""{"sms_id":"{{id}}","status":"NEW","parts":1}"""),
        State = Asked("getBalance"),
        Read = request => (request.FormValue("phone"), request.FormValue("message")),
    };

    public static Dictionary<string, string> Settings(string url, string line = "one") => new()
    {
        ["baseUrl"] = url + "/api/v1",
        ["token"] = "token+of " + line,
        ["alphanameId"] = "1363",
    };

    /// <summary>A send: the token is in the form and not in the address.</summary>
    public static IRequestBuilder SendQuickSms(params (string Name, string Value)[] fields) =>
        Documented.Post("/api/v1/sendQuickSMS").WithForm([("token", "token+of one"), ("alphaname_id", "1363"), .. fields]);

    /// <summary>A method that is asked.</summary>
    public static IRequestBuilder Asked(string method, params (string Name, string Value)[] parameters) =>
        Documented.Get("/api/v1/" + method).WithQuery([("token", "token+of one"), .. parameters]);
}
