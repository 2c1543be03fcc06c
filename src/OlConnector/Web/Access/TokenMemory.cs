using OlConnector.Secrets;

namespace OlConnector.Web.Access;

/// <summary>Remembers for a while what was found out about tokens.</summary>
/// <param name="life">How long.</param>
internal abstract class TokenMemory(TimeSpan life, TimeProvider clock)
{
    private readonly HashMemory _hashes = new(life, clock);

    /// <summary>Whether it is remembered.</summary>
    internal bool Knows(string token) => _hashes.Knows(SecretKey.Hash(token));

    /// <summary>It is not so any more.</summary>
    internal void Forget(string token) => _hashes.Forget(SecretKey.Hash(token));

    /// <summary>Remembers it from now on.</summary>
    internal void Remember(string token) => _hashes.Remember(SecretKey.Hash(token));
}

/// <summary>
/// Tokens that opened the API lately. Their callers are no strangers: noise from the same address does not shut them out.
/// </summary>
internal sealed class FamiliarTokens(TimeProvider clock) : TokenMemory(TimeSpan.FromMinutes(10), clock);
