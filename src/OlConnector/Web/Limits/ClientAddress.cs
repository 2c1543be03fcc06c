using System.Net;
using System.Net.Sockets;

namespace OlConnector.Web.Limits;

/// <summary>By what strangers are told apart.</summary>
internal static class ClientAddress
{
    private const int PrefixBytes = 8;

    /// <summary>
    /// An IPv4 address as it is; of an IPv6 address its first 64 bits, because whoever has one has all of them (RFC 6177). Callers over a
    /// local socket are one.
    /// </summary>
    internal static string Of(IPAddress? address) => CallerAddress.Plain(address) switch
    {
        null => "local",
        { AddressFamily: AddressFamily.InterNetworkV6 } wide => Convert.ToHexStringLower(wide.GetAddressBytes().AsSpan(0, PrefixBytes)),
        var plain => plain.ToString(),
    };
}
