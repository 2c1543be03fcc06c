using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Proves that a refresh token is its bringer's before it is kept. The access token beside it is proved by using it; a refresh token only
/// by spending it (bitrix24.md §2.3), which happens once, where a pair is about to be kept. What turns out to be another portal's is handed
/// to that portal: the one that was spent may have been in its keeping.
/// </summary>
internal sealed class PairProof(
    Database database, SecretBox secrets, AuthorizationClient authorization, PortalTokens tokens)
{
    /// <summary>
    /// The visitor with a pair that may be kept, where one is wanted: without its refresh token where that is not proved.
    /// </summary>
    /// <returns>Also whether the refresh token turned out to be somebody else's.</returns>
    internal async Task<(Visitor.Verified Visitor, bool IsForeign)> ProveAsync(Visitor.Verified visitor, bool isInstalling)
    {
        if (visitor is not { IsAdmin: true, Tokens: { IsProved: false, RefreshToken: { } refresh } pair }) return (visitor, false);
        if (!isInstalling && !await IsWantedAsync(visitor)) return (visitor, false);
        var unproved = visitor with { Tokens = pair with { RefreshToken = null } };
        var renewal = await authorization.RefreshAsync(visitor.AuthorizationServer, refresh, visitor.Portal, isOurs: false);
        if (renewal is not Renewal.Renewed { Pair: var fresh }) return (unproved, false);
        if (fresh.MemberId == visitor.Portal.Value && (fresh.UserId is null || fresh.UserId == visitor.UserId))
            return (visitor with { Tokens = fresh }, false);

        await tokens.HandOverAsync(fresh, spent: refresh);
        return (unproved, true);
    }

    /// <summary>A portal whose own tokens work has no use for another pair.</summary>
    private async Task<bool> IsWantedAsync(Visitor.Verified visitor)
    {
        await using var db = database.Read();
        var portal = await db.Portals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == visitor.Portal);
        return portal is null or { State: PortalState.Gone } or { NeedsReauthorization: true }
            || secrets.Unprotect(portal.RefreshToken) is null;
    }
}
