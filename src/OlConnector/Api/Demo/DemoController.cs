using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Demo;

/// <summary>The demo of a portal.</summary>
[Route("api/v1/demo")]
[Tags("demo")]
internal sealed class DemoController(DemoReading reading) : PortalController
{
    /// <summary>Reads what the demo lets out, what took a unit of it, and what it refused.</summary>
    [HttpGet, RequiresRole(Role.Viewer)]
    public async Task<ActionResult<DemoResource>> Get(CancellationToken ct) => await reading.GetAsync(Caller, ct);
}
