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

    private readonly IGreenApi _api = http.Api<IGreenApi>();

    public bool ChecksBeforeSending => account.ChecksNumbers;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var body = WireJson.Body(new JObject { ["chatId"] = ChatOf(message.To), ["message"] = message.Text });
        return Answers.ToResult(
            await http.CallAsync(() => _api.SendMessage(account.Instance, account.Token, body, ct), ct), GreenApiAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        GreenApiStates.Of(await http.CallAsync(() => _api.GetStateInstance(account.Instance, account.Token, ct), ct));

    /// <summary>
    /// Looks in the vendor's queue first, then in its journal. Absence proves nothing: the journal lags by minutes (vendor's page
    /// LastOutgoingMessages).
    /// </summary>
    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var chat = ChatOf(message.To);
        var queue = await http.CallAsync(() => _api.ShowMessagesQueue(account.Instance, account.Token, ct), ct);
        if (GreenApiLookup.InQueue(queue, chat, message.Text) is { } waiting) return waiting;

        var journal = await http.CallAsync(() => _api.LastOutgoingMessages(account.Instance, account.Token, JournalMinutes, ct), ct);
        return GreenApiLookup.InJournal(journal, chat, message.Text, startedAt);
    }

    /// <summary>Too many questions get the line banned.</summary>
    public async Task<NumberStanding?> ExistsAsync(PhoneNumber number, CancellationToken ct) =>
        GreenApiLogin.Exists(await http.CallAsync(() => _api.CheckWhatsapp(account.Instance, account.Token, NumberOf(number), ct), ct));

    public async Task<LoginOffer> OfferLoginAsync(PhoneNumber? codeFor, CancellationToken ct) => codeFor is { } number
        ? GreenApiLogin.Code(
            await http.CallAsync(() => _api.GetAuthorizationCode(account.Instance, account.Token, NumberOf(number), ct), ct))
        : GreenApiLogin.Image(await http.CallAsync(() => _api.Qr(account.Instance, account.Token, ct), ct));

    /// <summary>An instance always runs: it can only be rebooted and logged out (vendor's pages Reboot and Logout).</summary>
    public IReadOnlyList<SessionAction> Actions { get; } = [SessionAction.Restart, SessionAction.LogOut];

    public async Task<string?> ActAsync(SessionAction action, CancellationToken ct) => action == SessionAction.LogOut
        ? GreenApiLogin.Done(await http.CallAsync(() => _api.Logout(account.Instance, account.Token, ct), ct), "isLogout")
        : GreenApiLogin.Done(await http.CallAsync(() => _api.Reboot(account.Instance, account.Token, ct), ct), "isReboot");

    public CallbackResult ReadCallback(CallbackRequest request) => GreenApiCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A person's chat at the vendor's edge: digits and <c>@c.us</c>.</summary>
    private static string ChatOf(PhoneNumber number) => number.Digits + "@c.us";

    /// <summary>The vendor wants the number as a number.</summary>
    private static HttpContent NumberOf(PhoneNumber number) =>
        WireJson.Body(new JObject { ["phoneNumber"] = long.Parse(number.Digits, CultureInfo.InvariantCulture) });
}
