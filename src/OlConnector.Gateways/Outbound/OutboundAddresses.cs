using System.Net;
using System.Net.Sockets;

namespace OlConnector.Gateways.Outbound;

/// <summary>
/// Which addresses may be called. Decided on the resolved address at the moment of connecting, so that no name can point inside later.
/// </summary>
public static class OutboundAddresses
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("::1/128"),
    ];

    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("100::/64"),
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"), IPNetwork.Parse("5f00::/16"),
        // Addresses that carry an IPv4 address inside would walk around the IPv4 ranges: NAT64, translated IPv4 (RFC 2765), Teredo with
        // the other protocol assignments, 6to4.
        IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("::ffff:0:0:0/96"),
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2002::/16"),
        // Services of large clouds for their own machines, where those are not link-local: metadata of Amazon (with its neighbours there),
        // Google and Alibaba, and the agents of Azure.
        IPNetwork.Parse("fd00:ec2::/64"), IPNetwork.Parse("fd20:ce::254/128"), IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("168.63.129.16/32"),
    ];

    /// <summary>Unspecified and "IPv4-compatible" addresses (RFC 4291 §2.5.5.1); only <c>::1</c> in it is alive.</summary>
    private static readonly IPNetwork OldCompatible = IPNetwork.Parse("::/96");

    /// <summary>True when the address may be called. Link-local, multicast and reserved ranges never may (RFC 6890).</summary>
    /// <param name="address">The resolved address; IPv4 in IPv6 is unwrapped.</param>
    /// <param name="allowPrivateHosts">Opens loopback and private ranges.</param>
    public static bool MayReach(IPAddress address, bool allowPrivateHosts)
    {
        var plain = Plain(address);
        if (Array.Exists(Never, net => net.Contains(plain))) return false;
        if (OldCompatible.Contains(plain) && !plain.Equals(IPAddress.IPv6Loopback)) return false;
        return allowPrivateHosts || !Array.Exists(Private, net => net.Contains(plain));
    }

    /// <summary>An IPv4 address as such, also where it came in the form of an IPv6 one (RFC 4291, section 2.5.5.2).</summary>
    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Connects to the first permitted address of a host.</summary>
    /// <param name="target">Host and port.</param>
    /// <param name="reach">The private addresses that are open, and whether any call may leave.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="SocketException">Nothing answered; no address of the host may be called
    /// (<see cref="SocketError.AccessDenied"/>); or the node is quiet, and not even the name was looked up
    /// (<see cref="SocketError.NetworkDown"/>).</exception>
    public static async Task<Socket> ConnectAsync(DnsEndPoint target, OutboundReach reach, CancellationToken ct)
    {
        if (reach.IsQuiet) throw new SocketException((int)SocketError.NetworkDown);
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        var permitted = Array.FindAll(
            addresses, address => MayReach(address, reach.PrivateHosts.Open(target.Host, address, target.Port)));
        if (permitted.Length == 0) throw new SocketException((int)SocketError.AccessDenied);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(permitted, target.Port, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
