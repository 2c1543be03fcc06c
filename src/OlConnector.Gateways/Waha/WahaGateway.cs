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
    private const int LookBack = 50;

    private readonly IWahaApi _api = http.Api<IWahaApi>();

    public bool ChecksBeforeSending => account.ChecksNumbers;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var body = WireJson.Body(new JObject { ["session"] = account.Session, ["chatId"] = ChatOf(message), ["text"] = message.Text });
        return Answers.ToResult(await http.CallAsync(() => _api.SendText(body, ct), ct), WahaAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        WahaStates.Of(await http.CallAsync(() => _api.GetSession(account.Session, ct), ct));

    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        WahaLookup.Of(
            await http.CallAsync(() => _api.GetChatMessages(account.Session, ChatOf(message), LookBack, ct), ct), message.Text, startedAt);

    public async Task<NumberStanding?> ExistsAsync(PhoneNumber number, CancellationToken ct) =>
        WahaLogin.Exists(await http.CallAsync(() => _api.CheckExists(number.Digits, account.Session, ct), ct));

    public async Task<LoginOffer> OfferLoginAsync(PhoneNumber? codeFor, CancellationToken ct)
    {
        if (codeFor is not { } number) return WahaLogin.Image(await http.CallAsync(() => _api.GetQr(account.Session, ct), ct));
        var body = WireJson.Body(new JObject { ["phoneNumber"] = number.Digits });
        return WahaLogin.Code(await http.CallAsync(() => _api.RequestCode(account.Session, body, ct), ct));
    }

    public IReadOnlyList<SessionAction> Actions { get; } =
        [SessionAction.Start, SessionAction.Stop, SessionAction.Restart, SessionAction.LogOut];

    public async Task<string?> ActAsync(SessionAction action, CancellationToken ct)
    {
        var verb = action switch
        {
            SessionAction.Start => "start",
            SessionAction.Stop => "stop",
            SessionAction.Restart => "restart",
            _ => "logout",
        };
        return WahaLogin.Done(await http.CallAsync(() => _api.Tell(account.Session, verb, ct), ct));
    }

    public CallbackResult ReadCallback(CallbackRequest request) => WahaCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A person's chat at the vendor's edge: the one that the number check named, else digits and <c>@c.us</c>.</summary>
    private static string ChatOf(OutboundMessage message) => message.Chat ?? message.To.Digits + "@c.us";
}
