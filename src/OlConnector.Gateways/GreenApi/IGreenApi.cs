using Refit;

namespace OlConnector.Gateways.GreenApi;

/// <summary>
/// Green-API as its pages show it (https://green-api.com/en/docs/api/): <c>{apiUrl}/waInstance{idInstance}/{method}/{apiTokenInstance}</c>.
/// The token is in the path.
/// </summary>
internal interface IGreenApi
{
    /// <summary>https://green-api.com/en/docs/api/sending/SendMessage/</summary>
    /// <param name="body"><c>{"chatId":"375291112233@c.us","message":"…"}</c></param>
    [Post("/waInstance{idInstance}/sendMessage/{apiTokenInstance}")]
    Task<HttpResponseMessage> SendMessage(string idInstance, string apiTokenInstance, [Body] HttpContent body, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/account/GetStateInstance/</summary>
    [Get("/waInstance{idInstance}/getStateInstance/{apiTokenInstance}")]
    Task<HttpResponseMessage> GetStateInstance(string idInstance, string apiTokenInstance, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/queues/ShowMessagesQueue/</summary>
    [Get("/waInstance{idInstance}/showMessagesQueue/{apiTokenInstance}")]
    Task<HttpResponseMessage> ShowMessagesQueue(string idInstance, string apiTokenInstance, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/journals/LastOutgoingMessages/</summary>
    [Get("/waInstance{idInstance}/lastOutgoingMessages/{apiTokenInstance}")]
    Task<HttpResponseMessage> LastOutgoingMessages(string idInstance, string apiTokenInstance, int minutes, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/service/CheckWhatsapp/</summary>
    /// <param name="body"><c>{"phoneNumber":375291112233}</c>, a number</param>
    [Post("/waInstance{idInstance}/checkWhatsapp/{apiTokenInstance}")]
    Task<HttpResponseMessage> CheckWhatsapp(string idInstance, string apiTokenInstance, [Body] HttpContent body, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/account/QR/</summary>
    [Get("/waInstance{idInstance}/qr/{apiTokenInstance}")]
    Task<HttpResponseMessage> Qr(string idInstance, string apiTokenInstance, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/account/GetAuthorizationCode/</summary>
    /// <param name="body"><c>{"phoneNumber":375291112233}</c>, a number</param>
    [Post("/waInstance{idInstance}/getAuthorizationCode/{apiTokenInstance}")]
    Task<HttpResponseMessage> GetAuthorizationCode(
        string idInstance, string apiTokenInstance, [Body] HttpContent body, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/account/Reboot/</summary>
    [Get("/waInstance{idInstance}/reboot/{apiTokenInstance}")]
    Task<HttpResponseMessage> Reboot(string idInstance, string apiTokenInstance, CancellationToken ct);

    /// <summary>https://green-api.com/en/docs/api/account/Logout/</summary>
    [Get("/waInstance{idInstance}/logout/{apiTokenInstance}")]
    Task<HttpResponseMessage> Logout(string idInstance, string apiTokenInstance, CancellationToken ct);
}
