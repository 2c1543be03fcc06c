using System.Net;

namespace OlConnector.Web;

/// <summary>Where a call came from, as the audit keeps it.</summary>
internal static class CallerAddress
{
    /// <summary>The network address; null where there is none (a call within the process).</summary>
    internal static string? Of(HttpContext http) => Plain(http.Connection.RemoteIpAddress)?.ToString();

    /// <summary>An IPv4 address as such, also where it came in the form of an IPv6 one (RFC 4291, section 2.5.5.2).</summary>
    internal static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
