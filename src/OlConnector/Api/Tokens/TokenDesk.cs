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

/// <summary>Makes and revokes API tokens. Only their hash is kept.</summary>
internal sealed class TokenDesk(Writer writer, Database database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Tells people and leak scanners whose token it is.</summary>
    private const string Prefix = "olct_";

    private const int MaxNameLength = 100;
    private const int MostCalls = 1000;

    internal async Task<ActionResult<Page<TokenResource>>> ListAsync(Caller caller, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        await using var db = database.Read();
        var tokens = await db.ApiTokens.AsNoTracking().Where(token => token.PortalId == caller.Portal && token.RevokedAt == null)
            .ToListAsync(ct);
        return Pages.OfWhole(tokens.Select(Show), page, after, token => token.Id);
    }

    internal async Task<ActionResult<NewToken>> CreateAsync(Caller caller, TokenDraft draft, CancellationToken ct)
    {
        if (ShortText.Check(draft.Name, "name", MaxNameLength, isRequired: true) is { } noName) return noName;
        if (draft.CallsPer3Seconds is < 1 or > MostCalls)
            return Refuse.Invalid("callsPer3Seconds", new Said(
                $"callsPer3Seconds — число от 1 до {MostCalls}.",
                $"callsPer3Seconds is a number from 1 to {MostCalls}."));
        var (id, secret, now) = (NewKey.At(clock), Prefix + SecretKey.New(), clock.GetUtcNow());
        var (refusal, token) = await writer.RunAsync(turn => Insert(turn, caller, draft, id, secret, now), ct);
        if (refusal is not null) return refusal;
        var shown = Show(token!);
        return new CreatedResult(
            $"/api/v1/tokens/{shown.Id}",
            new NewToken(shown.Id, shown.Name, shown.Role, shown.Lines, shown.CallsPer3Seconds, shown.CreatedAt, secret));
    }

    internal async Task<ActionResult> RevokeAsync(Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        var now = clock.GetUtcNow();
        var revoked = await writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            var token = db.ApiTokens.SingleOrDefault(row => row.PortalId == caller.Portal && row.Id == key && row.RevokedAt == null);
            if (token is null) return false;
            token.RevokedAt = now;
            db.SaveChanges();
            audit.Write(turn, caller.Portal, caller.Actor, "token revoked", id, before: token.Name);
            return true;
        }, ct);
        return revoked ? new NoContentResult() : Refuse.NotFound();
    }

    private (Refusal? Refusal, ApiToken? Token) Insert(
        WriteTurn turn, Caller caller, TokenDraft draft, Guid id, string secret, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        if (LineChoice.TryRead(db, caller.Portal, draft.Lines, out var lines) is { } refusal) return (refusal, null);
        var token = new ApiToken
        {
            PortalId = caller.Portal,
            Id = id,
            Name = draft.Name!.Trim(),
            Hash = SecretKey.Hash(secret),
            Role = draft.Role ?? Role.Viewer,
            Lines = LineList.Write(lines),
            CallsPer3Seconds = draft.CallsPer3Seconds,
            CreatedAt = now,
        };
        db.ApiTokens.Add(token);
        db.SaveChanges();
        audit.Write(
            turn, caller.Portal, caller.Actor, "token created", id.ToString("N"), after: $"{token.Name}, {EnumText.Of(token.Role)}");
        return (null, token);
    }

    private static TokenResource Show(ApiToken token) => new(
        token.Id.ToString("N"), token.Name, token.Role, LineList.Show(token.Lines), token.CallsPer3Seconds ?? CallLimits.TokenCalls,
        token.CreatedAt);
}
