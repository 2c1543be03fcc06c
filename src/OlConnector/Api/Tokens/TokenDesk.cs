using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Tokens;

/// <summary>
/// Makes and revokes API tokens. Only their hash is kept. Nobody makes one that holds more than they do; one that does, does not exist
/// for them.
/// </summary>
internal sealed class TokenDesk(Writer writer, Database database, TokenRevocation revocation, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Tells people and leak scanners whose token it is.</summary>
    private const string Prefix = "olct_";

    private const int MaxNameLength = 100;
    private const int MostCalls = 1000;

    /// <summary>Tokens of a portal that are not revoked.</summary>
    internal const int MostTokens = 200;

    internal async Task<ActionResult<Page<TokenResource>>> ListAsync(Caller caller, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        await using var db = database.Read();
        var tokens = await db.ApiTokens.AsNoTracking().Where(token => token.PortalId == caller.Portal && token.RevokedAt == null)
            .ToListAsync(ct);
        return Pages.OfWhole(tokens.Where(token => IsWithin(caller, token)).Select(Show), page, after, token => token.Id);
    }

    internal async Task<ActionResult<NewToken>> CreateAsync(Caller caller, TokenDraft draft, CancellationToken ct)
    {
        if (Check(caller, draft) is { } wrong) return wrong;
        var (id, secret, now) = (NewKey.At(clock), Prefix + SecretKey.New(), clock.GetUtcNow());
        var (refusal, token) = await writer.RunAsync(turn => Insert(turn, caller, draft, id, secret, now), ct);
        return refusal is null ? new CreatedResult($"/api/v1/tokens/{token!.Id:N}", ShowOnce(token, secret)) : refusal;
    }

    internal async Task<ActionResult> RevokeAsync(Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        var now = clock.GetUtcNow();
        return await writer.RunAsync(turn => Revoke(turn, caller, key, now), ct) is { } refusal ? refusal : new NoContentResult();
    }

    private Refusal? Revoke(WriteTurn turn, Caller caller, Guid id, DateTimeOffset now)
    {
        if (StillHeld.Check(turn, caller) is { } over) return over;
        using var db = turn.OpenDb();
        var token = db.ApiTokens.SingleOrDefault(row => row.PortalId == caller.Portal && row.Id == id && row.RevokedAt == null);
        if (token is null || !IsWithin(caller, token)) return Refuse.NotFound();
        revocation.Revoke(turn, db, token, caller.Actor, now);
        return null;
    }

    private static Refusal? Check(Caller caller, TokenDraft draft)
    {
        if (ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: true) is { } noName) return noName;
        if (draft.CallsPer3Seconds is < 1 or > MostCalls)
            return Refuse.Invalid("callsPer3Seconds", new Said(
                $"callsPer3Seconds — число от 1 до {MostCalls}.",
                $"callsPer3Seconds is a number from 1 to {MostCalls}."));
        if (draft.Role == Role.None)
            return Refuse.Invalid("role", new Said(
                "Токену нужна роль: viewer, marketer, support или admin.",
                "A token needs a role: viewer, marketer, support or admin."));
        if (draft.Role > caller.Role) return Refuse.MoreThanHeld("role");
        return caller.Kind == CallerKind.Token && draft.CallsPer3Seconds > (caller.CallsPer3Seconds ?? CallLimits.TokenCalls)
            ? Refuse.MoreThanHeld("callsPer3Seconds")
            : null;
    }

    private (Refusal? Refusal, ApiToken? Token) Insert(
        WriteTurn turn, Caller caller, TokenDraft draft, Guid id, string secret, DateTimeOffset now)
    {
        if (StillHeld.Check(turn, caller) is { } over) return (over, null);
        using var db = turn.OpenDb();
        if (LineChoice.TryRead(db, caller, draft.Lines, out var lines) is { } refusal) return (refusal, null);
        if (db.ApiTokens.Count(row => row.PortalId == caller.Portal && row.RevokedAt == null) >= MostTokens) return (TooMany(), null);
        var token = new ApiToken
        {
            PortalId = caller.Portal,
            Id = id,
            Name = draft.Name!.Trim(),
            Hash = SecretKey.Hash(secret),
            Role = draft.Role ?? Role.Viewer,
            Lines = LineList.Write(lines),
            CallsPer3Seconds = draft.CallsPer3Seconds ?? UsualCalls(caller),
            RootId = caller.Kind == CallerKind.Token ? caller.Root?.Id ?? Guid.Parse(caller.Id) : null,
            SendsTransactional = draft.Transactional ?? false,
            MadeBy = caller.Actor,
            CreatedAt = now,
        };
        db.ApiTokens.Add(token);
        db.SaveChanges();
        audit.Write(
            turn, caller.Portal, caller.Actor, "token created", id.ToString("N"),
            after: $"{token.Name}, {TokenRevocation.RightsOf(token)}{(token.SendsTransactional ? ", transactional" : "")}");
        return (null, token);
    }

    /// <summary>Null for the default, unless the maker has less.</summary>
    private static int? UsualCalls(Caller caller) => caller.CallsPer3Seconds is < CallLimits.TokenCalls and var fewer ? fewer : null;

    private static Refusal TooMany() => new(409, "too_many_tokens", new Said(
        $"У портала уже {MostTokens} токенов, больше нельзя. Отзовите те, которыми никто не пользуется: GET tokens, поле lastUsedAt.",
        $"This portal has {MostTokens} tokens, and no portal may have more. Revoke those that nobody uses: GET tokens, lastUsedAt."));

    private static bool IsWithin(Caller caller, ApiToken token) => caller.Rights.Cover(TokenRevocation.RightsOf(token));

    private static TokenResource Show(ApiToken token) => new()
    {
        Id = token.Id.ToString("N"),
        Name = token.Name,
        Role = token.Role,
        Lines = LineList.Show(token.Lines),
        CallsPer3Seconds = token.CallsPer3Seconds ?? CallLimits.TokenCalls,
        Transactional = token.SendsTransactional,
        CreatedAt = token.CreatedAt,
        MadeBy = token.MadeBy,
        LastUsedAt = token.LastUsedAt,
    };

    private static NewToken ShowOnce(ApiToken token, string secret)
    {
        var shown = Show(token);
        return new NewToken
        {
            Id = shown.Id,
            Name = shown.Name,
            Role = shown.Role,
            Lines = shown.Lines,
            CallsPer3Seconds = shown.CallsPer3Seconds,
            Transactional = shown.Transactional,
            CreatedAt = shown.CreatedAt,
            MadeBy = shown.MadeBy,
            LastUsedAt = shown.LastUsedAt,
            Token = secret,
        };
    }
}
