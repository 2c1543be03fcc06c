using System.Net.Http.Headers;
using System.Text;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Twilio;

/// <summary>One sender at Twilio.</summary>
internal sealed class TwilioGateway(GatewayHttp http, TwilioAccount account, Uri? hook) : IGateway, IStatusAsking
{
    /// <summary>How many of the newest messages to a number a look-up compares.</summary>
    private const int LookBack = 100;

    /// <summary>Twilio limits calls under way (20429) and not their number; a line has one under way. 200 milliseconds.</summary>
    public TimeSpan LeastGap => TimeSpan.FromMilliseconds(200);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var form = new List<KeyValuePair<string, string>> { new("To", account.Address(message.To.E164)), new("Body", message.Text) };
        form.Add(account.From is { } from ? new("From", from) : new("MessagingServiceSid", account.Service ?? ""));
        if (StatusCallback(message) is { } callback) form.Add(new("StatusCallback", callback));

        var request = Request(HttpMethod.Post, "/Messages.json");
        request.Content = new FormUrlEncodedContent(form);
        return Outcome.Of(await http.CallAsync(request, ct), TwilioAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        TwilioAnswers.Connection(await http.CallAsync(Request(HttpMethod.Get, ".json"), ct));

    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var query = Address.Query(("To", account.Address(message.To.E164)), ("PageSize", $"{LookBack}"));
        return TwilioLookup.Of(await http.CallAsync(Request(HttpMethod.Get, "/Messages.json?" + query), ct), message.Text, startedAt);
    }

    /// <summary>For lines that Twilio cannot call back.</summary>
    public async Task<StatusAnswer> AskAsync(string gatewayMessageId, CancellationToken ct) =>
        TwilioLookup.Status(await http.CallAsync(Request(HttpMethod.Get, $"/Messages/{Uri.EscapeDataString(gatewayMessageId)}.json"), ct)) is { } report
            ? new StatusAnswer.Told(report)
            : new StatusAnswer.Nothing();

    public CallbackResult ReadCallback(CallbackRequest request) => TwilioCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Where Twilio reports, with our id in the query. Twilio refuses hosts with an underscore (21609), so those get no reports rather than no message.</summary>
    private string? StatusCallback(OutboundMessage message) =>
        hook is null || hook.Host.Contains('_', StringComparison.Ordinal) ? null : OurId.HookFor(hook, message.Id);

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Address.Join(account.BaseUrl, $"2010-04-01/Accounts/{account.Sid}{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Sid}:{account.Token}")));
        return request;
    }
}
