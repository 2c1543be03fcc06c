using System.Collections.Concurrent;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// Letters that have been read, by their text. Bounded in number and in size; the oldest goes first. A text is kept when it comes the
/// second time: in a mailing of a thousand variants most never do, and keeping a letter costs more than reading it.
/// </summary>
/// <param name="mostLetters">How many are kept.</param>
/// <param name="mostSize">How big they may be together, by <see cref="SizeOf"/>.</param>
internal sealed class LetterCache(int mostLetters, long mostSize)
{
    /// <summary>Some campaigns' worth of variants.</summary>
    private const int Letters = 1024;

    /// <summary>About 16 MB.</summary>
    private const long Size = 16_000_000;

    /// <summary>What the template library's tree of one placeholder takes, in bytes, generously.</summary>
    private const int PlaceholderSize = 1500;

    /// <summary>Texts that are remembered by hash alone, as seen once. A clash costs a second reading, or keeps a letter early.</summary>
    private const int SeenOnce = 4096;

    private readonly int[] _seen = new int[SeenOnce];
    private readonly ConcurrentDictionary<SpintaxVariant, LetterTemplate> _letters = new(BySigns.Instance);
    private readonly Queue<LetterTemplate> _byAge = [];
    private readonly Lock _gate = new();
    private long _size;

    public static LetterCache Shared { get; } = new(Letters, Size);

    public int Count => _letters.Count;

    public LetterTemplate Get(SpintaxVariant variant, Func<SpintaxVariant, LetterTemplate> read)
    {
        if (_letters.TryGetValue(variant, out var known)) return known;

        var letter = read(variant);
        if (IsSeenBefore(variant.Text) && SizeOf(letter) <= mostSize / 2) Keep(letter);
        return letter;
    }

    private bool IsSeenBefore(string text)
    {
        var hash = text.GetHashCode(StringComparison.Ordinal);
        return Interlocked.Exchange(ref _seen[(uint)hash % SeenOnce], hash) == hash;
    }

    private void Keep(LetterTemplate letter)
    {
        lock (_gate)
        {
            if (!_letters.TryAdd(letter.Variant, letter)) return;
            _byAge.Enqueue(letter);
            _size += SizeOf(letter);
            while (_byAge.Count > mostLetters || _size > mostSize)
            {
                var oldest = _byAge.Dequeue();
                _letters.TryRemove(oldest.Variant, out _);
                _size -= SizeOf(oldest);
            }
        }
    }

    /// <summary>Equal texts are different letters where other braces in them are protected.</summary>
    private sealed class BySigns : IEqualityComparer<SpintaxVariant>
    {
        public static readonly BySigns Instance = new();

        public bool Equals(SpintaxVariant one, SpintaxVariant other) =>
            string.Equals(one.Text, other.Text, StringComparison.Ordinal) && one.Braces.SequenceEqual(other.Braces);

        public int GetHashCode(SpintaxVariant variant) => variant.Text.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Bytes, about.</summary>
    private static long SizeOf(LetterTemplate letter) => (2L * letter.Source.Length) + ((long)PlaceholderSize * (1 + letter.Placeholders));
}
