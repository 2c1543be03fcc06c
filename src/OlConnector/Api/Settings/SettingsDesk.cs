using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Settings;

/// <summary>Keeps a portal's settings.</summary>
internal sealed class SettingsDesk(Writer writer, Database database, AuditTrail audit)
{
    internal async Task<PortalSettings> GetAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        return PortalSettings.Of(await db.Portals.AsNoTracking().SingleAsync(portal => portal.Id == caller.Portal, ct));
    }

    internal async Task<ActionResult<PortalSettings>> ChangeAsync(
        Caller caller, MergePatch<PortalSettings> patch, Precondition ifMatch, CancellationToken ct) =>
        await writer.RunAsync(turn => Change(turn, caller, patch, ifMatch), ct) is { } refusal ? refusal : await GetAsync(caller, ct);

    private Refusal? Change(WriteTurn turn, Caller caller, MergePatch<PortalSettings> patch, Precondition ifMatch)
    {
        using var db = turn.OpenDb();
        var portal = db.Portals.Single(row => row.Id == caller.Portal);
        var before = PortalSettings.Of(portal);
        if (!ifMatch.Allows(before)) return Refuse.PreconditionFailed();
        var wanted = patch.ApplyTo(before);
        if (SettingsChecks.Check(wanted, before) is { } refusal) return refusal;

        wanted.ApplyTo(portal);
        if (db.SaveChanges() == 0) return null;
        audit.Write(
            turn, caller.Portal, caller.Actor, "settings changed", null, ApiJson.Text(before), ApiJson.Text(PortalSettings.Of(portal)));
        return null;
    }
}
