using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Access;
using OlConnector.Api.Wire;
using OlConnector.Engine.Portals;

namespace OlConnector.Api.Session;

/// <summary>The caller's own session.</summary>
[Route("api/v1/session")]
[Tags("session")]
public sealed class SessionController(SessionReading reading) : PortalController
{
    /// <summary>Tells who calls, for which portal, and what they may do.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public async Task<ActionResult<SessionResource>> Get(CancellationToken ct) => await reading.GetAsync(Caller, ct);
}
