using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Reconciliation;

/// <summary>Shows that nothing is lost.</summary>
[Route("api/v1/reconciliation")]
[Tags("reconciliation")]
internal sealed class ReconciliationController(Books books) : PortalController
{
    /// <summary>Compares what came in with what became of it.</summary>
    [HttpGet, RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<ReconciliationResource>> Get([FromQuery] ReconciliationQuery query, CancellationToken ct) =>
        books.ReconcileAsync(Caller, query, ct);
}
