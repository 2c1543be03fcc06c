using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Settings;

/// <summary>A portal's settings.</summary>
[Route("api/v1/settings")]
[Tags("settings")]
internal sealed class SettingsController(SettingsDesk desk) : PortalController
{
    /// <summary>Reads the settings.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public async Task<ActionResult<PortalSettings>> Get(CancellationToken ct) => await desk.GetAsync(Caller, ct);

    /// <summary>Changes the settings.</summary>
    [HttpPatch, RequiresRole(Role.Admin, ofAllLines: true)]
    public Task<ActionResult<PortalSettings>> Change(MergePatch<PortalSettings> patch, CancellationToken ct) =>
        desk.ChangeAsync(Caller, patch, IfMatch, ct);
}
