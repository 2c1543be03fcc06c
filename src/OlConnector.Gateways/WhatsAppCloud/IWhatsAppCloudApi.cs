using Refit;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>
/// Meta's Cloud API as its pages show it (https://developers.facebook.com/docs/whatsapp/cloud-api/reference). The line's client carries the
/// bearer token. The form of the User-Agent is what the vendor's OpenAPI file asks for.
/// </summary>
[Headers("User-Agent: OlConnector/1.0.0")]
internal interface IWhatsAppCloudApi
{
    /// <summary>https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages</summary>
    /// <param name="body">
    /// <c>{"messaging_product":"whatsapp","recipient_type":"individual","to":"375291112233","type":"text","text":{"body":"…"}}</c>
    /// </param>
    [Post("/{version}/{phoneNumberId}/messages")]
    Task<HttpResponseMessage> SendMessage(string version, string phoneNumberId, [Body] HttpContent body, CancellationToken ct);

    /// <summary>https://developers.facebook.com/docs/whatsapp/cloud-api/reference/phone-numbers</summary>
    [Get("/{version}/{phoneNumberId}")]
    Task<HttpResponseMessage> GetPhoneNumber(string version, string phoneNumberId, string fields, CancellationToken ct);

    /// <summary>https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates</summary>
    /// <param name="after">The cursor of the page before; null for the first page.</param>
    [Get("/{version}/{wabaId}/message_templates")]
    Task<HttpResponseMessage> GetMessageTemplates(
        string version, string wabaId, string fields, int limit, string? after, CancellationToken ct);
}
