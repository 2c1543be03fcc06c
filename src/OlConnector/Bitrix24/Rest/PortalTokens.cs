using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Nodes;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>What a call to a portal needs.</summary>
internal sealed record PortalAccess(PortalId Portal, Uri Endpoint, string AccessToken, long Version, PortalState State, string? License)
{
    /// <summary>Never prints its token.</summary>
    public override string ToString() => $"access to {Portal}";
}

/// <summary>Access, or why there is none. A closed family.</summary>
internal abstract record AccessResult
{
    private AccessResult() { }

    internal sealed record Granted(PortalAccess Access) : AccessResult;

    internal sealed record Denied(RestAnswer Answer) : AccessResult;
}

/// <summary>
/// Keeps every portal's tokens alive: renewed when a call needs it, one renewal at a time, the new pair stored before it is used
/// (bitrix24.md §2.4).
/// </summary>
internal sealed class PortalTokens(
    Database database, Writer writer, SecretBox secrets, PortalHost hosts, AuthorizationClient authorization, PortalStanding standing,
    PortalTraffics traffics, Leases leases, TimeProvider clock, ILogger<PortalTokens> log)
{
    /// <summary>A token that ends within this time is renewed before the call.</summary>
    internal static readonly TimeSpan AboutToEnd = TimeSpan.FromSeconds(60);

    private const string RenewalLease = "tokens";
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromMinutes(2);

    private const string Store = """
        UPDATE portals SET access_token = @access, refresh_token = @refresh, access_token_ends_at = @ends, tokens_renewed_at = @now,
               token_version = token_version + 1, token_user_id = COALESCE(@user, token_user_id), needs_reauthorization = @no,
               scope = COALESCE(@scope, scope), status = COALESCE(@status, status),
               client_endpoint = COALESCE(@endpoint, client_endpoint), domain = COALESCE(@domain, domain)
         WHERE id = @portal AND token_version = @version AND state <> 'gone'
        """;

    private readonly ConcurrentDictionary<PortalId, SemaphoreSlim> _renewals = new();

    /// <summary>Access with a token that is good for a while.</summary>
    internal async Task<AccessResult> AccessAsync(PortalId portal, Priority priority, CancellationToken ct)
    {
        var row = await FindAsync(portal, ct);
        if (Refusal(row) is { } refusal) return new AccessResult.Denied(refusal);
        var traffic = traffics.Of(portal);
        if (row!.State == PortalState.Unpaid && !traffic.MayProbeUnpaid(priority)) return new AccessResult.Denied(new RestAnswer.Unpaid());
        if (IsGood(row) && Access(row) is { } access) return new AccessResult.Granted(access);
        return traffic.PausedFor() is { } pause
            ? new AccessResult.Denied(new RestAnswer.Later(pause, "the authorization server was away"))
            : await RenewAsync(portal, row.TokenVersion, ct);
    }

    /// <summary>Access with a user's own token, which we neither keep nor renew; null when the portal is gone.</summary>
    internal async Task<PortalAccess?> AccessAsUserAsync(PortalId portal, string accessToken, CancellationToken ct) =>
        await FindAsync(portal, ct) is { State: not PortalState.Gone } row && hosts.TryReadEndpoint(row.ClientEndpoint, out var endpoint)
            ? new PortalAccess(portal, endpoint, accessToken, row.TokenVersion, row.State, row.License)
            : null;

    /// <summary>Access with a newer pair than the given version: another caller's, if it has renewed meanwhile.</summary>
    internal async Task<AccessResult> RenewAsync(PortalId portal, long staleVersion, CancellationToken ct)
    {
        var oneAtATime = _renewals.GetOrAdd(portal, _ => new SemaphoreSlim(1, 1));
        await oneAtATime.WaitAsync(ct);
        try
        {
            await leases.TakeAsync(portal, RenewalLease, LongestRenewal, ct);
            // From here on it is finished whatever becomes of the caller: a pair that was fetched and not stored is lost.
            return await RenewAloneAsync(portal, staleVersion);
        }
        finally
        {
            await leases.GiveBackAsync(portal, RenewalLease).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            oneAtATime.Release();
        }
    }

    /// <summary>
    /// Gives a pair to the portal that the authorization server named with it, where that portal kept the token which was spent for it:
    /// else it would be left with a dead one.
    /// </summary>
    /// <param name="pair">As the server issued it.</param>
    /// <param name="spent">The refresh token that somebody else brought.</param>
    internal async Task HandOverAsync(TokenPair pair, string spent)
    {
        if (pair.MemberId is not { Length: > 0 and <= PortalId.MaxLength } member) return;
        var owner = await FindAsync(new PortalId(member), CancellationToken.None);
        if (owner is { State: not PortalState.Gone } && secrets.Unprotect(owner.RefreshToken) is { } kept
            && SecretKey.AreEqual(kept, spent))
            await StoreAsync(owner, pair);
    }

    private async Task<AccessResult> RenewAloneAsync(PortalId portal, long staleVersion)
    {
        var row = await FindAsync(portal, CancellationToken.None);
        if (Refusal(row) is { } refusal) return new AccessResult.Denied(refusal);
        if (row!.TokenVersion != staleVersion && IsGood(row) && Access(row) is { } newer) return new AccessResult.Granted(newer);
        if (secrets.Unprotect(row.RefreshToken) is not { } refresh) return await NeedsPersonAsync(row, "no refresh token that can be read");

        switch (await authorization.RefreshAsync(row.AuthorizationServer, refresh, portal, isOurs: true))
        {
            case Renewal.Renewed renewed when renewed.Pair.MemberId is { } member && member != portal.Value:
                await HandOverAsync(renewed.Pair, refresh);
                return await NeedsPersonAsync(row, "the authorization server answered for another portal");
            case Renewal.Renewed renewed:
                return await StoreAsync(row, renewed.Pair);
            case Renewal.Refused refused:
                return await RefusedAsync(row, refused);
            case Renewal.Broken broken:
                log.RenewalBroke(portal, broken.Why);
                return new AccessResult.Denied(new RestAnswer.Later(traffics.Of(portal).BackOff(), broken.Why));
            default:
                throw new InvalidOperationException("A renewal of no known kind.");
        }
    }

    private async Task<AccessResult> StoreAsync(Row row, TokenPair pair)
    {
        var now = clock.GetUtcNow();
        var (access, refresh) = (secrets.Protect(pair.AccessToken), secrets.Protect(pair.RefreshToken!));
        var stored = await writer.RunAsync(turn => turn.Execute(
            Store, ("access", access), ("refresh", refresh), ("ends", now + pair.Life), ("now", now), ("user", pair.UserId), ("no", false),
            ("scope", pair.Scope), ("status", pair.Status), ("endpoint", pair.ClientEndpoint?.ToString()),
            ("domain", pair.ClientEndpoint is null ? null : PortalHost.DomainOf(pair.ClientEndpoint)), ("portal", row.Portal),
            ("version", row.TokenVersion)));
        log.TokensRenewed(row.Portal);
        // Nothing stored: an administrator opened the app, or the app was removed, while we asked. What they left behind counts.
        var current = await FindAsync(row.Portal, CancellationToken.None);
        if (stored == 0 && Refusal(current) is { } refusal) return new AccessResult.Denied(refusal);
        return Access(current!) is { } granted
            ? new AccessResult.Granted(granted)
            : await NeedsPersonAsync(current!, "the stored tokens cannot be read");
    }

    private async Task<AccessResult> RefusedAsync(Row row, Renewal.Refused refused)
    {
        switch (Verdict.OfError(refused.Code, refused.Text, status: 0))
        {
            case Verdict.NotInstalled:
            case Verdict.Done when refused.Code == "invalid_client":
                await standing.MarkGoneAsync(row.Portal, refused.Code, forgetTokens: false);
                return new AccessResult.Denied(new RestAnswer.Gone());
            case Verdict.NotPaid unpaid:
                await standing.MarkUnpaidAsync(row.Portal, unpaid.Why);
                return new AccessResult.Denied(new RestAnswer.Unpaid());
            case Verdict.Closed or Verdict.Broken or Verdict.Limited or Verdict.Overloaded:
                return new AccessResult.Denied(new RestAnswer.Later(traffics.Of(row.Portal).BackOff(), refused.Code));
            case Verdict.Done
                when refused.Code == "invalid_grant" && await FindAsync(row.Portal, CancellationToken.None) is { } now
                    && now.TokenVersion != row.TokenVersion && Access(now) is { } newer:
                // Another node was faster.
                return new AccessResult.Granted(newer);
            default:
                return await NeedsPersonAsync(row, refused.Code);
        }
    }

    private async Task<AccessResult> NeedsPersonAsync(Row row, string why)
    {
        await standing.MarkAdministratorNeededAsync(row.Portal, row.TokenVersion, why);
        return new AccessResult.Denied(new RestAnswer.NeedsReauthorization(why));
    }

    private async Task<Row?> FindAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().Where(row => row.Id == portal).Select(row => new Row(
            row.Id, row.ClientEndpoint, row.AuthorizationServer, row.State, row.AccessToken, row.RefreshToken, row.AccessTokenEndsAt,
            row.TokenVersion, row.NeedsReauthorization, row.License)).FirstOrDefaultAsync(ct);
    }

    private static RestAnswer? Refusal(Row? row) => row switch
    {
        null or { State: PortalState.Gone } => new RestAnswer.Gone(),
        { NeedsReauthorization: true } => new RestAnswer.NeedsReauthorization("an administrator has to open the app"),
        _ => null,
    };

    private bool IsGood(Row row) => row.AccessToken is not null && row.AccessTokenEndsAt > clock.GetUtcNow() + AboutToEnd;

    private PortalAccess? Access(Row row) =>
        secrets.Unprotect(row.AccessToken) is { } token && hosts.TryReadEndpoint(row.ClientEndpoint, out var endpoint)
            ? new PortalAccess(row.Portal, endpoint, token, row.TokenVersion, row.State, row.License)
            : null;

    private sealed record Row(
        PortalId Portal, string ClientEndpoint, string AuthorizationServer, PortalState State, string? AccessToken, string? RefreshToken,
        DateTimeOffset? AccessTokenEndsAt, long TokenVersion, bool NeedsReauthorization, string? License);
}
