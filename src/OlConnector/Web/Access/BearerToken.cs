namespace OlConnector.Web.Access;

/// <summary>The token of a call (RFC 6750): in its header, never in its address.</summary>
internal static class BearerToken
{
    private const string Prefix = BearerHandler.SchemeName + " ";

    /// <summary>Longer values are no tokens of ours.</summary>
    private const int MaxLength = 4096;

    /// <summary>The token; null where there is none.</summary>
    internal static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.Length > Prefix.Length && header.Length <= MaxLength
            ? header[Prefix.Length..].Trim()
            : null;
    }
}
