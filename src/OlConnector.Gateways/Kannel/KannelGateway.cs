using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Kannel;

/// <summary>One sender behind a Kannel.</summary>
internal sealed class KannelGateway(GatewayHttp http, KannelAccount account, Uri? hook) : IGateway
{
    /// <summary>All five kinds of report: delivered, not delivered, buffered, taken by the SMSC, rejected by it.</summary>
    private const string EveryReport = "31";

    private const string SevenBit = "0";
    private const string Ucs2 = "2";

    /// <summary>Kannel answers without an id, so the message's own id serves; its reports carry that one.</summary>
    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        // Kannel takes a request without text and sends (and bills) an empty SMS.
        if (VisibleText.IsBlank(message.Text))
            return Answers.Refused(Fault.Message, "EMPTY_TEXT", "An SMS without text is not sent.");
        return Answers.ToResult(await http.CallAsync(Call(Parameters(message)), ct), answer => KannelAnswers.Of(answer, message.Id));
    }

    /// <summary>
    /// Kannel checks the user before it misses the recipient, so a call without one shows whether the user is good and sends nothing.
    /// </summary>
    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct) =>
        KannelAnswers.Connection(await http.CallAsync(Call(User()), ct));

    public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        Task.FromResult<LookupResult>(new LookupResult.CannotTell("Kannel cannot be asked about a message. A delivery report settles it."));

    public CallbackResult ReadCallback(CallbackRequest request) => KannelCallbacks.Read(request);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The coding is ours to choose: with Kannel's default a Cyrillic text silently becomes question marks.</summary>
    private (string, string?)[] Parameters(OutboundMessage message) =>
    [
        .. User(),
        ("from", account.From),
        ("to", message.To.Digits),
        ("text", message.Text),
        ("charset", "UTF-8"),
        ("coding", SmsParts.Measure(message.Text).Encoding == SmsEncoding.Gsm7 ? SevenBit : Ucs2),
        ("smsc", account.Smsc),
        ("dlr-mask", hook is null ? null : EveryReport),
        ("dlr-url", hook is null ? null : OurId.HookFor(hook, message.Id) + KannelCallbacks.Escapes),
    ];

    private (string, string?)[] User() => [("username", account.User), ("password", account.Password)];

    /// <summary>One call: the whole address is the line's, and only what is given is named.</summary>
    private HttpRequestMessage Call((string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return new HttpRequestMessage(HttpMethod.Get, $"{account.Url}?{string.Join('&', given)}");
    }
}
