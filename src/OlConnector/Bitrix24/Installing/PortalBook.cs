using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Keeping;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Web.Sessions;

namespace OlConnector.Bitrix24.Installing;

/// <summary>A portal as its verified user may see it.</summary>
internal sealed record AdmittedPortal(
    PortalId Id, string Domain, string Status, string? License, PortalState State, string TimeZone, string? Country, Role Role,
    string? Lines, bool NeedsReauthorization, SessionEpoch Epoch);

/// <summary>Keeps the portals: one row per <c>member_id</c>, whichever of event and frame comes first (bitrix24.md §1).</summary>
internal sealed class PortalBook(
    Writer writer, SecretBox secrets, AuditTrail audit, PortalLines lines, DoubtedRemovals removals, PortalPurge purge,
    LineDirectory directory, Wakeups wakeups, PairProof pairs, IOptionsMonitor<Bitrix24Options> options, TimeProvider clock,
    ILogger<PortalBook> log)
{
    /// <summary>
    /// Takes in what a verified visitor proved. Null when the portal is unknown, or gone, and the visitor may not install.
    /// </summary>
    /// <param name="visitor">The verified visitor.</param>
    /// <param name="applicationToken">
    /// The application token that came with the visitor's own token; kept only if an administrator sent it (bitrix24.md §1.5).
    /// </param>
    /// <param name="isInstalling">An installer page or install event: the tokens replace the stored ones.</param>
    public async Task<AdmittedPortal?> AdmitAsync(Visitor.Verified visitor, string? applicationToken, bool isInstalling)
    {
        // A purge that is still under way must not take the new installation with it.
        await purge.FinishAsync(visitor.Portal);
        (visitor, var isForeign) = await pairs.ProveAsync(visitor, isInstalling);
        var now = clock.GetUtcNow();
        var (admitted, wasServed, hasNewKey) = await writer.RunAsync(turn => Admit(turn, visitor, applicationToken, isInstalling, now));
        if (hasNewKey) await directory.RefreshAsync();
        if (isForeign && admitted is not null)
            await audit.CountAsync(
                visitor.Portal, $"user {visitor.UserId}", "foreign_refresh_token", subject: null,
                after: "The refresh token belongs to another portal or user; it is not kept.", address: null);
        if (wasServed) return admitted;
        log.PortalServed(visitor.Portal);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        return admitted;
    }

    /// <summary>Ends the sessions that a user of the portal has.</summary>
    public Task EndSessionsAsync(PortalId portal, string userId)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Users.Find(portal, userId) is not { } user) return;
            user.SessionEpoch = SessionEpoch.After(user.SessionEpoch, now);
            db.SaveChanges();
        });
    }

    /// <summary>Keeps an application token that a call of the portal proved; a portal that is gone has no use for one.</summary>
    public async Task LearnAsync(PortalId id, string applicationToken)
    {
        var now = clock.GetUtcNow();
        var isNew = await writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Portals.Find(id) is not { State: not PortalState.Gone } portal) return false;
            KeepApplicationToken(portal, applicationToken, now);
            if (db.SaveChanges() == 0) return false;
            Revisions.Note(turn, id);
            audit.Write(turn, id, "handler call", "application token learned", subject: null);
            return true;
        });
        if (isNew) await directory.RefreshAsync();
    }

    private (AdmittedPortal? Portal, bool WasServed, bool HasNewKey) Admit(
        WriteTurn turn, Visitor.Verified visitor, string? applicationToken, bool isInstalling, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var portal = db.Portals.Find(visitor.Portal);
        if (portal is null or { State: PortalState.Gone } && !visitor.IsAdmin) return (null, true, false);
        var key = portal?.ApplicationToken;
        var (wasActive, isNew) = (portal is { State: PortalState.Active, NeedsReauthorization: false }, portal is null);
        if (portal is null) db.Portals.Add(portal = New(visitor, now));

        Update(portal, visitor);
        if (visitor.IsAdmin) GrantAdmin(portal, visitor, applicationToken, isInstalling || portal.State == PortalState.Gone, now);
        var before = portal.State;
        portal.State = PortalState.Active;
        portal.UninstalledAt = null;
        var user = UserOf(db, visitor, portal.IsClosedToNewUsers ? Role.None : Role.Viewer, now);
        db.SaveChanges();

        removals.Dismiss(turn, portal.Id, now);
        if (before == PortalState.Unpaid) lines.Thaw(turn, portal.Id, now);
        if (!wasActive)
        {
            DueTellings.Wake(turn, portal.Id, now - PortalWord.Settling, now);
            DueReturns.Wake(turn, portal.Id, now);
        }

        if (isNew || before == PortalState.Gone)
            audit.Write(turn, portal.Id, $"user {visitor.UserId}", isNew ? "portal installed" : "portal installed again", portal.Domain);
        var hasNewKey = isNew || portal.ApplicationToken != key || before != PortalState.Active;
        if (hasNewKey) Revisions.Note(turn, portal.Id);
        return (Show(portal, user, visitor.IsAdmin), wasActive, hasNewKey);
    }

    private static AdmittedPortal Show(Portal portal, PortalUser user, bool isAdmin) => new(
        portal.Id, portal.Domain, portal.Status, portal.License, portal.State, portal.TimeZone, portal.Country,
        isAdmin ? Role.Admin : user.Role, isAdmin ? null : user.Lines, portal.NeedsReauthorization,
        SessionEpoch.Of(portal.SessionEpoch, user.SessionEpoch));

    private static Portal New(Visitor.Verified visitor, DateTimeOffset now) => new()
    {
        Id = visitor.Portal,
        Domain = PortalHost.DomainOf(visitor.Endpoint),
        ClientEndpoint = visitor.Endpoint.ToString(),
        AuthorizationServer = visitor.AuthorizationServer,
        InstalledAt = now,
        SessionEpoch = SessionEpoch.After(null, now),
        Language = visitor.Language ?? "en",
        TimeZone = visitor.TimeZone ?? "UTC",
        Country = PortalCountry.Of(visitor.License, PortalHost.DomainOf(visitor.Endpoint)),
    };

    private static void Update(Portal portal, Visitor.Verified visitor)
    {
        portal.Domain = PortalHost.DomainOf(visitor.Endpoint);
        portal.ClientEndpoint = visitor.Endpoint.ToString();
        portal.AuthorizationServer = visitor.AuthorizationServer;
        portal.Status = visitor.Status ?? portal.Status;
        portal.License = visitor.License ?? portal.License;
        portal.Scope = visitor.Scope ?? portal.Scope;
    }

    /// <summary>
    /// An administrator's tokens replace the stored ones at an installation, or when those are dead (bitrix24.md §8). The access token was
    /// proved by its use; a refresh token that nobody proved is left out, and the next visit brings another.
    /// </summary>
    private void GrantAdmin(Portal portal, Visitor.Verified visitor, string? applicationToken, bool isInstalling, DateTimeOffset now)
    {
        if (visitor.Tokens is { } pair && (isInstalling || portal.NeedsReauthorization || secrets.Unprotect(portal.RefreshToken) is null))
        {
            portal.AccessToken = secrets.Protect(pair.AccessToken);
            if (pair is { IsProved: true, RefreshToken: { } refresh }) portal.RefreshToken = secrets.Protect(refresh);
            portal.AccessTokenEndsAt = now + pair.Life;
            portal.TokensRenewedAt = now;
            portal.TokenVersion++;
            portal.TokenUserId = visitor.UserId;
            portal.NeedsReauthorization = false;
        }

        if (!string.IsNullOrEmpty(applicationToken)) KeepApplicationToken(portal, applicationToken, now);
    }

    private void KeepApplicationToken(Portal portal, string applicationToken, DateTimeOffset now)
    {
        var current = secrets.Unprotect(portal.ApplicationToken);
        if (current is not null && SecretKey.AreEqual(current, applicationToken)) return;
        (portal.PreviousApplicationToken, portal.PreviousApplicationTokenEndsAt) =
            current is null ? (null, null) : (portal.ApplicationToken, (DateTimeOffset?)(now + options.CurrentValue.HandlerKeyGrace));
        portal.ApplicationToken = secrets.Protect(applicationToken);
    }

    private static PortalUser UserOf(OlConnectorDb db, Visitor.Verified visitor, Role first, DateTimeOffset now)
    {
        var user = db.Users.Find(visitor.Portal, visitor.UserId);
        if (user is null) db.Users.Add(user = new PortalUser { PortalId = visitor.Portal, UserId = visitor.UserId, Role = first });
        user.Name = visitor.UserName;
        // What the portal said before is over: sessions that an administrator had go with the rights.
        if (user.AdministratorSince is not null && !visitor.IsAdmin) user.SessionEpoch = SessionEpoch.After(user.SessionEpoch, now);
        user.AdministratorSince = visitor.IsAdmin ? user.AdministratorSince ?? now : null;
        return user;
    }
}
