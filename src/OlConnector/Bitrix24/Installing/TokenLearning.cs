using System.Collections.Concurrent;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What an access token says about the application token that came beside it.</summary>
internal enum TokenProof
{
    /// <summary>The portal made the call: its application token is known from now on.</summary>
    Proved,

    /// <summary>The access token is not the portal's.</summary>
    Refuted,

    /// <summary>It could not be found out.</summary>
    Unproved,
}

/// <summary>
/// Learns a portal's application token from a HANDLER call: the key of its path says whose call it is, and the access token beside it
/// proves that the portal made it (bitrix24.md §1.5). Older boxes tell the application token nowhere else.
/// </summary>
internal sealed class TokenLearning(
    VisitorVerification verification, PortalBook portals, TimeProvider clock, ILogger<TokenLearning> log)
{
    private const int LongestToken = 256;

    /// <summary>A portal whose token could not be learned is not asked about again at every call of a mailing.</summary>
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMinutes(1);

    /// <summary>As long as a HANDLER call waits for its proof; then it is taken without.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(PortalId Portal, string Token), Task<TokenProof>> _underWay = new();
    private readonly ConcurrentDictionary<PortalId, DateTimeOffset> _resting = new();

    /// <summary>Begins to learn beside the call, which does not wait for it.</summary>
    internal void Begin(PortalId portal, PortalForm call)
    {
        if (!_resting.TryGetValue(portal, out var until) || until <= clock.GetUtcNow()) _ = LearnOnceAsync(portal, call);
    }

    /// <summary>Finds out whether the portal made this call.</summary>
    internal async Task<TokenProof> ProveAsync(PortalId portal, PortalForm call)
    {
        var proof = LearnOnceAsync(portal, call);
        return await Task.WhenAny(proof, Task.Delay(Patience, clock)) == proof ? await proof : TokenProof.Unproved;
    }

    /// <summary>Finishes when all that was begun has ended.</summary>
    internal Task SettleAsync() => Task.WhenAll(_underWay.Values);

    /// <summary>Asks once for all calls that bring the same application token.</summary>
    private async Task<TokenProof> LearnOnceAsync(PortalId portal, PortalForm call)
    {
        if (call["auth[application_token]"] is not { Length: > 0 and <= LongestToken } token) return TokenProof.Refuted;
        var mine = new TaskCompletionSource<TokenProof>(TaskCreationOptions.RunContinuationsAsynchronously);
        var proof = _underWay.GetOrAdd((portal, token), mine.Task);
        if (proof != mine.Task) return await proof;

        var found = await TryLearnAsync(portal, call, token);
        if (found == TokenProof.Proved) _resting.TryRemove(portal, out _);
        else _resting[portal] = clock.GetUtcNow() + BeforeNextTry;
        mine.SetResult(found);
        _underWay.TryRemove((portal, token), out _);
        return found;
    }

    private async Task<TokenProof> TryLearnAsync(PortalId portal, PortalForm call, string token)
    {
        try
        {
            var claim = LifeCycleEvents.ClaimOf(call) with { MemberId = portal.Value };
            switch (await verification.VerifyAsync(claim, CancellationToken.None))
            {
                case Visitor.Verified:
                    await portals.LearnAsync(portal, token);
                    return TokenProof.Proved;
                case Visitor.Refused:
                    return TokenProof.Refuted;
                default:
                    return TokenProof.Unproved;
            }
        }
        catch (Exception failure)
        {
            log.LearningBroke(portal, failure);
            return TokenProof.Unproved;
        }
    }
}
