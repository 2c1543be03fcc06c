using System.Text;

namespace OlConnector.Engine.Parts;

/// <summary>
/// Writes Cyrillic with Latin letters and back. Links, <c>{{field}}</c> and other opaque tokens stay as they are, and so does
/// everything that is no letter of the table. Linear; takes any string.
/// </summary>
public static class Transliteration
{
    /// <summary>Cyrillic to Latin.</summary>
    public static string ToLatin(string text, TransliterationScheme scheme)
    {
        var result = new StringBuilder(text.Length * 2);
        foreach (var (start, length, isProtected) in ProtectedSpans.Cut(text))
        {
            if (isProtected) result.Append(text, start, length);
            else AppendLatin(text.AsSpan(start, length), scheme, result);
        }
        return result.ToString();
    }

    /// <summary>
    /// Latin to Cyrillic by <see cref="TransliterationScheme.Iso9b"/>. Whatever was Latin in the source does not survive: it comes
    /// back as Cyrillic. A lone <c>y</c> and letters that the table does not have stay.
    /// </summary>
    public static string ToCyrillic(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var (start, length, isProtected) in ProtectedSpans.Cut(text))
        {
            if (isProtected) result.Append(text, start, length);
            else LatinReading.Append(text.AsSpan(start, length), result);
        }
        return result.ToString();
    }

    private static void AppendLatin(ReadOnlySpan<char> text, TransliterationScheme scheme, StringBuilder result)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = at + 1 < text.Length ? CyrillicTables.Compose(text[at], text[at + 1]) : text[at];
            var end = letter == text[at] ? at + 1 : at + 2;
            if (LatinFor(letter, text[end..], scheme) is { } latin) AppendCased(letter, latin, text[..at], text[end..], result);
            else result.Append(text[at..end]);
            at = end - 1;
        }
    }

    private static string? LatinFor(char letter, ReadOnlySpan<char> behind, TransliterationScheme scheme)
    {
        var small = char.ToLowerInvariant(letter);
        if (scheme == TransliterationScheme.Sms)
        {
            return CyrillicTables.Sms.GetValueOrDefault(small) ?? CyrillicTables.SmsSigns.GetValueOrDefault(letter)
                ?? (CyrillicTables.IsCyrillic(letter) ? "" : null);
        }
        if (small != 'ц') return CyrillicTables.Iso9b.GetValueOrDefault(small);
        var isSoft = !behind.IsEmpty && CyrillicTables.SoftAfterTse.Contains(char.ToLowerInvariant(behind[0]));
        return isSoft ? "c" : "cz";
    }

    /// <summary>A capital makes the first letter of its group large; next to another capital, the whole group.</summary>
    private static void AppendCased(char letter, string latin, ReadOnlySpan<char> before, ReadOnlySpan<char> behind, StringBuilder result)
    {
        if (!char.IsUpper(letter) || latin.Length == 0) result.Append(latin);
        else if (LetterCase.IsAmongCapitals(before, behind)) result.Append(latin.ToUpperInvariant());
        else result.Append(char.ToUpperInvariant(latin[0])).Append(latin.AsSpan(1));
    }
}
