using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Gateways.Outbound;
using OlConnector.Web;

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
    internal sealed record Broken(string Why, int Status = 0) : WireReply
    {
        /// <summary>False where the next try would end alike.</summary>
        internal bool IsBlip { get; init; } = Status is 0 or >= 500;
    }
}

/// <summary>
/// HTTP to portals and authorization servers: one exchange, 60 seconds and 8 MB at most, no redirects, addresses checked at connect.
/// </summary>
internal sealed class PortalWire : IDisposable
{
    /// <summary>The cloud cuts a request at 60 s (bitrix24.md §3.1).</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int MaxBytes = 8 * 1024 * 1024;

    private static readonly WireReply.Broken Quiet =
        new("This node is kept away from portals and gateways (Outbound:Quiet).") { IsBlip = false };

    private readonly HttpClient _kept;
    private readonly SocketsHttpHandler _fresh;
    private readonly TimeProvider _clock;
    private readonly bool _isQuiet;

    public PortalWire(IOptions<Bitrix24Options> options, IOptions<OutboundOptions> outbound, TimeProvider clock)
    {
        (_clock, _isQuiet) = (clock, outbound.Value.Quiet);
        var reach = new OutboundReach(options.Value.AllowInsecurePortals ? PrivateHosts.All : PrivateHosts.None, _isQuiet);
        _kept = Introduced(new HttpClient(Handler(reach)) { Timeout = Timeout.InfiniteTimeSpan });
        _fresh = Handler(reach);
        _fresh.PooledConnectionLifetime = TimeSpan.Zero;
    }

    /// <summary>Posts JSON.</summary>
    internal async Task<WireReply> PostAsync(Uri address, JObject body, CancellationToken ct)
    {
        using var content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        return await CallAsync(until => _kept.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, until), ct);
    }

    /// <summary>
    /// A declared API, each call over a fresh connection: on a kept one that is just closing, .NET would silently send the request twice,
    /// and a refresh token works once.
    /// </summary>
    /// <param name="address">Scheme and host, without a slash at the end.</param>
    internal T FreshlyTo<T>(string address) => RemoteApi.At<T>(Introduced(RemoteApi.Client(address, _fresh)));

    /// <summary>Makes one call and reads its answer.</summary>
    /// <param name="call">Sends one request, until its token ends, and gives the answer as soon as its headers are there.</param>
    /// <param name="ct">The caller's wish to stop, which is no answer but an exception.</param>
    internal async Task<WireReply> CallAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        if (_isQuiet) return Quiet;
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var answer = await call(either.Token);
            return await ReadAsync(answer, either.Token);
        }
        catch (Exception broken) when (
            broken is HttpRequestException or IOException or InvalidDataException
                || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new WireReply.Broken(Why(broken));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    private static async Task<WireReply> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        if (IsRedirect(answer.StatusCode)) return new WireReply.Redirected(status, answer.Headers.Location);
        using var body = await CappedBody.ReadAsync(answer, MaxBytes, ct);
        if (body is null) return new WireReply.Broken($"The answer ({status}) is longer than {MaxBytes} bytes.", status);
        return Parse(body) is { } json
            ? new WireReply.Answered(status, json)
            : new WireReply.Broken($"The answer ({status}) is no JSON object.", status);
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

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

    private static SocketsHttpHandler Handler(OutboundReach reach)
    {
        var handler = OutboundHandler.Create(reach);
        handler.ActivityHeadersPropagator = null;
        return handler;
    }

    /// <summary>Says on every call who we are and what we read.</summary>
    private static HttpClient Introduced(HttpClient client)
    {
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("OlConnector", ProductVersion.Text));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }
}
