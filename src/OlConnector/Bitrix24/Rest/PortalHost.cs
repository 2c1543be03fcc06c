using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OlConnector.Bitrix24.Rest;

/// <summary>Reads and compares the addresses that portals and authorization servers name. What is not plainly a host is refused.</summary>
internal sealed partial class PortalHost(IOptionsMonitor<Bitrix24Options> options)
{
    private const string RestPath = "/rest/";

    /// <summary>The base of a portal's REST from its <c>client_endpoint</c>: https, a plain host, path <c>/rest/</c>.</summary>
    /// <param name="address">As the authorization server names it.</param>
    /// <param name="endpoint">The address in one spelling.</param>
    public bool TryReadEndpoint(string? address, [NotNullWhen(true)] out Uri? endpoint)
    {
        endpoint = null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var read) || !IsAllowed(read)) return false;
        if (!read.AbsolutePath.TrimEnd('/').Equals("/rest", StringComparison.Ordinal)) return false;
        endpoint = new Uri(read, RestPath);
        return true;
    }

    /// <summary>
    /// True for an absolute address that portals may have: right scheme, no user info, a host as DNS or an address as IP. Where insecure
    /// portals are allowed a name without a dot will do: <c>localhost</c>, or a box of an isolated network.
    /// </summary>
    public bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (options.CurrentValue.AllowInsecurePortals && address.Scheme == Uri.UriSchemeHttp))
        && IsHost(address.Host);

    /// <summary>Host and, where it is not the usual one, port: what Bitrix24 calls a domain.</summary>
    public static string DomainOf(Uri address) => address.Authority.ToLowerInvariant();

    /// <summary>Scheme and authority, as a frame rule names them.</summary>
    public static string OriginOf(Uri address) => $"{address.Scheme}://{DomainOf(address)}";

    /// <summary>
    /// The allow-listed authorization server that an installation names; the default one where it names none or a stranger (bitrix24.md
    /// §2.1).
    /// </summary>
    public string TrustedServer(string? serverEndpoint) => Named(serverEndpoint) ?? options.CurrentValue.TrustedServers()[0].TrimEnd('/');

    /// <summary>The allow-listed servers that may know a token, best first: the one named with it, the portal's own, else all.</summary>
    public IReadOnlyList<string> ServersToAsk(string? serverEndpoint, string? stored) =>
        (Named(serverEndpoint) ?? Named(stored)) is { } one
            ? [one]
            : [.. options.CurrentValue.TrustedServers().Select(server => server.TrimEnd('/'))];

    private string? Named(string? address)
    {
        var named = Uri.TryCreate(address, UriKind.Absolute, out var read) ? DomainOf(read) : null;
        return options.CurrentValue.TrustedServers().FirstOrDefault(server => DomainOf(new Uri(server)) == named)?.TrimEnd('/');
    }

    private bool IsHost(string host) =>
        host.Length is > 0 and <= 253
        && ((Name().IsMatch(host) && (host.Contains('.') || options.CurrentValue.AllowInsecurePortals))
            || IPAddress.TryParse(host.Trim('[', ']'), out _));

    [GeneratedRegex(
        @"^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
