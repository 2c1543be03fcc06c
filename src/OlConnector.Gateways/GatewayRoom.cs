using Microsoft.Extensions.Logging;
using OlConnector.Gateways.Http;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways;

/// <summary>What every kind of gateway is given: the way out, the clock and the log.</summary>
/// <param name="Reach">How far calls reach: the settings <c>Outbound:*</c>.</param>
/// <param name="Clock">The house's clock.</param>
/// <param name="Logs">Where the kinds log. Never texts, tokens or whole numbers.</param>
public sealed record GatewayRoom(OutboundReach Reach, TimeProvider Clock, ILoggerFactory Logs)
{
    private readonly SocketsHttpHandler _transport = GatewayTransport.Create(Reach);

    /// <summary>A room that opens all private hosts, or none.</summary>
    public GatewayRoom(bool AllowPrivateHosts, TimeProvider Clock, ILoggerFactory Logs, bool IsQuiet = false)
        : this(new OutboundReach(AllowPrivateHosts ? PrivateHosts.All : PrivateHosts.None, IsQuiet), Clock, Logs)
    {
    }

    /// <summary>Private addresses that are open, and hosts by plain http.</summary>
    internal PrivateHosts Hosts => Reach.PrivateHosts;

    /// <summary>The way out for one line of a kind: a client of its own over the transport that all lines share.</summary>
    /// <param name="kind">The kind's name, for the log.</param>
    /// <param name="address">Where the line's gateway is.</param>
    /// <param name="secrets">The line's secrets; they are taken out of every answer before anybody sees it.</param>
    internal GatewayHttp HttpFor(string kind, string address, params IEnumerable<string?> secrets) =>
        new(RemoteApi.Client(address, _transport), Clock, Logs.CreateLogger($"OlConnector.Gateways.{kind}"), kind, secrets);
}
