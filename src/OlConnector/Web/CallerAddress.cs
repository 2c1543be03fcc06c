namespace OlConnector.Web;

/// <summary>Where a call came from, as the audit keeps it.</summary>
internal static class CallerAddress
{
    /// <summary>The network address; null where there is none (a call within the process).</summary>
    internal static string? Of(HttpContext http) => http.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;
}
