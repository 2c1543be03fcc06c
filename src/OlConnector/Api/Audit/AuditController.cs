using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Audit;

/// <summary>Who did what in a portal.</summary>
[Route("api/v1/audit")]
[Tags("audit")]
internal sealed class AuditController(AuditReading reading, KeptCallbackReading callbacks, RestCallReading calls) : PortalController
{
    /// <summary>Lists entries, newest first.</summary>
    [HttpGet, RequiresRole(Role.Admin, ofAllLines: true), Dear]
    public Task<ActionResult<Page<AuditResource>>> List(
        [FromQuery] AuditFilter filter, [FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(Caller, filter, page, ct);

    /// <summary>
    /// Lists callbacks of gateways that could not be read or applied, newest first, of the lines that the caller may see.
    /// </summary>
    [HttpGet("callbacks"), RequiresRole(Role.Admin)]
    public Task<ActionResult<Page<KeptCallbackResource>>> Callbacks(
        [FromQuery] string? line, [FromQuery] PageQuery page, CancellationToken ct) =>
        callbacks.ListAsync(Caller, line, page, ct);

    /// <summary>Lists our calls to Bitrix24 of the last three days, masked, newest first.</summary>
    [HttpGet("rest-calls"), RequiresRole(Role.Admin, ofAllLines: true)]
    public Task<ActionResult<Page<RestCallResource>>> RestCalls(
        [FromQuery] string? method, [FromQuery] PageQuery page, CancellationToken ct) =>
        calls.ListAsync(Caller, method, page, ct);
}
