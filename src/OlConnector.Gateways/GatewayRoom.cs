using Microsoft.Extensions.Logging;
using OlConnector.Gateways.Http;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Gateways;

/// <summary>What every kind of gateway is given: the way out, the clock and the log.</summary>
/// <param name="AllowPrivateHosts">The switch <c>Outbound:AllowPrivateHosts</c>: opens private addresses and plain http.</param>
/// <param name="Clock">The house's clock.</param>
/// <param name="Logs">Where the kinds log. Never texts, tokens or whole numbers.</param>
/// <param name="IsQuiet">The switch <c>Outbound:Quiet</c>: no gateway is called at all.</param>
public sealed record GatewayRoom(bool AllowPrivateHosts, TimeProvider Clock, ILoggerFactory Logs, bool IsQuiet = false)
{
    private readonly SocketsHttpHandler _transport = GatewayTransport.Create(new OutboundReach(AllowPrivateHosts, IsQuiet));

    /// <summary>How far calls reach, for kinds with a transport of their own.</summary>
    internal OutboundReach Reach => new(AllowPrivateHosts, IsQuiet);

    /// <summary>The way out for one line of a kind: a client of its own over the transport that all lines share.</summary>
    /// <param name="kind">The kind's name, for the log.</param>
    /// <param name="address">Where the line's gateway is.</param>
    /// <param name="secrets">The line's secrets; they are taken out of every answer before anybody sees it.</param>
    internal GatewayHttp HttpFor(string kind, string address, params IEnumerable<string?> secrets) =>
        new(RemoteApi.Client(address, _transport), Clock, Logs.CreateLogger($"OlConnector.Gateways.{kind}"), kind, secrets);
}
