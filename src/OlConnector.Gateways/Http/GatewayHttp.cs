using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways.Http;

/// <summary>Calls a gateway: one request, once. Redirects are not followed, nothing is repeated, and what it logs holds no path, query or body.</summary>
public sealed class GatewayHttp
{
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly string _kind;
    private readonly string[] _secrets;

    internal GatewayHttp(HttpClient client, TimeProvider clock, ILogger log, string kind, IEnumerable<string?> secrets)
    {
        (_client, _clock, _log, _kind) = (client, clock, log, kind);
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0)];
    }

    /// <summary>Sends the request and reads the answer. Never throws for what the network does; the request is disposed of.</summary>
    /// <param name="request">The request; only its host is ever logged.</param>
    /// <param name="ct">Ends when the time is over; it covers the body too.</param>
    public async Task<GatewayAnswer> CallAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var _ = request;
        var host = request.RequestUri?.Host ?? "";
        var started = _clock.GetTimestamp();
        var witness = Witness.Begin();
        GatewayAnswer answer;
        try
        {
            answer = await ExchangeAsync(request, ct);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or SocketException or InvalidDataException)
        {
            answer = witness.SawBytesLeave ? Lost(broken) : NotSent(broken);
        }

        Log(answer, host, _clock.GetElapsedTime(started));
        return answer;
    }

    private async Task<GatewayAnswer> ExchangeAsync(HttpRequestMessage request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var body = await ReadCappedAsync(stream, ct);
        if (body is null) return new GatewayAnswer.Lost($"The answer ({(int)response.StatusCode}) is longer than {OutboundHandler.MaxAnswerBytes} bytes.");

        var location = response.Headers.Location is { IsAbsoluteUri: true } target ? target.Host : null;
        return new GatewayAnswer.Answered((int)response.StatusCode, Redact(body), RetryAfter.Read(response.Headers.RetryAfter, _clock), location);
    }

    /// <summary>The body as text, or null when it is longer than the cap.</summary>
    private static async Task<string?> ReadCappedAsync(Stream stream, CancellationToken ct)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, ct) is var count and > 0)
        {
            if (read.Length + count > OutboundHandler.MaxAnswerBytes) return null;
            read.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
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
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new("NAME_NOT_FOUND", "The gateway's host name is not known."),
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            new("NAME_NOT_FOUND", "The gateway's host name is not known."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new("TLS", "No secure connection to the gateway could be made."),
        _ => new("UNREACHABLE", "The gateway does not take connections."),
    };

    private void Log(GatewayAnswer answer, string host, TimeSpan elapsed)
    {
        var milliseconds = (long)elapsed.TotalMilliseconds;
        switch (answer)
        {
            case GatewayAnswer.Answered answered: _log.Answered(_kind, host, answered.Status, milliseconds); break;
            case GatewayAnswer.NotSent notSent: _log.NotSent(_kind, host, notSent.Code, milliseconds); break;
            case GatewayAnswer.Lost lost: _log.Lost(_kind, host, lost.Why, milliseconds); break;
        }
    }
}
