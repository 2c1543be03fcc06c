using System.Globalization;
using System.Net;

namespace OlConnector.Gateways.Outbound;

/// <summary>
/// Which private and loopback addresses may be called, and which hosts by plain http: none, all, or those that the operator lists. What may
/// never be called (<see cref="OutboundAddresses"/>) stays closed whatever is listed.
/// </summary>
public sealed class PrivateHosts
{
    private readonly bool _all;
    private readonly IReadOnlyList<Entry> _entries;

    private PrivateHosts(bool all, IReadOnlyList<Entry> entries) => (_all, _entries) = (all, entries);

    /// <summary>Public addresses and https only.</summary>
    public static PrivateHosts None { get; } = new(all: false, []);

    /// <summary>Every private address, and plain http everywhere.</summary>
    public static PrivateHosts All { get; } = new(all: true, []);

    /// <summary>True when nothing private may be called at all.</summary>
    public bool IsNone => !_all && _entries.Count == 0;

    /// <summary>Those of a list.</summary>
    /// <param name="entries">Each one as <see cref="Understands"/> takes it.</param>
    /// <exception cref="FormatException">An entry is no host and no network.</exception>
    public static PrivateHosts Of(IEnumerable<string> entries) => new(
        all: false,
        [.. entries.Select(entry => Entry.Read(entry) ?? throw new FormatException($"{entry} is no host and no network."))]);

    /// <summary>
    /// Whether an entry is a host (<c>kannel.internal</c>, <c>10.0.3.7</c>), a host and port (<c>kannel.internal:13013</c>,
    /// <c>[fd12::7]:2775</c>) or a network (<c>10.0.3.0/24</c>), and none that may never be called.
    /// </summary>
    public static bool Understands(string entry) => Entry.Read(entry) is not null;

    /// <summary>Whether this host is open by its name or literal address, without asking DNS.</summary>
    public bool Open(string host, int port) => _all || _entries.Any(entry => entry.Fits(host, resolved: null, port));

    /// <summary>Whether a call to this host would fail: what can be told without asking DNS; the rest is decided when connecting.</summary>
    public bool IsClosed(string host, int port)
    {
        var isOpen = Open(host, port);
        if (IPAddress.TryParse(host, out var address)) return !OutboundAddresses.MayReach(address, isOpen);
        return !isOpen && (host == "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether this address is open for a host that resolved to it.</summary>
    public bool Open(string host, IPAddress resolved, int port) => _all || _entries.Any(entry => entry.Fits(host, resolved, port));

    /// <summary>One line of the list: a name, or a network of which a single address is the smallest; with or without a port.</summary>
    private sealed record Entry(string? Name, IPNetwork? Network, int? Port)
    {
        private const int LongestPort = 5;

        internal static Entry? Read(string text)
        {
            var entry = text.Trim();
            if (entry.Contains('/', StringComparison.Ordinal))
                return IPNetwork.TryParse(entry, out var network) && MayBeListed(network.BaseAddress)
                    ? new Entry(null, network, null)
                    : null;
            if (Split(entry) is not var (host, port) || (port is not null && port is < 1 or > ushort.MaxValue)) return null;
            if (IPAddress.TryParse(host, out var address))
                return MayBeListed(address) ? new Entry(null, new IPNetwork(address, address.GetAddressBytes().Length * 8), port) : null;
            return Uri.CheckHostName(host) == UriHostNameType.Dns ? new Entry(host, null, port) : null;
        }

        internal bool Fits(string host, IPAddress? resolved, int port)
        {
            if (Port is { } only && only != port) return false;
            if (Name is not null) return Name.Equals(host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
            var address = resolved ?? (IPAddress.TryParse(host, out var literal) ? literal : null);
            return address is not null && Network!.Value.Contains(OutboundAddresses.Plain(address));
        }

        /// <summary>Host and port; no port for a bare IPv6 address, whose colons are its own.</summary>
        private static (string Host, int? Port)? Split(string entry)
        {
            var colon = entry.LastIndexOf(':');
            var isBare = colon < 0 || entry.EndsWith(']') || (entry.IndexOf(':') != colon && !entry.StartsWith('['));
            if (isBare) return (entry.Trim('[', ']'), null);
            var port = entry[(colon + 1)..];
            return port.Length is > 0 and <= LongestPort && port.All(char.IsAsciiDigit)
                ? (entry[..colon].Trim('[', ']'), int.Parse(port, CultureInfo.InvariantCulture))
                : null;
        }

        private static bool MayBeListed(IPAddress address) => OutboundAddresses.MayReach(address, allowPrivateHosts: true);
    }
}
