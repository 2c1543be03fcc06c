using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.GreenApi;

/// <summary>One WhatsApp number behind Green-API.</summary>
internal sealed class GreenApiGateway(GatewayHttp http, GreenApiAccount account) : IGateway, INumberCheck, ILineLogin
{
    /// <summary>Most minutes of the journal that a look-up asks for: the vendor keeps unsent messages 24 hours.</summary>
    private const int JournalMinutes = 1440;

    public bool ChecksBeforeSending => account.ChecksNumbers;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var body = new JObject { ["chatId"] = ChatOf(message.To), ["message"] = message.Text };
        return Outcome.Of(await TellAsync("sendMessage", body, ct), GreenApiAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        GreenApiStates.Of(await AskAsync("getStateInstance", ct));

    /// <summary>Looks in the vendor's queue first, then in its journal. Absence proves nothing: the journal lags by minutes (vendor's page LastOutgoingMessages).</summary>
    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var chat = ChatOf(message.To);
        if (GreenApiLookup.InQueue(await AskAsync("showMessagesQueue", ct), chat, message.Text) is { } waiting) return waiting;
        return GreenApiLookup.InJournal(await AskAsync("lastOutgoingMessages", ct, $"?minutes={JournalMinutes}"), chat, message.Text, startedAt);
    }

    /// <summary>The vendor wants the number as a number; too many questions get the line banned.</summary>
    public async Task<NumberStanding?> ExistsAsync(PhoneNumber number, CancellationToken ct) =>
        GreenApiLogin.Exists(await TellAsync("checkWhatsapp", NumberOf(number), ct));

    public async Task<LoginOffer> OfferLoginAsync(PhoneNumber? codeFor, CancellationToken ct) => codeFor is { } number
        ? GreenApiLogin.Code(await TellAsync("getAuthorizationCode", NumberOf(number), ct))
        : GreenApiLogin.Image(await AskAsync("qr", ct));

    /// <summary>An instance always runs: it can only be rebooted and logged out (vendor's pages Reboot and Logout).</summary>
    public IReadOnlyList<SessionAction> Actions { get; } = [SessionAction.Restart, SessionAction.LogOut];

    public async Task<string?> ActAsync(SessionAction action, CancellationToken ct) => action == SessionAction.LogOut
        ? GreenApiLogin.Done(await AskAsync("logout", ct), "isLogout")
        : GreenApiLogin.Done(await AskAsync("reboot", ct), "isReboot");

    public CallbackResult ReadCallback(CallbackRequest request) => GreenApiCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A person's chat at the vendor's edge: digits and <c>@c.us</c>.</summary>
    private static string ChatOf(PhoneNumber number) => number.Digits + "@c.us";

    private static JObject NumberOf(PhoneNumber number) => new() { ["phoneNumber"] = long.Parse(number.Digits, CultureInfo.InvariantCulture) };

    private Task<GatewayAnswer> TellAsync(string method, JObject body, CancellationToken ct) =>
        http.CallAsync(new HttpRequestMessage(HttpMethod.Post, Method(method)) { Content = WireJson.Body(body) }, ct);

    private Task<GatewayAnswer> AskAsync(string method, CancellationToken ct, string query = "") =>
        http.CallAsync(new HttpRequestMessage(HttpMethod.Get, Method(method, query)), ct);

    private Uri Method(string method, string query = "") =>
        Address.Join(account.ApiUrl, $"waInstance{account.Instance}/{method}/{Uri.EscapeDataString(account.Token)}{query}");
}
