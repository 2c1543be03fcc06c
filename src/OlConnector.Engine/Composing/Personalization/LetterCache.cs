using System.Collections.Concurrent;

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
    private readonly ConcurrentDictionary<string, LetterTemplate> _letters = new(StringComparer.Ordinal);
    private readonly Queue<LetterTemplate> _byAge = [];
    private readonly Lock _gate = new();
    private long _size;

    public static LetterCache Shared { get; } = new(Letters, Size);

    public int Count => _letters.Count;

    public LetterTemplate Get(string text, Func<string, LetterTemplate> read)
    {
        if (_letters.TryGetValue(text, out var known)) return known;

        var letter = read(text);
        if (IsSeenBefore(text) && SizeOf(letter) <= mostSize / 2) Keep(letter);
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
            if (!_letters.TryAdd(letter.Source, letter)) return;
            _byAge.Enqueue(letter);
            _size += SizeOf(letter);
            while (_byAge.Count > mostLetters || _size > mostSize)
            {
                var oldest = _byAge.Dequeue();
                _letters.TryRemove(oldest.Source, out _);
                _size -= SizeOf(oldest);
            }
        }
    }

    /// <summary>Bytes, about.</summary>
    private static long SizeOf(LetterTemplate letter) => (2L * letter.Source.Length) + ((long)PlaceholderSize * (1 + letter.Placeholders));
}
