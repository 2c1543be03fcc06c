using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine.Webhooks;
using OlConnector.Gateways.Outbound;
using OlConnector.Secrets;

namespace OlConnector.Webhooks;

/// <summary>
/// Sends one delivery, once, to where it may go: addresses are looked at when connecting, redirects are not followed, and of the answer
/// its status counts.
/// </summary>
internal sealed class WebhookSender(
    SecretBox secrets, IOptions<OutboundOptions> outbound, IOptionsMonitor<WebhookOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>An answer this long is read to its end, so that the connection can be used again; nobody looks at it. 16 KB.</summary>
    private const int MostAnswerBytes = 16 * 1024;

    private readonly HttpClient _client = new(OutboundHandler.Create(outbound.Value.Reach)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends it. Never throws for what the network or the receiver does.</summary>
    public async Task<Receipt> SendAsync(Delivery delivery, CancellationToken ct)
    {
        if (WebhookAddress.Problem(delivery.Url, outbound.Value.Reach.PrivateHosts) is not null) return NotSent("ADDRESS_NOT_PERMITTED");
        if (secrets.Unprotect(delivery.Secret) is not { } secret) return NotSent("SECRET_LOST");
        using var over = new CancellationTokenSource(options.CurrentValue.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, over.Token);
        using var request = Request(delivery, secret);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            using var _ = await CappedBody.ReadAsync(answer, MostAnswerBytes, either.Token);
            return Receipt.Of((int)answer.StatusCode);
        }
        catch (Exception broken) when (
            !ct.IsCancellationRequested
            && broken is HttpRequestException or IOException or OperationCanceledException or SocketException or InvalidDataException)
        {
            return NotSent(over.IsCancellationRequested ? "TIMEOUT" : CodeOf(broken));
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Delivery delivery, string secret)
    {
        var (now, body) = (clock.GetUtcNow(), delivery.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Add("webhook-id", delivery.EventId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secret, delivery.EventId, now, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OlConnector", "1.0"));
        return request;
    }

    private static Receipt NotSent(string code) => new(Status: null, code);

    private static string CodeOf(Exception broken) => broken switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } => "ADDRESS_NOT_PERMITTED",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "NAME_NOT_FOUND",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            "NAME_NOT_FOUND",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "UNREACHABLE",
        _ => "BROKEN",
    };
}
