using System.Collections.Concurrent;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// The short-lived tokens that come with HANDLER calls, in memory only: with them a message's author may tell its status when our own
/// administrator lost the rights (design.md §4.15). Used for nothing else.
/// </summary>
internal sealed class AuthorTokens(TimeProvider clock)
{
    private const int Most = 2000;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(PortalId Portal, string User), (string Token, DateTimeOffset EndsAt)> _known = new();

    /// <summary>Remembers the token of an authenticated HANDLER call.</summary>
    public void Remember(PortalId portal, string? user, string? token, TimeSpan? life)
    {
        if (string.IsNullOrEmpty(user) || string.IsNullOrEmpty(token)) return;
        if (_known.Count >= Most) ForgetOld();
        if (_known.Count < Most)
            _known[(portal, user)] = (token, clock.GetUtcNow() + (life is { } told && told < LongestLife ? told : LongestLife));
    }

    /// <summary>The author's token while it lives.</summary>
    internal string? Find(PortalId portal, string? user) =>
        user is not null && _known.TryGetValue((portal, user), out var known) && known.EndsAt > clock.GetUtcNow() ? known.Token : null;

    private void ForgetOld()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, known) in _known)
            if (known.EndsAt <= now) _known.TryRemove(key, out _);
    }
}
