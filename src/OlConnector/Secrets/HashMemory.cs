using System.Collections.Concurrent;

namespace OlConnector.Secrets;

/// <summary>Remembers for a while what was found out about keys and tokens, by their hashes (<see cref="SecretKey.Hash"/>).</summary>
/// <param name="life">How long.</param>
internal sealed class HashMemory(TimeSpan life, TimeProvider clock)
{
    /// <summary>A memory that is full is emptied: what is in it can be found out again.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);

    /// <summary>Whether it is remembered.</summary>
    internal bool Knows(string hash) => _since.TryGetValue(hash, out var since) && clock.GetElapsedTime(since) < life;

    /// <summary>It is not so any more.</summary>
    internal void Forget(string hash) => _since.TryRemove(hash, out _);

    /// <summary>Remembers it from now on.</summary>
    internal void Remember(string hash)
    {
        if (_since.Count >= Most) _since.Clear();
        _since[hash] = clock.GetTimestamp();
    }
}
