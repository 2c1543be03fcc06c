using System.Net;
using System.Net.Sockets;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Tests.Gateways;

public sealed class OutboundAddressTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("172.32.0.1")]
    public void Public_addresses_may_be_called(string address) => MayReach(address, allowPrivateHosts: false).ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:192.168.1.1")]
    public void Private_addresses_need_the_switch(string address)
    {
        MayReach(address, allowPrivateHosts: false).ShouldBeFalse();
        MayReach(address, allowPrivateHosts: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd00:ec2::23")]
    [InlineData("fd20:ce::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("::ffff:168.63.129.16")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("2001:2::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void Link_local_reserved_and_wrapped_addresses_are_never_called(string address)
    {
        MayReach(address, allowPrivateHosts: false).ShouldBeFalse();
        MayReach(address, allowPrivateHosts: true).ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:7f00:1]")]
    public async Task A_host_that_is_or_resolves_to_an_inner_address_is_refused_when_connecting(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Should.ThrowAsync<SocketException>(
            () => OutboundAddresses.ConnectAsync(
                new DnsEndPoint(host, port), new OutboundReach(PrivateHosts.None), CancellationToken.None));

        refusal.SocketErrorCode.ShouldBe(SocketError.AccessDenied);
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_resolves_to_loopback_is_reached_when_the_switch_is_on()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        using var socket = await OutboundAddresses.ConnectAsync(
            new DnsEndPoint("localhost", ((IPEndPoint)listener.LocalEndpoint).Port), new OutboundReach(PrivateHosts.All),
            CancellationToken.None);

        socket.Connected.ShouldBeTrue();
    }

    [Fact]
    public async Task The_handler_follows_no_redirect_keeps_no_cookie_and_checks_the_address()
    {
        using var handler = OutboundHandler.Create(new OutboundReach(PrivateHosts.None));
        using var client = new HttpClient(handler, disposeHandler: false);

        handler.AllowAutoRedirect.ShouldBeFalse();
        handler.UseCookies.ShouldBeFalse();
        handler.UseProxy.ShouldBeFalse();
        var refusal = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://127.0.0.1:9/")));
        refusal.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.AccessDenied);
    }

    private static bool MayReach(string address, bool allowPrivateHosts) =>
        OutboundAddresses.MayReach(IPAddress.Parse(address), allowPrivateHosts);
}
