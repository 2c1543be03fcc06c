using System.Numerics;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// Where each word stands in a row of words, as bits. Finds how much of it another text has in the same order: the longest common
/// subsequence, 64 words at a step (H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
/// </summary>
public sealed class WordIndex
{
    private const int Bits = 64;

    private readonly IReadOnlyList<string> _words;
    private readonly Dictionary<string, ulong[]> _places = new(StringComparer.Ordinal);
    private readonly int _blocks;

    /// <param name="words">At most a few thousand.</param>
    public WordIndex(IReadOnlyList<string> words)
    {
        (_words, _blocks) = (words, (words.Count + Bits - 1) / Bits);
        for (var i = 0; i < words.Count; i++)
        {
            if (!_places.TryGetValue(words[i], out var places)) _places[words[i]] = places = new ulong[_blocks];
            places[i / Bits] |= 1UL << (i % Bits);
        }
    }

    /// <summary>How many of its words the text has in this order.</summary>
    public int CommonWith(IReadOnlyList<string> text)
    {
        var row = FirstRow();
        foreach (var word in text)
            if (_places.TryGetValue(word, out var places)) Step(row, row, places);
        return ZerosOf(row);
    }

    /// <summary>Which of its words the text has in this order: places in the row and in the text, both rising.</summary>
    public IReadOnlyList<(int Mine, int Theirs)> AlignWith(IReadOnlyList<string> text)
    {
        var rows = new ulong[text.Count + 1][];
        rows[0] = FirstRow();
        for (var i = 0; i < text.Count; i++)
        {
            rows[i + 1] = rows[i];
            if (_places.TryGetValue(text[i], out var places)) Step(rows[i], rows[i + 1] = new ulong[_blocks], places);
        }

        var found = new List<(int, int)>();
        for (var (row, at) = (text.Count, _words.Count); row > 0 && at > 0;)
        {
            // A bit that is gone: one more is common up to this word than up to the one before it.
            if (Has(rows[row], at - 1)) at--;
            else if (!Has(rows[row - 1], at - 1)) row--;
            else found.Add((--at, --row));
        }

        found.Reverse();
        return found;
    }

    private ulong[] FirstRow()
    {
        var row = new ulong[_blocks];
        Array.Fill(row, ulong.MaxValue);
        return row;
    }

    /// <summary>V' = (V + (V and M)) or (V and not M), carried through the blocks.</summary>
    private static void Step(ulong[] from, ulong[] to, ulong[] places)
    {
        var carry = 0UL;
        for (var block = 0; block < from.Length; block++)
        {
            var (row, met) = (from[block], from[block] & places[block]);
            var sum = unchecked(row + met);
            var overflow = sum < row ? 1UL : 0UL;
            var carried = unchecked(sum + carry);
            if (carried < sum) overflow = 1UL;
            (to[block], carry) = (carried | (row & ~places[block]), overflow);
        }
    }

    private int ZerosOf(ulong[] row)
    {
        var zeros = 0;
        for (var block = 0; block < _blocks; block++)
        {
            var used = Math.Min(Bits, _words.Count - (block * Bits));
            var mask = used == Bits ? ulong.MaxValue : (1UL << used) - 1;
            zeros += BitOperations.PopCount(~row[block] & mask);
        }

        return zeros;
    }

    private static bool Has(ulong[] row, int place) => (row[place / Bits] >> (place % Bits) & 1) == 1;
}
