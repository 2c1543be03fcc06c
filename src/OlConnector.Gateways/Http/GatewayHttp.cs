using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways.Http;

/// <summary>
/// Calls a line's gateway: one request, once. Redirects are not followed, nothing is repeated, and what it logs holds the host and no path,
/// query or body.
/// </summary>
internal sealed class GatewayHttp
{
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly string _kind;
    private readonly string[] _secrets;

    /// <param name="client">The line's own client, at the line's address.</param>
    /// <param name="clock">The house's clock.</param>
    /// <param name="log">Where calls are logged.</param>
    /// <param name="kind">The gateway's kind, for the log.</param>
    /// <param name="secrets">What is taken out of every answer.</param>
    internal GatewayHttp(HttpClient client, TimeProvider clock, ILogger log, string kind, IEnumerable<string?> secrets)
    {
        (_client, _clock, _log, _kind) = (client, clock, log, kind);
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0)];
    }

    /// <summary>Gives every call of the line a header: the key that its vendor wants there. None where there is no key.</summary>
    internal GatewayHttp WithHeader(string name, string? value)
    {
        if (value is not null) _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return this;
    }

    /// <summary>
    /// The vendor's API as its interface declares it, at the line's address. Its methods are called through
    /// <see cref="CallAsync(Func{Task{HttpResponseMessage}}, CancellationToken)"/> only.
    /// </summary>
    internal T Api<T>() => RemoteApi.At<T>(_client);

    /// <summary>Makes one call and reads its answer. Never throws for what the network does.</summary>
    /// <param name="call">Sends one request, once, and gives the answer as soon as its headers are there.</param>
    /// <param name="ct">Ends when the time is over; it covers the body too.</param>
    internal async Task<GatewayAnswer> CallAsync(Func<Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        var witness = Witness.Begin();
        GatewayAnswer answer;
        try
        {
            answer = await ExchangeAsync(call, ct);
        }
        catch (Exception broken) when (
            broken is HttpRequestException or IOException or OperationCanceledException or SocketException or InvalidDataException)
        {
            answer = witness.SawBytesLeave ? Lost(broken) : NotSent(broken);
        }

        Log(answer, _clock.GetElapsedTime(started));
        return answer;
    }

    /// <summary>The same for a request that no interface declares; it is disposed of.</summary>
    /// <param name="request">Its address may be relative to the line's.</param>
    /// <param name="ct">Ends when the time is over; it covers the body too.</param>
    internal async Task<GatewayAnswer> CallAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var _ = request;
        return await CallAsync(() => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct), ct);
    }

    private async Task<GatewayAnswer> ExchangeAsync(Func<Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var response = await call();
        var status = (int)response.StatusCode;
        using var body = await CappedBody.ReadAsync(response, OutboundHandler.MaxAnswerBytes, ct);
        if (body is null) return new GatewayAnswer.Lost($"The answer is longer than {OutboundHandler.MaxAnswerBytes} bytes.");

        var text = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        var location = response.Headers.Location is { IsAbsoluteUri: true } target ? target.Host : null;
        return new GatewayAnswer.Answered(status, Redact(text), RetryAfter.Read(response.Headers.RetryAfter, _clock), location);
    }

    /// <summary>A vendor's error may repeat our URL; what is kept of it must not hold the line's secrets.</summary>
    private string Redact(string body) => _secrets.Aggregate(body, (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));

    private static GatewayAnswer.Lost Lost(Exception broken) => new(broken is OperationCanceledException
        ? "The gateway did not answer in time."
        : "The connection broke before the whole answer was here.");

    private static GatewayAnswer.NotSent NotSent(Exception broken) => broken switch
    {
        OperationCanceledException => new("TIMEOUT", "The gateway could not be reached in time."),
        { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } =>
            new("ADDRESS_NOT_PERMITTED", "The gateway's address is a private or reserved one, which this installation does not call."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NameNotFound(),
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            NameNotFound(),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new("TLS", "No secure connection to the gateway could be made."),
        _ => new("UNREACHABLE", "The gateway does not take connections."),
    };

    private static GatewayAnswer.NotSent NameNotFound() => new("NAME_NOT_FOUND", "The gateway's host name is not known.");

    private void Log(GatewayAnswer answer, TimeSpan elapsed)
    {
        var (host, milliseconds) = (_client.BaseAddress?.Host ?? "", (long)elapsed.TotalMilliseconds);
        switch (answer)
        {
            case GatewayAnswer.Answered answered: _log.Answered(_kind, host, answered.Status, milliseconds); break;
            case GatewayAnswer.NotSent notSent: _log.NotSent(_kind, host, notSent.Code, milliseconds); break;
            case GatewayAnswer.Lost lost: _log.Lost(_kind, host, lost.Why, milliseconds); break;
        }
    }
}
