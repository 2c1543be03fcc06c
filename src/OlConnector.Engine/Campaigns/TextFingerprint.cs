using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OlConnector.Engine.Campaigns;

/// <summary>
/// What of a source text tells one letter from another: its spintax groups and its words (design.md §6). Groups and words are kept as
/// hashes: a text is compared with many, and two comparisons of 600 words take microseconds.
/// </summary>
public sealed class TextFingerprint
{
    private const double CommonShare = 0.6;

    /// <summary>So many words of either text may be other ones, however short the texts are.</summary>
    private const int StrangeWords = 2;

    private const ulong FirstHash = 14695981039346656037, HashPrime = 1099511628211;

    private readonly UInt128 _groups;

    /// <summary>Sorted, as often as they stand in the text.</summary>
    private readonly ulong[] _words;

    private TextFingerprint(UInt128 groups, ulong[] words) => (_groups, _words) = (groups, words);

    /// <summary>Reads a normalised source text.</summary>
    /// <param name="text">The text before spintax and values.</param>
    /// <param name="groups">Source texts of its outermost spintax groups, in order.</param>
    public static TextFingerprint Of(string text, IEnumerable<string> groups)
    {
        ulong[] words = [.. Words(text)];
        Array.Sort(words);
        return new TextFingerprint(GroupsOf(string.Join('\u0001', groups)), words);
    }

    /// <summary>How alike two texts are: the share of common words in the longer text; null when they are no one letter.</summary>
    public double? SimilarityTo(TextFingerprint other)
    {
        if (_groups != other._groups) return null;
        var (shorter, longer) = (Math.Min(_words.Length, other._words.Length), Math.Max(_words.Length, other._words.Length));
        // However alike they are, the shorter one has no more words in common than it has.
        if (shorter < CommonShare * longer && longer - shorter > StrangeWords) return null;
        var common = Common(_words, other._words);
        var share = longer == 0 ? 1 : (double)common / longer;
        return share >= CommonShare || longer - common <= StrangeWords ? share : null;
    }

    private static int Common(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var (common, at) = (0, 0);
        foreach (var word in left)
        {
            while (at < right.Length && right[at] < word) at++;
            if (at == right.Length) break;
            if (right[at] != word) continue;
            common++;
            at++;
        }

        return common;
    }

    /// <summary>Hashes (FNV-1a, 64 bits) of the runs of letters, digits and marks, NFC and case-folded.</summary>
    private static IEnumerable<ulong> Words(string text)
    {
        var (hash, isWord) = (FirstHash, false);
        foreach (var rune in Normalised(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                (hash, isWord) = ((hash ^ (uint)rune.Value) * HashPrime, true);
                continue;
            }

            if (isWord) yield return hash;
            (hash, isWord) = (FirstHash, false);
        }

        if (isWord) yield return hash;
    }

    private static UInt128 GroupsOf(string groups) =>
        groups.Length == 0 ? 0 : BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(groups)));

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
