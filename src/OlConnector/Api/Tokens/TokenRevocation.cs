using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Tokens;

/// <summary>Ends tokens. Nothing outlives the right it came from: what a token made goes with it (design.md §4.21).</summary>
internal sealed class TokenRevocation(AuditTrail audit)
{
    // Whoever makes a token with one of these right now has its maker locked (StillHeld), and comes before or after.
    private const string Lock =
        $"SELECT id FROM api_tokens WHERE portal_id = @portal AND revoked_at IS NULL ORDER BY id {RowLock.Wait}";

    /// <summary>Revokes a token and all that descend from it.</summary>
    internal void Revoke(WriteTurn turn, OlConnectorDb db, ApiToken token, string actor, DateTimeOffset now)
    {
        var living = Living(turn, db, token.PortalId);
        End(turn, token, actor, now, why: null);
        RevokeMadeBy(turn, living, token, actor, now);
        db.SaveChanges();
    }

    /// <summary>Revokes what a person made by rights that they have lost.</summary>
    internal void RevokeBeyond(
        WriteTurn turn, OlConnectorDb db, PortalId portal, string userId, Rights before, Rights after, string actor, DateTimeOffset now)
    {
        var living = Living(turn, db, portal);
        foreach (var token in living.Where(token => token.MadeBy == $"user {userId}"))
        {
            if (after.Cover(RightsOf(token)) || !before.Cover(RightsOf(token))) continue;
            End(turn, token, actor, now, why: $"user {userId} holds less now");
            RevokeMadeBy(turn, living, token, actor, now);
        }

        db.SaveChanges();
    }

    internal static Rights RightsOf(ApiToken token) => new(token.Role, LineList.Read(token.Lines));

    /// <summary>All that descend from it, however long the line of makers is.</summary>
    private void RevokeMadeBy(WriteTurn turn, List<ApiToken> living, ApiToken maker, string actor, DateTimeOffset now)
    {
        var madeBy = living.ToLookup(token => token.MadeBy, StringComparer.Ordinal);
        var makers = new Queue<ApiToken>([maker]);
        while (makers.TryDequeue(out var next))
        {
            var name = $"token {next.Id:N}";
            foreach (var made in madeBy[name].Where(token => token.RevokedAt is null))
            {
                End(turn, made, actor, now, why: $"with {name}");
                makers.Enqueue(made);
            }
        }
    }

    private void End(WriteTurn turn, ApiToken token, string actor, DateTimeOffset now, string? why)
    {
        token.RevokedAt = now;
        audit.Write(turn, token.PortalId, actor, "token revoked", token.Id.ToString("N"), before: token.Name, after: why);
    }

    private static List<ApiToken> Living(WriteTurn turn, OlConnectorDb db, PortalId portal)
    {
        turn.Query(Lock, row => row.GetGuid(0), ("portal", portal));
        return [.. db.ApiTokens.Where(token => token.PortalId == portal && token.RevokedAt == null)];
    }
}
