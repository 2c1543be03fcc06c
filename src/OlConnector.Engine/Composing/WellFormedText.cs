using System.Text;

namespace OlConnector.Engine.Composing;

/// <summary>Unicode normalization that takes any string.</summary>
public static class WellFormedText
{
    private const char Replacement = '\uFFFD';
    private const char NeverACharacter = '\uFFFE';

    /// <summary>
    /// The text in this form. What the platform refuses to normalize, unpaired surrogates and U+FFFE, becomes U+FFFD.
    /// </summary>
    public static string Normalize(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text)) return text;
        return (NextRefused(text, 0) < text.Length ? Mended(text) : text).Normalize(form);
    }

    private static string Mended(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        source.CopyTo(span);
        for (var at = NextRefused(span, 0); at < span.Length; at = NextRefused(span, at + 1)) span[at] = Replacement;
    });

    private static int NextRefused(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == NeverACharacter) return at;
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return at;
            at++;
        }
        return text.Length;
    }
}
