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
        IPNetwork.Parse("2001:db8::/32"),
        // Addresses that carry an IPv4 address inside would walk around the IPv4 ranges: NAT64, Teredo, 6to4.
        IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("2001::/32"), IPNetwork.Parse("2002::/16"),
        // The metadata service of one large cloud; the others' are link-local.
        IPNetwork.Parse("fd00:ec2::254/128"),
    ];

    /// <summary>Unspecified and "IPv4-compatible" addresses (RFC 4291 §2.5.5.1); only <c>::1</c> in it is alive.</summary>
    private static readonly IPNetwork OldCompatible = IPNetwork.Parse("::/96");

    /// <summary>True when the address may be called. Link-local, multicast and reserved ranges never may (RFC 6890).</summary>
    /// <param name="address">The resolved address; IPv4 in IPv6 is unwrapped.</param>
    /// <param name="allowPrivateHosts">Opens loopback and private ranges.</param>
    public static bool MayReach(IPAddress address, bool allowPrivateHosts)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Array.Exists(Never, net => net.Contains(plain))) return false;
        if (OldCompatible.Contains(plain) && !plain.Equals(IPAddress.IPv6Loopback)) return false;
        return allowPrivateHosts || !Array.Exists(Private, net => net.Contains(plain));
    }

    /// <summary>Connects to the first permitted address of a host.</summary>
    /// <exception cref="SocketException">Nothing answered; no address of the host may be called
    /// (<see cref="SocketError.AccessDenied"/>); or the node is quiet, and not even the name was looked up
    /// (<see cref="SocketError.NetworkDown"/>).</exception>
    public static async Task<Socket> ConnectAsync(DnsEndPoint target, OutboundReach reach, CancellationToken ct)
    {
        if (reach.IsQuiet) throw new SocketException((int)SocketError.NetworkDown);
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        var permitted = Array.FindAll(addresses, address => MayReach(address, reach.AllowPrivateHosts));
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
