using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What became of an event.</summary>
internal enum EventOutcome
{
    /// <summary>Done, or nothing to do.</summary>
    Taken,

    /// <summary>No such portal; nothing more is told.</summary>
    UnknownPortal,

    /// <summary>Not from the portal it names. Nothing changed.</summary>
    Forged,

    /// <summary>It cannot be verified right now.</summary>
    Unverifiable,
}

/// <summary>
/// Takes Bitrix24's life-cycle events (bitrix24.md §1.4, §1.5): each proves itself by the application token, an installation by its access
/// token. Users hold the application token too, so nothing is destroyed or frozen by such an event alone.
/// </summary>
internal sealed class LifeCycleEvents(
    Database database, SecretBox secrets, VisitorVerification verification, PortalBook portals, PortalRemovals removals,
    PaymentCheck payment, PortalCare care, AuditTrail audit, ILogger<LifeCycleEvents> log)
{
    /// <summary>Takes one event.</summary>
    /// <param name="form">What came.</param>
    /// <param name="address">From where.</param>
    /// <param name="ct">Ends the verification of an installation.</param>
    public async Task<EventOutcome> TakeAsync(PortalForm form, string? address, CancellationToken ct)
    {
        var name = (form["event"] ?? "").ToUpperInvariant();
        if (form["auth[member_id]"] is not { Length: > 0 and <= PortalId.MaxLength } member) return EventOutcome.UnknownPortal;
        var portal = await FindAsync(new PortalId(member), ct);
        if (name == "ONAPPINSTALL") return await InstallAsync(form, member, address, ct);
        if (portal is null) return EventOutcome.UnknownPortal;

        var isGenuine = IsGenuine(portal, form["auth[application_token]"]);
        if (name is "ONAPPUPDATE" or "ONSUBSCRIPTIONRENEW") return await RenewAsync(form, portal, name, isGenuine, address, ct);
        if (!isGenuine && secrets.Unprotect(portal.ApplicationToken) is not null) return await ForgedAsync(portal.Id, name, address);
        switch (name)
        {
            case "ONAPPUNINSTALL" when isGenuine:
                if (await removals.AnnounceAsync(portal.Id, isClean: form["data[CLEAN]"] == "1")) break;
                return await ForgedAsync(portal.Id, name, address);
            case "ONAPPPAYMENT" when isGenuine:
                // What it says, every user could say: the portal's own answers tell whether it has paid.
                await payment.AskAsync(portal.Id, Priority.Interactive, ct);
                break;
            case "ONAPPUNINSTALL" or "ONAPPPAYMENT":
                // An older box has not told us its token, or ours cannot be read any more: the portal says itself whether the app is still
                // there and may work.
                await payment.FollowHintAsync(portal.Id, ct);
                break;
        }

        var word = Known(name);
        log.EventTaken(portal.Id, word);
        return EventOutcome.Taken;
    }

    /// <summary>The claim in an event's <c>auth</c>.</summary>
    internal static VisitorClaim ClaimOf(PortalForm form) => new(
        form["auth[access_token]"], form["auth[member_id]"], form["auth[refresh_token]"], TokenPair.LifeOf(form["auth[expires_in]"]),
        form["auth[server_endpoint]"]);

    private async Task<EventOutcome> InstallAsync(PortalForm form, string member, string? address, CancellationToken ct)
    {
        switch (await verification.VerifyAsync(ClaimOf(form), ct))
        {
            case Visitor.Verified { IsAdmin: true } admin
                when await portals.AdmitAsync(admin, form["auth[application_token]"], isInstalling: true) is not null:
                care.Request(admin.Portal, refreshAll: true);
                log.EventTaken(admin.Portal, "ONAPPINSTALL");
                return EventOutcome.Taken;
            case Visitor.Unreachable or Visitor.Unpaid:
                return EventOutcome.Unverifiable;
            default:
                return await ForgedAsync(new PortalId(member), "ONAPPINSTALL", address);
        }
    }

    /// <summary>
    /// An update and a renewed subscription come with tokens: they may bring a new application token, if the access token proves it.
    /// </summary>
    private async Task<EventOutcome> RenewAsync(
        PortalForm form, Stored portal, string name, bool isGenuine, string? address, CancellationToken ct)
    {
        var visitor = await verification.VerifyAsync(ClaimOf(form), ct);
        if (visitor is Visitor.Verified { IsAdmin: true } admin)
            await portals.AdmitAsync(admin, form["auth[application_token]"], isInstalling: true);
        else if (!isGenuine)
            return visitor is Visitor.Unreachable or Visitor.Unpaid
                ? EventOutcome.Unverifiable
                : await ForgedAsync(portal.Id, name, address);
        // The new version has no senders and no event handlers any more (bitrix24.md §0).
        if (name == "ONAPPUPDATE") care.Request(portal.Id, refreshAll: true);
        else await payment.AskAsync(portal.Id, Priority.Interactive, ct);
        log.EventTaken(portal.Id, name);
        return EventOutcome.Taken;
    }

    private bool IsGenuine(Stored portal, string? token) =>
        !string.IsNullOrEmpty(token) && secrets.Unprotect(portal.ApplicationToken) is { } known && SecretKey.AreEqual(known, token);

    private async Task<EventOutcome> ForgedAsync(PortalId portal, string name, string? address)
    {
        var word = Known(name);
        if (await audit.CountAsync(portal, "event call", "forged_event", word, after: null, address)) log.EventForged(portal, word);
        return EventOutcome.Forged;
    }

    /// <summary>Only words we know go into logs.</summary>
    private static string Known(string name) =>
        name is "ONAPPINSTALL" or "ONAPPUPDATE" or "ONAPPUNINSTALL" or "ONAPPPAYMENT" or "ONSUBSCRIPTIONRENEW" or "ONAPPTEST"
            or "ONAPPMETHODCONFIRM"
            ? name
            : "another event";

    private async Task<Stored?> FindAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().Where(row => row.Id == portal && row.PurgeRequestedAt == null)
            .Select(row => new Stored(row.Id, row.ApplicationToken)).FirstOrDefaultAsync(ct);
    }

    private sealed record Stored(PortalId Id, string? ApplicationToken);
}
