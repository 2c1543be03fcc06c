using System.Collections.Frozen;
using System.Net;

namespace OlConnector.Engine.Parts;

/// <summary>Knows hosts by name.</summary>
internal static class LinkHosts
{
    private const string Www = "www.";

    private static readonly FrozenSet<string> Shorteners = Set(
        "bit.ly bitly.com tinyurl.com goo.gl t.co ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy tiny.cc s.id t.ly " +
        "clck.ru vk.cc goo.su u.to qps.ru surl.li");

    private static readonly FrozenSet<string> Brands = Set("lnkd.in fb.me youtu.be");

    private static readonly FrozenSet<string> Messengers = Set("wa.me t.me");

    public static Link Name(int position, int length, ReadOnlySpan<char> host, bool isPlainHttp)
    {
        var name = host.ToString().ToLowerInvariant();
        var bare = name.StartsWith(Www, StringComparison.Ordinal) ? name[Www.Length..] : name;
        var isBrand = Brands.Contains(bare);
        return new Link(position, length, name, isBrand ? LinkKind.Shortener : KindOf(bare), isBrand, isPlainHttp);
    }

    private static LinkKind KindOf(string host) =>
        Shorteners.Contains(host) ? LinkKind.Shortener
        : Messengers.Contains(host) ? LinkKind.Messenger
        : char.IsAsciiDigit(host.AsSpan()[^1..][0]) && IPAddress.TryParse(host, out _) ? LinkKind.Ip
        : LinkKind.Plain;

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
