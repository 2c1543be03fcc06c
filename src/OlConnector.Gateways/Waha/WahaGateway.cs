using System.Net.Http.Headers;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Waha;

/// <summary>One WhatsApp number behind a WAHA server.</summary>
internal sealed class WahaGateway(GatewayHttp http, WahaAccount account) : IGateway, INumberCheck, ILineLogin
{
    /// <summary>How many of the newest messages of a chat a look-up compares.</summary>
    private const string LookBack = "50";

    public bool ChecksBeforeSending => account.ChecksNumbers;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var request = Request(HttpMethod.Post, "api/sendText");
        request.Content = WireJson.Body(new JObject { ["session"] = account.Session, ["chatId"] = ChatOf(message), ["text"] = message.Text });
        return Outcome.Of(await http.CallAsync(request, ct), WahaAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        WahaStates.Of(await http.CallAsync(Request(HttpMethod.Get, $"api/sessions/{Session}"), ct));

    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var query = Address.Query(("limit", LookBack), ("downloadMedia", "false"));
        var path = $"api/{Session}/chats/{Uri.EscapeDataString(ChatOf(message))}/messages?{query}";
        return WahaLookup.Of(await http.CallAsync(Request(HttpMethod.Get, path), ct), message.Text, startedAt);
    }

    public async Task<NumberStanding?> ExistsAsync(PhoneNumber number, CancellationToken ct)
    {
        var query = Address.Query(("phone", number.Digits), ("session", account.Session));
        return WahaLogin.Exists(await http.CallAsync(Request(HttpMethod.Get, "api/contacts/check-exists?" + query), ct));
    }

    public async Task<LoginOffer> OfferLoginAsync(PhoneNumber? codeFor, CancellationToken ct)
    {
        if (codeFor is not { } number) return WahaLogin.Image(await http.CallAsync(Request(HttpMethod.Get, $"api/{Session}/auth/qr?format=image"), ct));
        var request = Request(HttpMethod.Post, $"api/{Session}/auth/request-code");
        request.Content = WireJson.Body(new JObject { ["phoneNumber"] = number.Digits });
        return WahaLogin.Code(await http.CallAsync(request, ct));
    }

    public IReadOnlyList<SessionAction> Actions { get; } = [SessionAction.Start, SessionAction.Stop, SessionAction.Restart, SessionAction.LogOut];

    public async Task<string?> ActAsync(SessionAction action, CancellationToken ct)
    {
        var verb = action switch { SessionAction.Start => "start", SessionAction.Stop => "stop", SessionAction.Restart => "restart", _ => "logout" };
        return WahaLogin.Done(await http.CallAsync(Request(HttpMethod.Post, $"api/sessions/{Session}/{verb}"), ct));
    }

    public CallbackResult ReadCallback(CallbackRequest request) => WahaCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A person's chat at the vendor's edge: the one that the number check named, else digits and <c>@c.us</c>.</summary>
    private static string ChatOf(OutboundMessage message) => message.Chat ?? message.To.Digits + "@c.us";

    private string Session => Uri.EscapeDataString(account.Session);

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Address.Join(account.BaseUrl, path));
        // Without this WAHA answers with the bare image instead of JSON around it.
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (account.ApiKey is { } key) request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        return request;
    }
}
