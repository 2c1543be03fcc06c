using OlConnector.Gateways.WhatsAppCloud;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways.Support.Vendors;

/// <summary>Meta's Cloud API as https://developers.facebook.com/docs/whatsapp/cloud-api/reference documents it.</summary>
internal static class WhatsAppCloudVendor
{
    /// <summary>The line's number at Meta.</summary>
    public const string Number = "106500000000001";

    public static VendorPages Pages { get; } = new()
    {
        Create = room => new WhatsAppCloudKind(room),
        Settings = Settings,
        Send = message => Message($$"""
            {"messaging_product":"whatsapp","recipient_type":"individual","to":"{{message.To.Digits}}",
             "biz_opaque_callback_data":"{{message.Id}}",
             "type":"text","text":{"body":"{{message.Text}}","preview_url":false} }
            """),
        Accepts = Accepts,
        State = NumberState("status,quality_rating,whatsapp_business_manager_messaging_limit"),
        Read = request => ((string)request.Json["to"]!, (string)request.Json["text"]!["body"]!),
    };

    public static Dictionary<string, string> Settings(string url, string line = "one") => new()
    {
        ["baseUrl"] = url,
        ["version"] = "v23.0",
        ["phoneNumberId"] = line == "one" ? Number : "106500000000002",
        ["accessToken"] = "access-token-of-" + line,
        ["appSecret"] = "app-secret-of-" + line,
        ["verifyToken"] = "verify-token-of-" + line,
    };

    public static Reply.Full Accepts(string id) => Reply.Json(200, $$"""
        {"messaging_product":"whatsapp","contacts":[{"input":"375291112233","wa_id":"375291112233"}],
         "messages":[{"id":"{{id}}","message_status":"accepted"}]}
        """);

    /// <summary>Messages: send one.</summary>
    public static IRequestBuilder Message(string json) => Authorized(Documented.Post($"/v23.0/{Number}/messages")).WithJson(json);

    /// <summary>Phone numbers: the state of one.</summary>
    public static IRequestBuilder NumberState(string fields) =>
        Authorized(Documented.Get($"/v23.0/{Number}")).WithQuery(("fields", fields));

    /// <summary>Message templates: a page of an account's.</summary>
    public static IRequestBuilder Templates(string account, params (string Name, string Value)[] more) =>
        Authorized(Documented.Get($"/v23.0/{account}/message_templates"))
            .WithQuery([("fields", "name,language,category,status,components"), ("limit", "100"), .. more]);

    private static IRequestBuilder Authorized(IRequestBuilder request) =>
        request.WithHeader("Authorization", "Bearer access-token-of-one").WithHeader("User-Agent", "OlConnector/1.0.0");
}
