using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Waha;

/// <summary>One WhatsApp number behind a WAHA server.</summary>
internal sealed class WahaGateway(GatewayHttp http, WahaAccount account) : IGateway
{
    /// <summary>How many of the newest messages of a chat a look-up compares.</summary>
    private const string LookBack = "50";

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var request = Request(HttpMethod.Post, "api/sendText");
        request.Content = WireJson.Body(new JObject { ["session"] = account.Session, ["chatId"] = ChatOf(message.To), ["text"] = message.Text });
        return Outcome.Of(await http.CallAsync(request, ct), WahaAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        WahaStates.Of(await http.CallAsync(Request(HttpMethod.Get, $"api/sessions/{Uri.EscapeDataString(account.Session)}"), ct));

    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var query = Address.Query(("limit", LookBack), ("downloadMedia", "false"));
        var path = $"api/{Uri.EscapeDataString(account.Session)}/chats/{Uri.EscapeDataString(ChatOf(message.To))}/messages?{query}";
        return WahaLookup.Of(await http.CallAsync(Request(HttpMethod.Get, path), ct), message.Text, startedAt);
    }

    public CallbackResult ReadCallback(CallbackRequest request) => WahaCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A person's chat at the vendor's edge: digits and <c>@c.us</c>.</summary>
    private static string ChatOf(PhoneNumber number) => number.Digits + "@c.us";

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Address.Join(account.BaseUrl, path));
        if (account.ApiKey is { } key) request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        return request;
    }
}
