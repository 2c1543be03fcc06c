using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways.Http;

/// <summary>The HTTP clients all gateways share: no redirects, no cookies, no headers of their own, so that lines cannot touch each other.</summary>
internal sealed class GatewayClients : IDisposable
{
    /// <summary>How long an idle connection is kept. Servers close theirs after 5 s and more; a message must not meet a connection that is just closing.</summary>
    private static readonly TimeSpan KeepIdle = TimeSpan.FromSeconds(2);

    private readonly HttpClient _kept;
    private readonly HttpClient _fresh;

    /// <summary>Two ways out: with kept connections and with fresh ones.</summary>
    public GatewayClients(bool allowPrivateHosts)
    {
        _kept = Client(allowPrivateHosts, reuse: true);
        _fresh = Client(allowPrivateHosts, reuse: false);
    }

    /// <summary>
    /// The client for a request. One without a body gets a fresh connection: when a kept one dies, .NET's handler silently sends such a request
    /// a second time, which for Kannel's GET would be a second message. With a body it never does.
    /// </summary>
    public HttpClient For(HttpRequestMessage request) => request.Content is null ? _fresh : _kept;

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _fresh.Dispose();
    }

    private static HttpClient Client(bool allowPrivateHosts, bool reuse)
    {
        var handler = OutboundHandler.Create(allowPrivateHosts);
        handler.PooledConnectionLifetime = reuse ? handler.PooledConnectionLifetime : TimeSpan.Zero;
        handler.PooledConnectionIdleTimeout = KeepIdle;
        handler.ActivityHeadersPropagator = null;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new WitnessedStream(context.PlaintextStream));
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
