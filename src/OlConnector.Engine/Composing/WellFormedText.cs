using System.Text;

namespace OlConnector.Engine.Composing;

/// <summary>Unicode normalization that takes any string.</summary>
internal static class WellFormedText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text in this form. Unpaired surrogates, which the platform refuses to normalize, become U+FFFD; the others stay.
    /// </summary>
    public static string Normalize(string text, NormalizationForm form)
    {
        if (Ascii.IsValid(text)) return text;
        return HasUnpaired(text) ? Paired(text).Normalize(form) : text.Normalize(form);
    }

    private static bool HasUnpaired(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return true;
            at++;
        }
        return false;
    }

    private static string Paired(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        source.CopyTo(span);
        for (var at = 0; at < span.Length; at++)
        {
            if (!char.IsSurrogate(span[at])) continue;
            if (at + 1 < span.Length && char.IsSurrogatePair(span[at], span[at + 1])) at++;
            else span[at] = Replacement;
        }
    });
}
