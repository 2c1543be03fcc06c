using System.Globalization;
using System.Text;

namespace OlConnector.Engine.Campaigns;

/// <summary>What of a source text tells one letter from another: its spintax groups and its words (design.md §6).</summary>
public sealed class TextFingerprint
{
    private readonly string _groups;
    private readonly Dictionary<string, int> _words;
    private readonly int _count;

    private TextFingerprint(string groups, Dictionary<string, int> words)
    {
        (_groups, _words) = (groups, words);
        _count = words.Values.Sum();
    }

    /// <summary>Reads a normalised source text.</summary>
    /// <param name="text">The text before spintax and values.</param>
    /// <param name="groups">Source texts of its outermost spintax groups, in order.</param>
    public static TextFingerprint Of(string text, IEnumerable<string> groups)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in Words(text)) words[word] = words.GetValueOrDefault(word) + 1;
        return new TextFingerprint(string.Join('\u0001', groups), words);
    }

    /// <summary>How alike two texts are: the share of common words in the longer text; null when they are no one letter.</summary>
    public double? SimilarityTo(TextFingerprint other)
    {
        if (_groups != other._groups) return null;
        var common = _words.Sum(word => Math.Min(word.Value, other._words.GetValueOrDefault(word.Key)));
        var longer = Math.Max(_count, other._count);
        var share = longer == 0 ? 1 : (double)common / longer;
        var isClose = _count - common <= 2 && other._count - common <= 2;
        return share >= 0.6 || isClose ? share : null;
    }

    /// <summary>Runs of letters, digits and marks, NFC and case-folded.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Normalised(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune.ToString());
                continue;
            }

            if (word.Length > 0) yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0) yield return word.ToString();
    }

    /// <summary>Lone surrogates cannot be normalised; such a text is compared as it stands.</summary>
    private static string Normalised(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return text.ToLowerInvariant();
        }
    }
}
