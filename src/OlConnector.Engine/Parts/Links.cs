using System.Buffers;

namespace OlConnector.Engine.Parts;

/// <summary>
/// Finds links: with a scheme, with <c>www.</c>, or bare names under a known top-level domain. One pass, linear; takes any string.
/// </summary>
public static class Links
{
    /// <summary>Links a text may have before there is a note.</summary>
    public const int Usual = 2;

    private const string SchemeEnd = "://";

    /// <summary>What may follow a bare host and belong to the link.</summary>
    private static readonly SearchValues<char> PathStarts = SearchValues.Create("/?#");

    /// <summary>The links of a text and what to say about them.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="shorteners">Hosts that hide where a link leads; null for those that are well known.</param>
    public static LinkInspection Inspect(string text, ShortLinkHosts? shorteners = null)
    {
        var links = Find(text, shorteners);
        var warnings = new List<string>();
        if (links.Any(link => link is { Kind: LinkKind.Shortener, IsBrand: false })) warnings.Add(LinkWarnings.Shortener);
        if (links.Any(link => link.Kind == LinkKind.Ip)) warnings.Add(LinkWarnings.Ip);
        if (links.Any(link => link.IsPlainHttp)) warnings.Add(LinkWarnings.PlainHttp);
        if (links.Count > Usual) warnings.Add(LinkWarnings.ManyLinks);
        return new LinkInspection(links, warnings);
    }

    /// <summary>The links in the order of the text.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="shorteners">Hosts that hide where a link leads; null for those that are well known.</param>
    public static IReadOnlyList<Link> Find(string text, ShortLinkHosts? shorteners = null)
    {
        if (!text.Contains('.') && !text.Contains(SchemeEnd, StringComparison.Ordinal)) return [];

        var known = shorteners ?? ShortLinkHosts.Default;
        var links = new List<Link>();
        var at = 0;
        while (at < text.Length)
        {
            if (!HostText.IsHostChar(text[at]))
            {
                at++;
                continue;
            }
            var end = HostText.RunEnd(text, at);
            var link = WithScheme(text, at, end, known) ?? WithoutScheme(text, at, end, known);
            if (link is not null) links.Add(link);
            at = link is null ? end : link.Position + link.Length;
        }
        return links;
    }

    private static Link? WithScheme(string text, int start, int end, ShortLinkHosts shorteners)
    {
        if (string.CompareOrdinal(text, end, SchemeEnd, 0, SchemeEnd.Length) != 0) return null;

        var scheme = HostText.SchemeAtEnd(text.AsSpan(start, end - start));
        var hostStart = end + SchemeEnd.Length;
        var hostEnd = HostText.RunEnd(text, hostStart);
        var host = HostText.Trim(text.AsSpan(hostStart, hostEnd - hostStart));
        if (scheme.IsEmpty || host.IsEmpty) return null;

        var position = end - scheme.Length;
        var isPlainHttp = scheme.Equals("http", StringComparison.OrdinalIgnoreCase);
        return LinkHosts.Name(position, LinkEnd.Of(text, position, EndOfWord(text, hostEnd)) - position, host, isPlainHttp, shorteners);
    }

    private static Link? WithoutScheme(string text, int start, int end, ShortLinkHosts shorteners)
    {
        var touchesAt = (start > 0 && text[start - 1] == '@') || (end < text.Length && text[end] == '@');
        if (touchesAt) return null;

        var (from, length) = HostText.BareHost(text.AsSpan(start, end - start));
        if (length == 0) return null;

        var position = start + from;
        var hostEnd = position + length;
        var goesOn = hostEnd < text.Length && (PathStarts.Contains(text[hostEnd]) || IsPort(text, hostEnd));
        var linkEnd = goesOn ? LinkEnd.Of(text, position, EndOfWord(text, hostEnd)) : hostEnd;
        return LinkHosts.Name(position, linkEnd - position, text.AsSpan(position, length), isPlainHttp: false, shorteners);
    }

    private static bool IsPort(string text, int at) => text[at] == ':' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        return at;
    }
}
