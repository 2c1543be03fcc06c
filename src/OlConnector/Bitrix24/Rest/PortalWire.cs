using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Bitrix24.Rest;

/// <summary>What one HTTP exchange with Bitrix24 gave. A closed family.</summary>
internal abstract record WireReply
{
    private WireReply() { }

    /// <summary>A JSON object, whatever the status.</summary>
    internal sealed record Answered(int Status, JObject Body) : WireReply;

    /// <summary>The host sends us elsewhere; never followed here.</summary>
    internal sealed record Redirected(int Status, Uri? Location) : WireReply;

    /// <summary>No answer that can be read: network, time-out, a proxy's page.</summary>
    internal sealed record Broken(string Why, int Status = 0) : WireReply;
}

/// <summary>
/// HTTP to portals and authorization servers: one exchange, 60 seconds and 8 MB at most, no redirects, addresses checked at connect.
/// </summary>
internal sealed class PortalWire : IDisposable
{
    /// <summary>The cloud cuts a request at 60 s (bitrix24.md §3.1).</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int MaxBytes = 8 * 1024 * 1024;

    private static readonly string Version =
        typeof(PortalWire).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";

    private readonly HttpClient _kept;
    private readonly HttpClient _fresh;
    private readonly TimeProvider _clock;

    public PortalWire(IOptions<Bitrix24Options> options, TimeProvider clock)
    {
        _clock = clock;
        _kept = Client(options.Value.AllowInsecurePortals, reuse: true);
        _fresh = Client(options.Value.AllowInsecurePortals, reuse: false);
    }

    /// <summary>Posts JSON.</summary>
    internal async Task<WireReply> PostAsync(Uri address, JObject body, CancellationToken ct)
    {
        using var content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        return await ExchangeAsync(_kept, request, ct);
    }

    /// <summary>
    /// Gets a resource over a fresh connection: on a kept one that is just closing, .NET would silently send the request twice, and a
    /// refresh token works once.
    /// </summary>
    internal async Task<WireReply> GetAsync(Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await ExchangeAsync(_fresh, request, ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    private async Task<WireReply> ExchangeAsync(HttpClient client, HttpRequestMessage request, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(answer, either.Token);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException
            || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new WireReply.Broken(Why(broken));
        }
    }

    private static async Task<WireReply> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        if (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            return new WireReply.Redirected(status, answer.Headers.Location);
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var body = await ReadCappedAsync(stream, ct);
        if (body is null) return new WireReply.Broken($"The answer ({status}) is longer than {MaxBytes} bytes.", status);
        return Parse(body) is { } json
            ? new WireReply.Answered(status, json)
            : new WireReply.Broken($"The answer ({status}) is no JSON object.", status);
    }

    private static async Task<MemoryStream?> ReadCappedAsync(Stream stream, CancellationToken ct)
    {
        var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, ct) is var count and > 0)
        {
            if (read.Length + count > MaxBytes) return null;
            read.Write(buffer, 0, count);
        }

        read.Position = 0;
        return read;
    }

    private static JObject? Parse(MemoryStream body)
    {
        try
        {
            using var text = new StreamReader(body, Encoding.UTF8);
            using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
            return JToken.ReadFrom(reader) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Why(Exception broken) => broken switch
    {
        OperationCanceledException => "No answer in time.",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } =>
            "The address is a private or reserved one, which this installation does not call.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "The host name is not known.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "No secure connection could be made.",
        _ => "The connection broke or could not be made.",
    };

    private static HttpClient Client(bool allowInsecure, bool reuse)
    {
        var handler = OutboundHandler.Create(allowInsecure);
        handler.PooledConnectionLifetime = reuse ? handler.PooledConnectionLifetime : TimeSpan.Zero;
        handler.ActivityHeadersPropagator = null;
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("OlConnector", Version));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }
}
