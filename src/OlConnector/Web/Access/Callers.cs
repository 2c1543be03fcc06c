using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Sessions;

namespace OlConnector.Web.Access;

/// <summary>Finds out who is behind a bearer token.</summary>
internal sealed class Callers(
    Database database, SessionTokens sessions, AccessTraces traces, FamiliarTokens familiar, IOptionsMonitor<OperatorOptions> operators)
{
    /// <summary>API tokens are short; a sealed session never is.</summary>
    private const int LongestApiToken = 100;

    /// <summary>The caller, or null when the token opens nothing.</summary>
    /// <param name="token">From the Authorization header.</param>
    /// <param name="portal">From <c>X-Portal</c>: a member_id; only the operator's token needs it.</param>
    /// <param name="reads">The operator reads like an administrator, and changes what the role support may.</param>
    internal async Task<Caller?> FindAsync(string token, string? portal, CancellationToken ct, bool reads = false)
    {
        await using var db = database.Read();
        var caller = IsOperator(token) ? await OperatorAsync(db, portal, reads, ct)
            : token.Length <= LongestApiToken ? await ProgramAsync(db, token, ct)
            : sessions.Read(token) is { } session ? await PersonAsync(db, session, ct)
            : null;
        if (caller is null) familiar.Forget(token);
        else familiar.Remember(token);
        return caller;
    }

    /// <summary>
    /// Whether a token is nobody's guess, as far as that can be told without a look-up: it opened something lately, or we sealed it.
    /// </summary>
    internal bool AreFamiliar(string token) =>
        familiar.Knows(token) || IsOperator(token) || (token.Length > LongestApiToken && sessions.Read(token) is not null);

    /// <summary>True for the operator's token, whatever portal it is sent with.</summary>
    internal bool IsOperator(string token) =>
        operators.CurrentValue.Token is { Length: > 0 } expected && SecretKey.AreEqual(SecretKey.Hash(expected), SecretKey.Hash(token));

    private async Task<Caller?> OperatorAsync(OlConnectorDb db, string? portal, bool reads, CancellationToken ct)
    {
        if (portal is not { Length: > 0 and <= PortalId.MaxLength }) return null;
        var id = new PortalId(portal);
        if (!await db.Portals.AnyAsync(row => row.Id == id, ct)) return null;
        await traces.OperatorCameAsync(id, ct);
        return new Caller(CallerKind.Operator, id, "operator", "operator", reads ? Role.Admin : Role.Support, Lines: null);
    }

    private static async Task<Caller?> PersonAsync(OlConnectorDb db, PortalSession session, CancellationToken ct)
    {
        var portal = await db.Portals.AsNoTracking().Where(row => row.Id == session.Portal && row.State != PortalState.Gone)
            .Select(row => new { row.SessionEpoch }).SingleOrDefaultAsync(ct);
        if (portal is null) return null;
        var user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(row => row.PortalId == session.Portal && row.UserId == session.UserId, ct);
        if (session.Epoch != SessionEpoch.Of(portal.SessionEpoch, user?.SessionEpoch)) return null;
        var role = session.IsAdmin ? Role.Admin : user?.Role ?? Role.Viewer;
        return new Caller(
            CallerKind.Session, session.Portal, session.UserId, session.UserName, role, session.IsAdmin ? null : LineList.Read(user?.Lines))
        {
            IsPortalAdmin = session.IsAdmin,
            Epoch = session.Epoch,
            MaySendTransactional = role >= Role.Support,
            TimeZone = session.TimeZone,
            Language = session.Language,
            VerifiedAt = session.VerifiedAt,
        };
    }

    private async Task<Caller?> ProgramAsync(OlConnectorDb db, string token, CancellationToken ct)
    {
        var hash = SecretKey.Hash(token);
        var found = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, ct);
        if (found is null || !await IsServedAsync(db, found.PortalId, ct)) return null;
        await traces.TokenUsedAsync(found.PortalId, found.Id, found.LastUsedAt);
        return new Caller(CallerKind.Token, found.PortalId, found.Id.ToString("N"), found.Name, found.Role, LineList.Read(found.Lines))
        {
            CallsPer3Seconds = found.CallsPer3Seconds,
            Root = found.RootId is { } root ? await RootAsync(db, found.PortalId, root, ct) : null,
            MaySendTransactional = found.Role >= Role.Support || found.SendsTransactional,
        };
    }

    private static Task<TokenRoot?> RootAsync(OlConnectorDb db, PortalId portal, Guid id, CancellationToken ct) =>
        db.ApiTokens.AsNoTracking().Where(row => row.PortalId == portal && row.Id == id)
            .Select(row => new TokenRoot(row.Id, row.CallsPer3Seconds)).SingleOrDefaultAsync(ct);

    /// <summary>After an uninstall nobody gets in, until the app is installed again.</summary>
    private static Task<bool> IsServedAsync(OlConnectorDb db, PortalId portal, CancellationToken ct) =>
        db.Portals.AnyAsync(row => row.Id == portal && row.State != PortalState.Gone, ct);
}
