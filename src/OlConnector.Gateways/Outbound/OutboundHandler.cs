using System.Net;
using System.Net.Sockets;

namespace OlConnector.Gateways.Outbound;

/// <summary>The transport of every outgoing HTTP call: address checked at connect, no redirects, no cookies, no proxy.</summary>
public static class OutboundHandler
{
    /// <summary>Most bytes of an answer's body that are read. 1 MB.</summary>
    public const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>A new handler; one per client, shared by all its calls.</summary>
    public static SocketsHttpHandler Create(OutboundReach reach) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
        ConnectCallback = async (context, ct) =>
            new NetworkStream(await OutboundAddresses.ConnectAsync(context.DnsEndPoint, reach, ct), ownsSocket: true),
    };
}
