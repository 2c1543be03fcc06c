using System.Numerics;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// Where each word stands in a row of words, as bits. Finds how much of it another row has in the same order: the longest common
/// subsequence, 64 words at a step (H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
/// </summary>
internal sealed class WordIndex
{
    private const int Bits = 64;

    private readonly int _count, _blocks;

    /// <summary>The block row of each different word.</summary>
    private readonly Dictionary<uint, int> _rows;

    private readonly ulong[] _places;

    internal WordIndex(IReadOnlyList<uint> words)
    {
        (_count, _blocks) = (words.Count, (words.Count + Bits - 1) / Bits);
        (_rows, _places) = (new Dictionary<uint, int>(_count), new ulong[_count * _blocks]);
        for (var i = 0; i < _count; i++)
        {
            if (!_rows.TryGetValue(words[i], out var row)) _rows[words[i]] = row = _rows.Count * _blocks;
            _places[row + (i / Bits)] |= 1UL << (i % Bits);
        }
    }

    /// <summary>How many words of the other row stand here in its order.</summary>
    internal int CommonWith(IReadOnlyList<uint> other)
    {
        Span<ulong> row = stackalloc ulong[_blocks];
        row.Fill(ulong.MaxValue);
        for (var i = 0; i < other.Count; i++)
            if (_rows.TryGetValue(other[i], out var places)) Step(row, row, _places.AsSpan(places, _blocks));
        return ZerosOf(row);
    }

    /// <summary>Where each word of the other row stands here, rising; −1 for a word that is not among the common ones.</summary>
    internal int[] AlignWith(IReadOnlyList<uint> other)
    {
        var rows = new ulong[(other.Count + 1) * _blocks];
        rows.AsSpan(0, _blocks).Fill(ulong.MaxValue);
        for (var i = 0; i < other.Count; i++)
        {
            var from = rows.AsSpan(i * _blocks, _blocks);
            var to = rows.AsSpan((i + 1) * _blocks, _blocks);
            if (_rows.TryGetValue(other[i], out var places)) Step(from, to, _places.AsSpan(places, _blocks));
            else from.CopyTo(to);
        }

        var found = new int[other.Count];
        Array.Fill(found, -1);
        for (var (row, at) = (other.Count, _count); row > 0 && at > 0;)
        {
            // A bit that is gone: one more is common up to this word than up to the one before it.
            if (Has(rows, row, at - 1)) at--;
            else if (!Has(rows, row - 1, at - 1)) row--;
            else found[--row] = --at;
        }

        return found;
    }

    /// <summary>V' = (V + (V and M)) or (V and not M), carried through the blocks.</summary>
    private static void Step(ReadOnlySpan<ulong> from, Span<ulong> to, ReadOnlySpan<ulong> places)
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

    private int ZerosOf(ReadOnlySpan<ulong> row)
    {
        var zeros = 0;
        for (var block = 0; block < _blocks; block++)
        {
            var used = Math.Min(Bits, _count - (block * Bits));
            var mask = used == Bits ? ulong.MaxValue : (1UL << used) - 1;
            zeros += BitOperations.PopCount(~row[block] & mask);
        }

        return zeros;
    }

    private bool Has(ulong[] rows, int row, int place) => (rows[(row * _blocks) + (place / Bits)] >> (place % Bits) & 1) == 1;
}
