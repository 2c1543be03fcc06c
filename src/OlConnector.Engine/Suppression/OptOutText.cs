using System.Globalization;
using System.Text;
using OlConnector.Engine.Composing;

namespace OlConnector.Engine.Suppression;

/// <summary>Makes texts of people comparable.</summary>
internal static class OptOutText
{
    /// <summary>A refusal is short; of a longer message only the beginning is read.</summary>
    private const int Longest = 4096;

    private const int ShortestMixed = 4;
    private const int LongestMixed = 6;
    private const string LatinLookAlikes = "aceopxtkhmb";
    private const string CyrillicLookAlikes = "асеорхткнмв";

    /// <summary>
    /// Compatibility characters and case folded, ё as е, invisible signs gone, signs around the text cut off, blanks inside single.
    /// </summary>
    public static string Fold(string text)
    {
        var start = text.Length <= Longest ? text : text[..Longest];
        var plain = WellFormedText.Normalize(start, NormalizationForm.FormKC).ToLowerInvariant();
        var result = new StringBuilder(plain.Length);
        foreach (var c in plain)
        {
            if (char.IsWhiteSpace(c))
            {
                if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
            }
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                result.Append(c == 'ё' ? 'е' : c);
            }
        }
        return TrimSigns(result.ToString());
    }

    /// <summary>The text, and for one short word of mixed scripts also what it looks like in either.</summary>
    public static IEnumerable<string> Readings(string folded)
    {
        yield return folded;
        if (folded.Length is < ShortestMixed or > LongestMixed || !folded.All(char.IsLetter)) yield break;
        if (!folded.Any(char.IsAsciiLetter) || folded.All(char.IsAsciiLetter)) yield break;

        yield return Mapped(folded, LatinLookAlikes, CyrillicLookAlikes);
        yield return Mapped(folded, CyrillicLookAlikes, LatinLookAlikes);
    }

    /// <summary>Words with one blank before and behind each, so that a phrase can be looked for as a whole.</summary>
    public static string WordsOf(string folded)
    {
        var result = new StringBuilder(" ", folded.Length + 2);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c)) result.Append(c);
            else if (result[^1] != ' ') result.Append(' ');
        }
        if (result[^1] != ' ') result.Append(' ');
        return result.ToString();
    }

    private static string TrimSigns(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && !char.IsLetterOrDigit(text[start])) start++;
        while (end > start && !char.IsLetterOrDigit(text[end - 1])) end--;
        return text[start..end];
    }

    private static string Mapped(string word, string from, string to) =>
        string.Concat(word.Select(c => from.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? to[at] : c));
}
