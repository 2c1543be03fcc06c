using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OlConnector.Web.Limits;

/// <summary>What the web server itself holds callers to.</summary>
internal static class ServerLimits
{
    /// <summary>
    /// A slower body is given up with 408: half a megabyte that drips in for minutes, from many connections, is memory that strangers
    /// hold. Slow mobile lines are ten times faster.
    /// </summary>
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 8 * 1024, gracePeriod: TimeSpan.FromSeconds(10));

    /// <summary>Sets the server up.</summary>
    internal static void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MinRequestBodyDataRate = SlowestBody;
    }

    /// <summary>
    /// Believes the trusted proxies only, each hop as long as the one before is one of them. Empty lists of the framework would mean
    /// everybody.
    /// </summary>
    internal static void TrustOnly(ForwardedHeadersOptions headers, IOptions<LimitOptions> limits)
    {
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in limits.Value.Proxies()) headers.KnownIPNetworks.Add(network);
        headers.ForwardLimit = null;
        headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
