using System.Text;
using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Composing;

/// <summary>
/// How alike texts read: the share of common word sequences (Jaccard index of shingles). Advice only. More draws from one template do
/// not lower it; more groups or another template do.
/// </summary>
public static class Similarity
{
    /// <summary>Above it two texts count as near-duplicates.</summary>
    public const double NearDuplicate = 0.6;

    /// <summary>Pairs that are compared at most.</summary>
    public const int Pairs = 200;

    private const int ShortText = 30;
    private const int ShortWindow = 3;
    private const int LongWindow = 5;

    /// <summary>Likeness of two texts: 0 to 1. Two texts without words are alike.</summary>
    public static double Of(string one, string other)
    {
        var first = Shingles(one);
        var second = Shingles(other);
        if (first.Count == 0 && second.Count == 0) return 1;

        var common = first.Count(second.Contains);
        return (double)common / (first.Count + second.Count - common);
    }

    /// <summary>Mean likeness of pairs drawn by chance; 0 when there are no two texts.</summary>
    /// <param name="texts">Prepared by <see cref="Wording"/>, else the product's name is measured and not the wording.</param>
    /// <param name="random">Draws the pairs; few texts are compared all with all.</param>
    public static double Typical(IReadOnlyList<string> texts, Random random)
    {
        if (texts.Count < 2) return 0;
        var all = texts.Count * (long)(texts.Count - 1) / 2;
        return all <= Pairs ? AllPairs(texts).Average() : Enumerable.Range(0, Pairs).Average(_ => RandomPair(texts, random));
    }

    /// <summary>The text without its values and links.</summary>
    public static string Wording(string text, IEnumerable<string> values)
    {
        var wording = new StringBuilder(text.Length);
        var end = 0;
        foreach (var link in Links.Find(text))
        {
            wording.Append(text, end, link.Position - end).Append(' ');
            end = link.Position + link.Length;
        }
        wording.Append(text, end, text.Length - end);
        foreach (var value in values.Where(value => value.Length > 0).OrderByDescending(value => value.Length)) wording.Replace(value, " ");
        return wording.ToString();
    }

    private static IEnumerable<double> AllPairs(IReadOnlyList<string> texts) =>
        from one in Enumerable.Range(0, texts.Count)
        from other in Enumerable.Range(one + 1, texts.Count - one - 1)
        select Of(texts[one], texts[other]);

    private static double RandomPair(IReadOnlyList<string> texts, Random random)
    {
        var one = random.Next(texts.Count);
        var other = random.Next(texts.Count - 1);
        return Of(texts[one], texts[other < one ? other : other + 1]);
    }

    private static HashSet<string> Shingles(string text)
    {
        var words = Words(text);
        var window = words.Length < ShortText ? ShortWindow : LongWindow;
        var shingles = new HashSet<string>(StringComparer.Ordinal);
        if (words.Length == 0) return shingles;

        for (var at = 0; at == 0 || at + window <= words.Length; at++)
            shingles.Add(string.Join(' ', words, at, Math.Min(window, words.Length)));
        return shingles;
    }

    /// <summary>NFC, small letters, punctuation and symbols as blanks, split at white space.</summary>
    private static string[] Words(string text)
    {
        var plain = WellFormedText.Normalize(text, NormalizationForm.FormC).ToLowerInvariant();
        var blanked = string.Create(plain.Length, plain, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsPunctuation(source[i]) || char.IsSymbol(source[i]) ? ' ' : source[i];
        });
        return blanked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
