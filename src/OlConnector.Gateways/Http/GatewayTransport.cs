using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways.Http;

/// <summary>
/// The transport all gateways share: no redirects, no cookies, no headers of its own, so that lines cannot touch each other.
/// </summary>
internal static class GatewayTransport
{
    /// <summary>
    /// How long an idle connection is kept. Servers close theirs after 5 s and more; a message must not meet a connection that is just
    /// closing.
    /// </summary>
    private static readonly TimeSpan KeepIdle = TimeSpan.FromSeconds(2);

    /// <summary>A handler whose connections tell the <see cref="Witness"/> of every write. Lives as long as the process.</summary>
    public static SocketsHttpHandler Create(OutboundReach reach)
    {
        var handler = OutboundHandler.Create(reach);
        handler.PooledConnectionIdleTimeout = KeepIdle;
        handler.ActivityHeadersPropagator = null;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new WitnessedStream(context.PlaintextStream));
        return handler;
    }
}
