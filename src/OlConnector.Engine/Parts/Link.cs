namespace OlConnector.Engine.Parts;

/// <summary>What a link leads to.</summary>
public enum LinkKind
{
    /// <summary>A site.</summary>
    Plain,

    /// <summary>A service that hides where the link leads. Gateways and carriers take such texts for spam.</summary>
    Shortener,

    /// <summary>A chat.</summary>
    Messenger,

    /// <summary>A bare IP address.</summary>
    Ip,
}

/// <summary>A link in a text.</summary>
/// <param name="Position">Where it begins, in UTF-16 units from 0.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Host">The host in small letters, as written otherwise.</param>
/// <param name="Kind">What it leads to.</param>
/// <param name="IsBrand">A shortener that serves one owner's sites only: <c>youtu.be</c> and the like.</param>
/// <param name="IsPlainHttp">Written with <c>http://</c>.</param>
public sealed record Link(int Position, int Length, string Host, LinkKind Kind, bool IsBrand, bool IsPlainHttp);

/// <summary>What the links of a text are, and what to say about them.</summary>
/// <param name="Found">In the order of the text.</param>
/// <param name="Warnings">Some of <see cref="LinkWarnings"/>, each once.</param>
public sealed record LinkInspection(IReadOnlyList<Link> Found, IReadOnlyList<string> Warnings);

/// <summary>What can be said about links.</summary>
public static class LinkWarnings
{
    /// <summary>A public shortener.</summary>
    public const string Shortener = "shortener";

    /// <summary>An address instead of a name.</summary>
    public const string Ip = "ip";

    /// <summary>A link without encryption.</summary>
    public const string PlainHttp = "plain-http";

    /// <summary>More than <see cref="Links.Usual"/> links: only a note.</summary>
    public const string ManyLinks = "many-links";
}
