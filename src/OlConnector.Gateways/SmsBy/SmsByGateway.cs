using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.SmsBy;

/// <summary>One sender name at SMS.BY.</summary>
internal sealed class SmsByGateway(GatewayHttp http, SmsByAccount account) : IGateway, IStatusAsking
{
    /// <summary>The vendor sends at most this many parts: 1 530 Latin or 670 Cyrillic characters.</summary>
    private const int MostParts = 10;

    /// <summary>The vendor publishes no rate, only that 429 exists. 1 second.</summary>
    public TimeSpan LeastGap => TimeSpan.FromSeconds(1);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (SmsParts.Measure(message.Text).Parts > MostParts)
            return Outcome.Refused(Fault.Message, "TEXT_TOO_LONG", $"SMS.BY sends at most {MostParts} parts: 1530 Latin or 670 Cyrillic characters.");

        // The token goes in the form and not in the address: addresses end up in logs on the way.
        var form = new Dictionary<string, string>
        {
            ["token"] = account.Token,
            ["message"] = message.Text,
            ["phone"] = message.To.Digits,
            ["alphaname_id"] = account.AlphanameId,
        };
        if (account.ViberNameId is { } viber)
            (form["forwarding_message"], form["forwarding_time"], form["vibername_id"]) = ("1", account.ForwardAfter, viber);

        var request = new HttpRequestMessage(HttpMethod.Post, Address.Join(account.BaseUrl, "sendQuickSMS")) { Content = new FormUrlEncodedContent(form) };
        return Outcome.Of(await http.CallAsync(request, ct), SmsByAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) => SmsByAnswers.Connection(await AskAsync("getBalance", [], ct));

    public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        Task.FromResult<LookupResult>(new LookupResult.CannotTell("SMS.BY finds a message neither by text nor by number."));

    public async Task<StatusAnswer> AskAsync(string gatewayMessageId, CancellationToken ct) =>
        SmsByAnswers.Status(gatewayMessageId, await AskAsync("checkSMS", [("sms_id", gatewayMessageId)], ct));

    public CallbackResult ReadCallback(CallbackRequest request) => new CallbackResult.Unreadable("SMS.BY does not call back about single messages.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<GatewayAnswer> AskAsync(string method, (string, string?)[] parameters, CancellationToken ct) =>
        http.CallAsync(new HttpRequestMessage(HttpMethod.Get, Address.Join(account.BaseUrl, $"{method}?{Address.Query([("token", account.Token), .. parameters])}")), ct);
}
