using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Sessions;

namespace OlConnector.Web.Access;

/// <summary>Finds out who is behind a bearer token.</summary>
internal sealed class Callers(Database database, SessionTokens sessions, IOptionsMonitor<OperatorOptions> operators)
{
    /// <summary>API tokens are short; a sealed session never is.</summary>
    private const int LongestApiToken = 100;

    /// <summary>The caller, or null when the token opens nothing.</summary>
    /// <param name="token">From the Authorization header.</param>
    /// <param name="portal">From <c>X-Portal</c>: a member_id; only the operator's token needs it.</param>
    internal async Task<Caller?> FindAsync(string token, string? portal, CancellationToken ct)
    {
        await using var db = database.Read();
        if (IsOperator(token)) return await OperatorAsync(db, portal, ct);
        if (token.Length <= LongestApiToken) return await ProgramAsync(db, token, ct);
        return sessions.Read(token) is { } session ? await PersonAsync(db, session, ct) : null;
    }

    /// <summary>True for the operator's token, whatever portal it is sent with.</summary>
    internal bool IsOperator(string token) =>
        operators.CurrentValue.Token is { Length: > 0 } expected && SecretKey.AreEqual(SecretKey.Hash(expected), SecretKey.Hash(token));

    private static async Task<Caller?> OperatorAsync(OlConnectorDb db, string? portal, CancellationToken ct)
    {
        if (portal is not { Length: > 0 and <= PortalId.MaxLength }) return null;
        var id = new PortalId(portal);
        return await db.Portals.AnyAsync(row => row.Id == id, ct)
            ? new Caller(CallerKind.Operator, id, "operator", "operator", Role.Admin, Lines: null)
            : null;
    }

    private static async Task<Caller?> PersonAsync(OlConnectorDb db, PortalSession session, CancellationToken ct)
    {
        if (!await IsServedAsync(db, session.Portal, ct)) return null;
        var user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(row => row.PortalId == session.Portal && row.UserId == session.UserId, ct);
        var role = session.IsAdmin ? Role.Admin : user?.Role ?? Role.Viewer;
        return new Caller(
            CallerKind.Session, session.Portal, session.UserId, session.UserName, role, session.IsAdmin ? null : LineList.Read(user?.Lines))
        {
            IsPortalAdmin = session.IsAdmin,
            TimeZone = session.TimeZone,
            Language = session.Language,
        };
    }

    private static async Task<Caller?> ProgramAsync(OlConnectorDb db, string token, CancellationToken ct)
    {
        var hash = SecretKey.Hash(token);
        var found = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null, ct);
        return found is not null && await IsServedAsync(db, found.PortalId, ct)
            ? new Caller(
                CallerKind.Token, found.PortalId, found.Id.ToString("N"), found.Name, found.Role, LineList.Read(found.Lines))
            { CallsPer3Seconds = found.CallsPer3Seconds }
            : null;
    }

    /// <summary>After an uninstall nobody gets in, until the app is installed again.</summary>
    private static Task<bool> IsServedAsync(OlConnectorDb db, PortalId portal, CancellationToken ct) =>
        db.Portals.AnyAsync(row => row.Id == portal && row.State != PortalState.Gone, ct);
}
