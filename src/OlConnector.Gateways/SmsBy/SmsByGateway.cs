using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.SmsBy;

/// <summary>One sender name at SMS.BY.</summary>
internal sealed class SmsByGateway(GatewayHttp http, SmsByAccount account) : IGateway, IStatusAsking
{
    /// <summary>The vendor sends at most this many parts: 1 530 Latin or 670 Cyrillic characters.</summary>
    private const int MostParts = 10;

    private readonly ISmsByApi _api = http.Api<ISmsByApi>();

    /// <summary>The vendor publishes no rate, only that 429 exists. 1 second.</summary>
    public TimeSpan LeastGap => TimeSpan.FromSeconds(1);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (SmsParts.Measure(message.Text).Parts > MostParts)
            return Answers.Refused(
                Fault.Message, "TEXT_TOO_LONG", $"SMS.BY sends at most {MostParts} parts: 1530 Latin or 670 Cyrillic characters.");

        var isForwarded = account.ViberNameId is not null;
        var sms = new QuickSms
        {
            Token = account.Token,
            Message = message.Text,
            Phone = message.To.Digits,
            AlphanameId = account.AlphanameId,
            ForwardingMessage = isForwarded ? "1" : null,
            ForwardingTime = isForwarded ? account.ForwardAfter : null,
            VibernameId = account.ViberNameId,
        };
        return Answers.ToResult(await http.CallAsync(() => _api.SendQuickSms(sms, ct), ct), SmsByAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        SmsByAnswers.Connection(await http.CallAsync(() => _api.GetBalance(account.Token, ct), ct));

    public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        Task.FromResult<LookupResult>(new LookupResult.CannotTell("SMS.BY finds a message neither by text nor by number."));

    public async Task<StatusAnswer> AskAsync(string gatewayMessageId, CancellationToken ct) =>
        SmsByAnswers.Status(gatewayMessageId, await http.CallAsync(() => _api.CheckSms(account.Token, gatewayMessageId, ct), ct));

    public CallbackResult ReadCallback(CallbackRequest request) =>
        new CallbackResult.Unreadable("SMS.BY does not call back about single messages.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
