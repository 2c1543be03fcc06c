using OlConnector.Bitrix24.Rest;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// What a page in the portal's frame may load and who may frame it: the header <c>Content-Security-Policy</c>. Only the verified portal is
/// let in, so that its REST can be called from the page and nobody else can show it.
/// </summary>
internal static class FramePolicy
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>A verified visitor's page.</summary>
    /// <param name="portal">Origin of the verified portal.</param>
    /// <param name="library">Where the frame's JavaScript library comes from.</param>
    internal static string Of(string portal, Uri library) =>
        $"{Nothing}; script-src 'self' {PortalHost.OriginOf(library)}; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        + $"img-src 'self' data:; connect-src 'self' {portal}; frame-ancestors {portal}";

    /// <summary>A page that only says why there is no other: it runs and calls nothing.</summary>
    /// <param name="ancestor">The origin that says it frames us; null for none.</param>
    internal static string OfNotice(string? ancestor) =>
        $"{Nothing}; style-src 'unsafe-inline'; img-src data:; frame-ancestors {ancestor ?? "'none'"}";
}
