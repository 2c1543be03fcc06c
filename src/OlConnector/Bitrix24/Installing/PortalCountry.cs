namespace OlConnector.Bitrix24.Installing;

/// <summary>Guesses the country whose national numbers a portal uses: from its licence, else from its domain (design.md §10).</summary>
internal static class PortalCountry
{
    /// <summary>Regions of Bitrix24 and top-level domains that are no single country.</summary>
    private static readonly HashSet<string> NoCountry = new(StringComparer.OrdinalIgnoreCase)
    {
        "en", "eu", "la", "tc", "sc", "io", "co", "me", "tv",
    };

    /// <summary>Two capital letters of ISO 3166-1; null when nothing tells.</summary>
    /// <param name="license">For example <c>ru_pro100</c>.</param>
    /// <param name="domain">For example <c>demo-olc.bitrix24.by</c>, perhaps with a port.</param>
    internal static string? Of(string? license, string domain) =>
        Country(license?.Split('_')[0]) ?? Country(domain.Split(':')[0].Split('.')[^1]);

    private static string? Country(string? code) =>
        code is [var first, var second] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second) && !NoCountry.Contains(code)
            ? code.Equals("uk", StringComparison.OrdinalIgnoreCase) ? "GB" : code.ToUpperInvariant()
            : null;
}
