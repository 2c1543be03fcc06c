using System.Collections.Concurrent;
using OlConnector.Secrets;

namespace OlConnector.Web.Access;

/// <summary>Remembers for a while what was found out about tokens, by their hashes.</summary>
/// <param name="life">How long.</param>
internal abstract class TokenMemory(TimeSpan life, TimeProvider clock)
{
    /// <summary>A memory that is full is emptied: what is in it can be found out again.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, long> _seenAt = new(StringComparer.Ordinal);

    /// <summary>Whether it is remembered.</summary>
    internal bool Knows(string token) =>
        _seenAt.TryGetValue(SecretKey.Hash(token), out var at) && clock.GetElapsedTime(at) < life;

    /// <summary>It is not so any more.</summary>
    internal void Forget(string token) => _seenAt.TryRemove(SecretKey.Hash(token), out _);

    /// <summary>Remembers it from now on.</summary>
    internal void Remember(string token)
    {
        if (_seenAt.Count >= Most) _seenAt.Clear();
        _seenAt[SecretKey.Hash(token)] = clock.GetTimestamp();
    }
}

/// <summary>
/// Tokens that opened the API lately. Their callers are no strangers: noise from the same address does not shut them out.
/// </summary>
internal sealed class FamiliarTokens(TimeProvider clock) : TokenMemory(TimeSpan.FromMinutes(10), clock);
