using System.Collections.Frozen;
using System.Net;

namespace OlConnector.Engine.Parts;

/// <summary>Knows hosts by name.</summary>
internal static class LinkHosts
{
    private static readonly FrozenSet<string> Brands = Set("lnkd.in fb.me youtu.be");

    private static readonly FrozenSet<string> Messengers = Set("wa.me t.me");

    public static Link Name(int position, int length, ReadOnlySpan<char> host, bool isPlainHttp, ShortLinkHosts shorteners)
    {
        var name = host.ToString().ToLowerInvariant();
        var bare = ShortLinkHosts.Named(name);
        var isBrand = Brands.Contains(bare) && !shorteners.Has(bare);
        return new Link(position, length, name, isBrand ? LinkKind.Shortener : KindOf(bare, shorteners), isBrand, isPlainHttp);
    }

    private static LinkKind KindOf(string host, ShortLinkHosts shorteners) =>
        shorteners.Has(host) ? LinkKind.Shortener
        : Messengers.Contains(host) ? LinkKind.Messenger
        : char.IsAsciiDigit(host.AsSpan()[^1..][0]) && IPAddress.TryParse(host, out _) ? LinkKind.Ip
        : LinkKind.Plain;

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
