using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Twilio;

/// <summary>One sender at Twilio.</summary>
internal sealed class TwilioGateway(GatewayHttp http, TwilioAccount account, Uri? hook) : IGateway, IStatusAsking
{
    /// <summary>How many of the newest messages to a number a look-up compares.</summary>
    private const int LookBack = 100;

    private readonly ITwilioApi _api = http.Api<ITwilioApi>();

    /// <summary>Twilio limits calls under way (20429) and not their number; a line has one under way. 200 milliseconds.</summary>
    public TimeSpan LeastGap => TimeSpan.FromMilliseconds(200);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var (to, service) = (account.Address(message.To.E164), account.From is null ? account.Service : null);
        var form = new TwilioMessage(to, message.Text, account.From, service, StatusCallback(message));
        return Answers.ToResult(await http.CallAsync(() => _api.CreateMessage(account.Sid, form, ct), ct), TwilioAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        TwilioAnswers.Connection(await http.CallAsync(() => _api.FetchAccount(account.Sid, ct), ct));

    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var to = account.Address(message.To.E164);
        return TwilioLookup.Of(await http.CallAsync(() => _api.ReadMessages(account.Sid, to, LookBack, ct), ct), message.Text, startedAt);
    }

    /// <summary>For lines that Twilio cannot call back.</summary>
    public async Task<StatusAnswer> AskAsync(string gatewayMessageId, CancellationToken ct) =>
        TwilioLookup.Status(await http.CallAsync(() => _api.FetchMessage(account.Sid, gatewayMessageId, ct), ct)) is { } report
            ? new StatusAnswer.Told(report)
            : new StatusAnswer.Nothing();

    public CallbackResult ReadCallback(CallbackRequest request) => TwilioCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// Where Twilio reports, with our id in the query. Twilio refuses hosts with an underscore (21609), so those get no reports rather than
    /// no message.
    /// </summary>
    private string? StatusCallback(OutboundMessage message) =>
        hook is null || hook.Host.Contains('_', StringComparison.Ordinal) ? null : OurId.HookFor(hook, message.Id);
}
