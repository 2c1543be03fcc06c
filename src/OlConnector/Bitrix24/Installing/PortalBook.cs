using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>A portal as its verified user may see it.</summary>
internal sealed record AdmittedPortal(
    PortalId Id, string Domain, string Status, string? License, PortalState State, string TimeZone, string? Country, Role Role, string? Lines, bool NeedsReauthorization);

/// <summary>Keeps the portals: one row per <c>member_id</c>, whichever of event and frame comes first (bitrix24.md §1).</summary>
internal sealed class PortalBook(
    Writer writer, SecretBox secrets, AuditTrail audit, PortalLines lines, PortalPurge purge, LineDirectory directory, Wakeups wakeups, IOptionsMonitor<Bitrix24Options> options, TimeProvider clock,
    ILogger<PortalBook> log)
{
    /// <summary>Takes in what a verified caller proved. Null when the portal is unknown, or gone, and the caller may not install.</summary>
    /// <param name="caller">The verified caller.</param>
    /// <param name="applicationToken">The application token that came with the caller's own token; believed from administrators only (bitrix24.md §1.5).</param>
    /// <param name="isInstalling">An installer page or install event: the tokens replace the stored ones.</param>
    public async Task<AdmittedPortal?> AdmitAsync(Caller.Verified caller, string? applicationToken, bool isInstalling)
    {
        // A purge that is still under way must not take the new installation with it.
        await purge.RunAsync(caller.Portal);
        var now = clock.GetUtcNow();
        var (admitted, wasServed, hasNewKey) = await writer.RunAsync(turn => Admit(turn, caller, applicationToken, isInstalling, now));
        if (hasNewKey) await directory.RefreshAsync();
        if (wasServed) return admitted;
        log.PortalServed(caller.Portal);
        wakeups.Dispatching.Pulse();
        wakeups.Reporting.Pulse();
        return admitted;
    }

    private (AdmittedPortal? Portal, bool WasServed, bool HasNewKey) Admit(WriteTurn turn, Caller.Verified caller, string? applicationToken, bool isInstalling, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var portal = db.Portals.Find(caller.Portal);
        if (portal is null or { State: PortalState.Gone } && !caller.IsAdmin) return (null, true, false);
        var key = portal?.ApplicationToken;
        var (wasActive, isNew) = (portal is { State: PortalState.Active, NeedsReauthorization: false }, portal is null);
        if (portal is null) db.Portals.Add(portal = New(caller, now));

        Describe(portal, caller);
        if (caller.IsAdmin) Empower(portal, caller, applicationToken, isInstalling || portal.State == PortalState.Gone, now);
        var before = portal.State;
        portal.State = PortalState.Active;
        portal.UninstalledAt = null;
        var user = Meet(db, caller);
        db.SaveChanges();

        if (before == PortalState.Unpaid) lines.Thaw(turn, portal.Id, now);
        if (!wasActive) ReportQueue.Wake(turn, portal.Id, now - PortalWord.Settling, now);
        if (isNew || before == PortalState.Gone)
            audit.Write(turn, portal.Id, $"user {caller.UserId}", isNew ? "portal installed" : "portal installed again", portal.Domain);
        return (new AdmittedPortal(
            portal.Id, portal.Domain, portal.Status, portal.License, portal.State, portal.TimeZone, portal.Country, caller.IsAdmin ? Role.Admin : user.Role, caller.IsAdmin ? null : user.Lines,
            portal.NeedsReauthorization), wasActive, portal.ApplicationToken != key || before != PortalState.Active);
    }

    private static Portal New(Caller.Verified caller, DateTimeOffset now) => new()
    {
        Id = caller.Portal,
        Domain = PortalHost.DomainOf(caller.Endpoint),
        ClientEndpoint = caller.Endpoint.ToString(),
        AuthorizationServer = caller.AuthorizationServer,
        InstalledAt = now,
        Language = caller.Language ?? "en",
        TimeZone = caller.TimeZone ?? "UTC",
        Country = PortalCountry.Of(caller.License, PortalHost.DomainOf(caller.Endpoint)),
    };

    private static void Describe(Portal portal, Caller.Verified caller)
    {
        portal.Domain = PortalHost.DomainOf(caller.Endpoint);
        portal.ClientEndpoint = caller.Endpoint.ToString();
        portal.AuthorizationServer = caller.AuthorizationServer;
        portal.Status = caller.Status ?? portal.Status;
        portal.License = caller.License ?? portal.License;
        portal.Scope = caller.Scope ?? portal.Scope;
    }

    /// <summary>An administrator's tokens replace the stored ones at an installation, or when those are dead (bitrix24.md §8).</summary>
    private void Empower(Portal portal, Caller.Verified caller, string? applicationToken, bool isInstalling, DateTimeOffset now)
    {
        if (caller.Tokens is { } pair && (isInstalling || portal.NeedsReauthorization || secrets.Unprotect(portal.RefreshToken) is null))
        {
            portal.AccessToken = secrets.Protect(pair.AccessToken);
            portal.RefreshToken = secrets.Protect(pair.RefreshToken);
            portal.AccessTokenEndsAt = now + pair.Life;
            portal.TokensRenewedAt = now;
            portal.TokenVersion++;
            portal.TokenUserId = caller.UserId;
            portal.NeedsReauthorization = false;
        }

        if (!string.IsNullOrEmpty(applicationToken)) Learn(portal, applicationToken, now);
    }

    private void Learn(Portal portal, string applicationToken, DateTimeOffset now)
    {
        var current = secrets.Unprotect(portal.ApplicationToken);
        if (current is not null && SecretKey.AreEqual(current, applicationToken)) return;
        (portal.PreviousApplicationToken, portal.PreviousApplicationTokenEndsAt) =
            current is null ? (null, null) : (portal.ApplicationToken, (DateTimeOffset?)(now + options.CurrentValue.HandlerKeyGrace));
        portal.ApplicationToken = secrets.Protect(applicationToken);
    }

    private static PortalUser Meet(OlConnectorDb db, Caller.Verified caller)
    {
        var user = db.Users.Find(caller.Portal, caller.UserId);
        if (user is null) db.Users.Add(user = new PortalUser { PortalId = caller.Portal, UserId = caller.UserId, Role = Role.Viewer });
        user.Name = caller.UserName;
        return user;
    }
}
