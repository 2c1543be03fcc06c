using System.Collections.Frozen;

namespace OlConnector.Engine.Parts;

/// <summary>Hosts whose links hide where they lead; each portal may have a list of its own (product.md §12.9).</summary>
public sealed class ShortLinkHosts
{
    /// <summary>Hosts that a list has at most.</summary>
    public const int Most = 200;

    private const string Www = "www.";

    /// <summary>The list a portal starts with.</summary>
    public static readonly IReadOnlyList<string> DefaultList =
    [
        "bit.ly", "bitly.com", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "v.gd", "buff.ly", "rebrand.ly", "cutt.ly", "shorturl.at",
        "rb.gy", "tiny.cc", "s.id", "t.ly", "clck.ru", "vk.cc", "goo.su", "u.to", "qps.ru", "surl.li",
    ];

    private readonly FrozenSet<string> _hosts;

    /// <summary>A portal's list; empty entries are not in it.</summary>
    public ShortLinkHosts(IEnumerable<string> hosts) =>
        _hosts = hosts.Select(Named).Where(host => host.Length > 0).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The default list.</summary>
    public static ShortLinkHosts Default { get; } = new(DefaultList);

    /// <summary>A portal's list as it is stored: one host a line; null for the default list, empty for none.</summary>
    public static ShortLinkHosts FromLines(string? lines) => lines is null ? Default : new ShortLinkHosts(lines.Split('\n'));

    /// <summary>A host as lists have it: small letters, without <c>www.</c>.</summary>
    public static string Named(string host)
    {
        var name = host.Trim().ToLowerInvariant();
        return name.StartsWith(Www, StringComparison.Ordinal) ? name[Www.Length..] : name;
    }

    /// <summary>True for a name that a link could have: at least two labels of letters, digits and hyphens.</summary>
    public static bool IsHost(string? host) => host is { Length: > 0 } && Named(host) is { Length: <= 253 } name
        && name.Contains('.') && Uri.CheckHostName(name) == UriHostNameType.Dns && name.Split('.').All(IsLabel);

    /// <summary>True for a host of the list.</summary>
    /// <param name="host">As <see cref="Named"/> writes it.</param>
    internal bool Has(string host) => _hosts.Contains(host);

    private static bool IsLabel(string label) =>
        label is { Length: > 0 and <= 63 } && label[0] != '-' && label[^1] != '-'
        && label.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-' || (sign > 127 && char.IsLetterOrDigit(sign)));
}
