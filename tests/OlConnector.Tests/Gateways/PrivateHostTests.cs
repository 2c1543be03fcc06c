using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Gateways.Kannel;
using OlConnector.Gateways.Outbound;
using OlConnector.Gateways.Smpp;

namespace OlConnector.Tests.Gateways;

/// <summary>The operator opens the hosts of their own gateways, and a portal's administrator finds nothing beside them.</summary>
public sealed class PrivateHostTests
{
    [Theory]
    [InlineData("kannel.internal", "KANNEL.internal", "10.0.0.5", 13013, true)]
    [InlineData("kannel.internal", "kannel.internal.", "10.0.0.5", 13013, true)]
    [InlineData("kannel.internal", "other.internal", "10.0.0.5", 13013, false)]
    [InlineData("kannel.internal", "10.0.0.5", "10.0.0.5", 13013, false)]
    [InlineData("kannel.internal:13013", "kannel.internal", "10.0.0.5", 13013, true)]
    [InlineData("kannel.internal:13013", "kannel.internal", "10.0.0.5", 22, false)]
    [InlineData("10.0.0.5", "10.0.0.5", "10.0.0.5", 22, true)]
    [InlineData("10.0.0.5", "anything.example.com", "10.0.0.5", 22, true)]
    [InlineData("10.0.0.5", "10.0.0.6", "10.0.0.6", 22, false)]
    [InlineData("10.0.0.5:13013", "10.0.0.5", "10.0.0.5", 13014, false)]
    [InlineData("10.0.3.0/24", "10.0.3.77", "10.0.3.77", 80, true)]
    [InlineData("10.0.3.7/24", "x", "10.0.3.77", 80, true)]
    [InlineData("10.0.3.0/24", "10.0.4.1", "10.0.4.1", 80, false)]
    [InlineData("10.0.3.0/24", "x", "::ffff:10.0.3.77", 80, true)]
    [InlineData("fd12::7", "fd12::7", "fd12::7", 80, true)]
    [InlineData("[fd12::7]:2775", "fd12::7", "fd12::7", 2775, true)]
    [InlineData("[fd12::7]:2775", "fd12::7", "fd12::7", 2776, false)]
    [InlineData("fd12::/64", "fd12::8", "fd12::8", 80, true)]
    public void A_listed_host_is_open_and_no_other(string entry, string host, string resolved, int port, bool isOpen) =>
        PrivateHosts.Of([entry]).Open(host, IPAddress.Parse(resolved), port).ShouldBe(isOpen);

    [Theory]
    [InlineData("")]
    [InlineData("http://kannel.internal")]
    [InlineData("kannel.internal:")]
    [InlineData("kannel.internal:0")]
    [InlineData("kannel.internal:65536")]
    [InlineData("kannel.internal:http")]
    [InlineData("10.0.3.0/33")]
    [InlineData("*.internal")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.0/16")]
    [InlineData("::ffff:0:10.0.0.1")]
    public void What_is_no_host_or_never_open_is_not_understood(string entry) => PrivateHosts.Understands(entry).ShouldBeFalse();

    [Fact]
    public async Task Only_a_listed_address_is_reached_when_connecting()
    {
        using var gateway = Listening();
        using var neighbour = Listening();
        var open = new OutboundReach(PrivateHosts.Of([$"127.0.0.1:{Port(gateway)}"]));

        using var reached = await OutboundAddresses.ConnectAsync(new DnsEndPoint("127.0.0.1", Port(gateway)), open, CancellationToken.None);
        var closed = await Should.ThrowAsync<SocketException>(
            () => OutboundAddresses.ConnectAsync(new DnsEndPoint("127.0.0.1", Port(neighbour)), open, CancellationToken.None));

        reached.Connected.ShouldBeTrue();
        closed.SocketErrorCode.ShouldBe(SocketError.AccessDenied);
        neighbour.Pending().ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://10.0.3.7:13013/sendsms", true)]
    [InlineData("http://kannel.internal/sendsms", true)]
    [InlineData("http://10.0.4.7/sendsms", false)]
    [InlineData("https://10.0.4.7/sendsms", false)]
    [InlineData("http://kannel.example.com/sendsms", false)]
    [InlineData("https://kannel.example.com/sendsms", true)]
    [InlineData("https://localhost/sendsms", false)]
    public void Plain_http_and_inner_addresses_are_settings_where_they_are_listed(string address, bool isGood)
    {
        var settings = Settings(("sendsmsUrl", address), ("username", "u"), ("password", "p"), ("from", "Shop"));

        new KannelKind(Room("10.0.3.0/24", "kannel.internal")).Validate(settings).Any().ShouldBe(!isGood);
    }

    [Theory]
    [InlineData("10.0.3.7", "2775", true)]
    [InlineData("10.0.3.7", "2776", false)]
    [InlineData("10.0.3.8", "2775", false)]
    public void An_smsc_is_listed_with_its_port(string host, string port, bool isGood)
    {
        var settings = Settings(("host", host), ("port", port), ("systemId", "u"), ("password", "p"), ("sourceAddress", "Shop"));

        new SmppKind(Room("10.0.3.7:2775")).Validate(settings).Any().ShouldBe(!isGood);
    }

    private static GatewayRoom Room(params string[] entries) =>
        new(new OutboundReach(PrivateHosts.Of(entries)), TimeProvider.System, NullLoggerFactory.Instance);

    private static GatewaySettings Settings(params (string Name, string Value)[] values) =>
        new(values.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
