using Microsoft.AspNetCore.Mvc;
using OlConnector.Web;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Portals;

/// <summary>All portals of this installation, for the vendor's support.</summary>
[ApiController]
[AnswersWithTag]
[KnownQuery]
[RawBody]
[Produces("application/json")]
[Route("api/v1/portals")]
[Tags("portals")]
internal sealed class PortalsController(PortalReading reading) : ControllerBase
{
    /// <summary>Lists portals with their health, by domain. For the operator's token alone; no <c>X-Portal</c> is needed.</summary>
    [HttpGet, RequiresOperator]
    public Task<ActionResult<Page<PortalHealth>>> List(
        [FromQuery] PortalQuery query, [FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(query, page, ct);
}
