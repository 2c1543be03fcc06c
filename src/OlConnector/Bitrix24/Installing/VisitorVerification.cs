using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Finds out who calls (bitrix24.md §2.6): first the allow-listed authorization server says whose token it is, then the portal, at an
/// address that this server or an earlier verified installation named, says who the user is. The visitor's own DOMAIN is never called.
/// </summary>
internal sealed partial class VisitorVerification(
    AuthorizationClient authorization, PortalTokens tokens, PortalCalls calls, PortalHost hosts, Database database,
    VerificationPlaces places, RefusedTokens refused, IOptionsMonitor<Bitrix24Options> options)
{
    private const string UnknownToken = "no authorization server knows the token";

    /// <summary>Verifies a claim. Changes nothing.</summary>
    public async Task<Visitor> VerifyAsync(VisitorClaim claim, CancellationToken ct)
    {
        if (claim.AccessToken is not { } token || !Token().IsMatch(token)) return new Visitor.Refused("no access token");
        if (claim.MemberId is not { } member || !Member().IsMatch(member)) return new Visitor.Refused("no member_id");
        if (refused.Knows(token)) return new Visitor.Refused(UnknownToken);
        var stored = await FindAsync(new PortalId(member), ct);
        using var place = places.TryEnter(stored is null ? null : new PortalId(member));
        return place is null ? new Visitor.Unreachable("too many verifications at once") : await AskAsync(claim, token, member, stored, ct);
    }

    private async Task<Visitor> AskAsync(VisitorClaim claim, string token, string member, StoredAddress? stored, CancellationToken ct)
    {
        var (identity, refusal) = await IdentifyAsync(
            token, new PortalId(member), hosts.ServersToAsk(claim.ServerEndpoint, stored?.Server), ct);
        if (identity is null) return refusal!;
        if (identity.ClientId != options.CurrentValue.ClientId) return new Visitor.Refused("the token belongs to another app");
        if (identity.MemberId is { } verified && verified != member) return new Visitor.Refused("the token belongs to another portal");

        if (identity.MemberId is not null && hosts.TryReadEndpoint(identity.ClientEndpoint, out var endpoint))
            return await AskPortalAsync(claim, identity, endpoint, Pair(claim), ct);
        var known = stored is not null && hosts.TryReadEndpoint(stored.Endpoint, out var earlier)
            ? await AskPortalAsync(claim, identity, earlier, Pair(claim), ct)
            : null;
        return known is null or Visitor.Unreachable
            ? await ExchangeAsync(claim, identity, ct) ?? known ?? new Visitor.Refused("nothing trusted says where the portal is")
            : known;
    }

    private async Task<(VisitorIdentity? Identity, Visitor? Refusal)> IdentifyAsync(
        string token, PortalId portal, IEnumerable<string> servers, CancellationToken ct)
    {
        Visitor refusal = new Visitor.Refused(UnknownToken);
        foreach (var server in servers)
        {
            switch (Verdict.Of(await authorization.IdentifyAsync(server, token, portal, isOurs: false, ct)))
            {
                case Verdict.Done { Answer: RestAnswer.Ok { Result: JObject result } }
                    when VisitorIdentity.Read(server, result) is { } identity:
                    return (identity, null);
                case Verdict.Broken broken:
                    refusal = new Visitor.Unreachable(broken.Why);
                    break;
                case Verdict.Closed closed:
                    refusal = new Visitor.Unreachable(closed.Why);
                    break;
                case Verdict.NotPaid:
                    refusal = new Visitor.Unpaid();
                    break;
            }
        }

        if (refusal is Visitor.Refused) refused.Remember(token);
        return (null, refusal);
    }

    /// <summary>
    /// The server said too little and the portal is new, or has moved: a refresh tells the portal and its address for sure, at the price of
    /// a rotated pair (bitrix24.md §2.3).
    /// </summary>
    private async Task<Visitor?> ExchangeAsync(VisitorClaim claim, VisitorIdentity identity, CancellationToken ct)
    {
        if (claim.RefreshToken is not { } refresh || !Token().IsMatch(refresh)) return null;
        return await authorization.RefreshAsync(identity.Server, refresh, new PortalId(claim.MemberId!), isOurs: false) switch
        {
            Renewal.Renewed { Pair: { ClientEndpoint: { } endpoint } pair }
                when pair.MemberId == claim.MemberId
                    && (pair.UserId is null || identity.UserId is null || pair.UserId == identity.UserId) =>
                await AskPortalAsync(
                    claim with { AccessToken = pair.AccessToken },
                    identity with { Status = pair.Status ?? identity.Status, Scope = pair.Scope ?? identity.Scope }, endpoint, pair, ct),
            Renewal.Renewed { Pair: var foreign } => await RefuseAsync(foreign, refresh),
            Renewal.Broken broken => new Visitor.Unreachable(broken.Why),
            Renewal.Refused refused when Verdict.OfError(refused.Code, refused.Text, status: 0) is Verdict.NotPaid => new Visitor.Unpaid(),
            _ => new Visitor.Refused("the refresh token does not work"),
        };
    }

    /// <summary>Whose token was spent by this stranger's call has the new pair.</summary>
    private async Task<Visitor> RefuseAsync(TokenPair foreign, string spent)
    {
        await tokens.HandOverAsync(foreign, spent);
        return new Visitor.Refused("the refresh token belongs to another portal or user");
    }

    private async Task<Visitor> AskPortalAsync(
        VisitorClaim claim, VisitorIdentity identity, Uri endpoint, TokenPair? pair, CancellationToken ct)
    {
        var access = new PortalAccess(new PortalId(claim.MemberId!), endpoint, claim.AccessToken!, 0, PortalState.Active, null);
        switch (await calls.SendForVisitorAsync(access, "profile", ct))
        {
            case Verdict.Done { Answer: RestAnswer.Ok ok } when CallerProfile.Read(ok) is { } profile:
                if (identity.UserId is { } user && user != profile.UserId) return new Visitor.Refused("the portal names another user");
                return await VerifiedAsync(access, identity, profile, pair, ct);
            case Verdict.NotPaid:
                return new Visitor.Unpaid();
            case Verdict.Broken broken:
                return new Visitor.Unreachable(broken.Why);
            case Verdict.Closed closed:
                return new Visitor.Unreachable(closed.Why);
            case Verdict.Moved:
                return new Visitor.Unreachable("the portal has moved");
            case Verdict.Limited or Verdict.Overloaded or Verdict.Exhausted:
                return new Visitor.Unreachable("the portal's limits");
            default:
                return new Visitor.Refused("the portal does not know the token's user");
        }
    }

    private async Task<Visitor> VerifiedAsync(
        PortalAccess access, VisitorIdentity identity, CallerProfile profile, TokenPair? pair, CancellationToken ct)
    {
        var verdict = await calls.SendForVisitorAsync(access, "app.info", ct);
        var about = verdict is Verdict.Done { Answer: RestAnswer.Ok { Result: JObject app } } ? app : [];
        return new Visitor.Verified
        {
            Portal = access.Portal,
            Endpoint = access.Endpoint,
            AuthorizationServer = identity.Server,
            UserId = profile.UserId,
            UserName = profile.Name,
            IsAdmin = profile.IsAdmin,
            TimeZone = profile.TimeZone,
            // A self-hosted portal answers for itself, and would have no demo if it were believed.
            Status = identity.Status,
            Scope = identity.Scope,
            License = JsonText.Of(about, "LICENSE"),
            Language = JsonText.Of(about, "LANGUAGE_ID"),
            IsInstalled = JsonText.Of(about, "INSTALLED") is { } installed ? JsonText.IsYes(installed) : null,
            Tokens = pair,
        };
    }

    private static TokenPair? Pair(VisitorClaim claim) =>
        claim.RefreshToken is { Length: > 0 } refresh && Token().IsMatch(refresh)
            ? new TokenPair(
                claim.AccessToken!, refresh, claim.Life ?? TokenPair.UsualLife, ClientEndpoint: null, MemberId: null, UserId: null,
                Scope: null, Status: null)
            : null;

    private async Task<StoredAddress?> FindAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().Where(row => row.Id == portal)
            .Select(row => new StoredAddress(row.ClientEndpoint, row.AuthorizationServer)).FirstOrDefaultAsync(ct);
    }

    private sealed record StoredAddress(string Endpoint, string Server);

    [GeneratedRegex("^[A-Za-z0-9._-]{8,512}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z0-9]{8,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Member();
}
