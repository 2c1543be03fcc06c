using Refit;

namespace OlConnector.Gateways.Waha;

/// <summary>WAHA as its pages show it (https://waha.devlike.pro/docs/how-to/). The line's client carries <c>X-Api-Key</c>.</summary>
[Headers("Accept: application/json")] // without it the QR code comes as a bare image instead of JSON around it
internal interface IWahaApi
{
    /// <summary>https://waha.devlike.pro/docs/how-to/send-messages/</summary>
    /// <param name="body"><c>{"session":"default","chatId":"375291112233@c.us","text":"…"}</c></param>
    [Post("/api/sendText")]
    Task<HttpResponseMessage> SendText([Body] HttpContent body, CancellationToken ct);

    /// <summary>https://waha.devlike.pro/docs/how-to/sessions/</summary>
    [Get("/api/sessions/{session}")]
    Task<HttpResponseMessage> GetSession(string session, CancellationToken ct);

    /// <summary>https://waha.devlike.pro/docs/how-to/chats/</summary>
    [Get("/api/{session}/chats/{chatId}/messages?downloadMedia=false")]
    Task<HttpResponseMessage> GetChatMessages(string session, string chatId, int limit, CancellationToken ct);

    /// <summary>https://waha.devlike.pro/docs/how-to/contacts/</summary>
    [Get("/api/contacts/check-exists")]
    Task<HttpResponseMessage> CheckExists(string phone, string session, CancellationToken ct);

    /// <summary>https://waha.devlike.pro/docs/how-to/sessions/</summary>
    [Get("/api/{session}/auth/qr?format=image")]
    Task<HttpResponseMessage> GetQr(string session, CancellationToken ct);

    /// <summary>https://waha.devlike.pro/docs/how-to/sessions/</summary>
    /// <param name="body"><c>{"phoneNumber":"375291112233"}</c></param>
    [Post("/api/{session}/auth/request-code")]
    Task<HttpResponseMessage> RequestCode(string session, [Body] HttpContent body, CancellationToken ct);

    /// <summary>https://waha.devlike.pro/docs/how-to/sessions/</summary>
    /// <param name="verb"><c>start</c>, <c>stop</c>, <c>restart</c> or <c>logout</c></param>
    [Post("/api/sessions/{session}/{verb}")]
    Task<HttpResponseMessage> Tell(string session, string verb, CancellationToken ct);
}
