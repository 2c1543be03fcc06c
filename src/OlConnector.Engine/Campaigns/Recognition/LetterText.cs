using System.Buffers;
using System.Globalization;
using System.Text;
using OlConnector.Engine.Composing;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// A text as letters are compared by it: its words in their order, without regard to case, and the signs of groups between them. Words are
/// runs of letters, digits and marks; a comma or a line break more makes no other letter.
/// </summary>
public sealed class LetterText
{
    /// <summary>Words that are looked at: more than a text has that a gateway takes. What follows is taken for the letter's own.</summary>
    public const int MostWords = 1024;

    private const uint FirstHash = 2166136261, HashPrime = 16777619;

    private static readonly SearchValues<char> Signs = SearchValues.Create("{|}[]\\");

    private readonly List<uint> _words = [];
    private readonly List<(int Start, int End)> _places = [];
    private WordIndex? _index;

    private LetterText(string source) => Source = source;

    /// <summary>The text itself: normalised, without its marker.</summary>
    public string Source { get; }

    /// <summary>Hashes of its words: nobody can read a client's name from what is kept of them.</summary>
    internal IReadOnlyList<uint> Words => _words;

    /// <summary>Where each word stands, for comparing.</summary>
    internal WordIndex Index => _index ??= new WordIndex(_words);

    /// <summary>Reads any string.</summary>
    public static LetterText Of(string source)
    {
        var text = new LetterText(source);
        for (var at = 0; at < source.Length && text._words.Count < MostWords;)
        {
            var start = at;
            var hasMarks = false;
            for (; at < source.Length && IsPart(source[at], ref hasMarks); at++) { }
            if (at == start) at++;
            else text.Add(start, at, hasMarks);
        }

        return text;
    }

    /// <summary>Places of the signs of groups between two words; −1 is before the first.</summary>
    internal List<int> PlacesOfSigns(int word, int next)
    {
        var found = new List<int>();
        var (from, to) = (word < 0 ? 0 : _places[word].End, next < _words.Count ? _places[next].Start : EndOfWords);
        for (var at = from; at < to; at++)
            if (Signs.Contains(Source[at])) found.Add(at);
        return found;
    }

    /// <summary>The signs of groups between two words.</summary>
    internal string SignsBetween(int word, int next)
    {
        var (from, to) = (word < 0 ? 0 : _places[word].End, next < _words.Count ? _places[next].Start : EndOfWords);
        if (from >= to || Source.AsSpan(from, to - from).IndexOfAny(Signs) < 0) return "";
        return string.Concat(PlacesOfSigns(word, next).Select(at => Source[at]));
    }

    private int EndOfWords => _words.Count < MostWords ? Source.Length : _places[^1].End;

    private void Add(int start, int end, bool hasMarks)
    {
        var word = Source.AsSpan(start, end - start);
        _words.Add(HashOf(hasMarks ? WellFormedText.Normalize(word.ToString(), NormalizationForm.FormC) : word));
        _places.Add((start, end));
    }

    /// <summary>FNV-1a of the large letters.</summary>
    private static uint HashOf(ReadOnlySpan<char> word)
    {
        var hash = FirstHash;
        foreach (var sign in word) hash = (hash ^ char.ToUpperInvariant(sign)) * HashPrime;
        return hash;
    }

    /// <summary>Halves of a pair are parts: emoji tell letters apart too.</summary>
    private static bool IsPart(char sign, ref bool hasMarks)
    {
        if (char.IsLetterOrDigit(sign) || char.IsSurrogate(sign)) return true;
        if (sign < '\u0300') return false;
        var isMark = char.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        hasMarks |= isMark;
        return isMark;
    }
}
