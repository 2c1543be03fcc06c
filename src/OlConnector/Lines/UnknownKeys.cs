using System.Collections.Concurrent;

namespace OlConnector.Lines;

/// <summary>
/// Keys that nobody has, remembered for a while: who tries one again costs no look-up. Keys are made here and told afterwards, so none of
/// them can become a line's later.
/// </summary>
internal sealed class UnknownKeys(TimeProvider clock)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);

    /// <summary>True when the key was looked up a short while ago.</summary>
    public bool Contains(string hash) => _since.TryGetValue(hash, out var since) && clock.GetElapsedTime(since) < Memory;

    /// <summary>It was looked up, and is nobody's.</summary>
    public void Add(string hash)
    {
        if (_since.Count >= Most) _since.Clear();
        _since[hash] = clock.GetTimestamp();
    }
}
