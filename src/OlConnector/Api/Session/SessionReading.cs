using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Api.Demo;
using OlConnector.Bitrix24;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Session;

/// <summary>Who calls.</summary>
/// <param name="Kind">How they proved it.</param>
/// <param name="User">The caller.</param>
/// <param name="Portal">Their portal.</param>
/// <param name="Quiet">The node that answers is kept away from portals and gateways: nothing leaves it.</param>
internal sealed record SessionResource(CallerKind Kind, SessionUser User, SessionPortal Portal, bool Quiet);

/// <summary>What a page sends to go on with a new session.</summary>
/// <param name="AccessToken">The user's access token, as the portal's library gives it to the page.</param>
/// <param name="Domain">The portal's host. Not believed: who calls is checked by the token alone.</param>
/// <param name="MemberId">The portal.</param>
internal sealed record RenewalDraft(
    [property: Needed] string? AccessToken = null, string? Domain = null, [property: Needed] string? MemberId = null)
{
    /// <summary>Never prints its token.</summary>
    public override string ToString() => $"renewal for {MemberId}";
}

/// <summary>A new session.</summary>
/// <param name="Token">For the Authorization header.</param>
/// <param name="ExpiresAt">The page renews it before this moment.</param>
/// <param name="User">The person.</param>
/// <param name="Portal">Their portal.</param>
internal sealed record RenewedSession(string Token, DateTimeOffset ExpiresAt, SessionUser User, SessionPortal Portal) : IUncached;

/// <summary>The caller: a person, or a program by its token.</summary>
/// <param name="Id">User id, token id or <c>operator</c>.</param>
/// <param name="Name">The name people know them by.</param>
/// <param name="IsAdmin">An administrator of the portal, by the portal's own word.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Lines">Ids of the lines that exist for them; null for all.</param>
/// <param name="TimeZone">Their IANA time zone; null for programs.</param>
/// <param name="Language">Two letters of their language; null for programs.</param>
internal sealed record SessionUser(
    string Id, string Name, bool IsAdmin, Role Role, IReadOnlyList<string>? Lines, string? TimeZone, string? Language);

/// <summary>A portal as its people see it.</summary>
/// <param name="MemberId">Its key.</param>
/// <param name="Domain">Its host today.</param>
/// <param name="State">Whether it can be served.</param>
/// <param name="Status">Bitrix24's letter for the installation.</param>
/// <param name="IsDemo">Whether the limits of a demo hold.</param>
/// <param name="DemoLeft">Marketing messages that the demo has left for all lines together; null where none is limited.</param>
/// <param name="RefusedByDemo">
/// Messages of mailings that the demo refused and that a restart of <c>refusedByDemo</c> would send, of the lines that the caller sees.
/// </param>
/// <param name="NeedsReauthorization">An administrator has to open the app before Bitrix24 can be told anything.</param>
/// <param name="TimeZone">Its IANA time zone.</param>
/// <param name="Language">Two letters of its language.</param>
/// <param name="Parts">What the app puts into the portal beside message providers, and whether it is there.</param>
internal sealed record SessionPortal(
    string MemberId, string Domain, PortalState State, string Status, bool IsDemo, int? DemoLeft, int RefusedByDemo,
    bool NeedsReauthorization, string TimeZone, string Language, IReadOnlyList<SessionPart> Parts);

/// <summary>A part of the app in the portal.</summary>
/// <param name="Name"><c>robot</c> or <c>cardTabs</c>.</param>
/// <param name="State">Whether people find it there.</param>
/// <param name="Problem">What the portal said against it; null when nothing.</param>
internal sealed record SessionPart(string Name, PartState State, string? Problem);

/// <summary>Tells callers who they are.</summary>
internal sealed class SessionReading(
    Database database, DemoReading ledger, IOptionsMonitor<DemoOptions> demo, IOptions<OutboundOptions> outbound)
{
    internal async Task<SessionResource> GetAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        var portal = await db.Portals.AsNoTracking().SingleAsync(row => row.Id == caller.Portal, ct);
        return new SessionResource(
            caller.Kind,
            new SessionUser(
                caller.Id, caller.Name, caller.IsPortalAdmin, caller.Role,
                caller.Lines?.Select(line => line.ToString()).Order(StringComparer.Ordinal).ToList(), caller.TimeZone, caller.Language),
            new SessionPortal(
                portal.Id.Value, portal.Domain, portal.State, portal.Status, demo.CurrentValue.Covers(portal.Id, portal.Status),
                await DemoLeftAsync(db, portal, ct),
                (await RefusedByDemo.OfAsync(db, caller, ct)).Sum(campaign => campaign.Count), portal.NeedsReauthorization,
                portal.TimeZone, portal.Language, await PartsAsync(db, portal, ct)),
            outbound.Value.Quiet);
    }

    private static async Task<IReadOnlyList<SessionPart>> PartsAsync(OlConnectorDb db, Portal portal, CancellationToken ct) =>
        await db.PortalParts.AsNoTracking().Where(part => part.PortalId == portal.Id).OrderBy(part => part.Name)
            .Select(part => new SessionPart(part.Name, part.State, part.Problem)).ToListAsync(ct);

    private async Task<int?> DemoLeftAsync(OlConnectorDb db, Portal portal, CancellationToken ct) =>
        demo.CurrentValue.Covers(portal.Id, portal.Status)
            ? Math.Max(0, demo.CurrentValue.MarketingMessages - await ledger.UsedAsync(db, portal.Id, ct))
            : null;
}
