namespace OlConnector.Engine.Gateways;

/// <summary>
/// What vendors say, as far as it is kept: nobody fills our disk with a description of an error. Ids cannot be shortened, because a
/// shortened one is another's.
/// </summary>
public static class VendorWords
{
    /// <summary>Longest text of a vendor's that is kept, in characters.</summary>
    public const int MostText = 300;

    /// <summary>Longest code of a vendor's that is kept, in characters.</summary>
    public const int MostCode = 100;

    /// <summary>Longest id that a vendor may give a message, in characters; the longest that one does has 80.</summary>
    public const int MostId = 500;

    /// <summary>A text, shortened and on one line; null when nothing was said.</summary>
    public static string? Text(string? words) => Short(words, MostText);

    /// <summary>A code, shortened; null when none was given.</summary>
    public static string? Code(string? code) => Short(code, MostCode);

    private static string? Short(string? words, int most)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        // Reading on would cost as much as the words are long, and nobody sees it.
        var seen = words.Length > 4 * most ? words[..(4 * most)] : words;
        var flat = string.Join(' ', seen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return flat.Length <= most ? flat : flat[..(char.IsHighSurrogate(flat[most - 1]) ? most - 1 : most)];
    }
}
