namespace OlConnector.Web.Interface;

/// <summary>
/// What a page may load and who may frame it: the header <c>Content-Security-Policy</c>. Everything comes from this host; only the verified
/// portal may show the page and be called from it.
/// </summary>
internal static class PagePolicy
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The interface. Its component library writes styles into the page; scripts stand in files only.</summary>
    /// <param name="portal">Origin of the verified portal; null outside of one.</param>
    internal static string Of(string? portal) =>
        $"{Nothing}; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
        + $"connect-src 'self'{(portal is null ? "" : $" {portal}")}; frame-ancestors {portal ?? "'none'"}";

    /// <summary>A page that only says why there is no other: it runs and calls nothing.</summary>
    /// <param name="ancestor">The origin that says it frames us; null for none.</param>
    internal static string OfNotice(string? ancestor) =>
        $"{Nothing}; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors {ancestor ?? "'none'"}";
}
