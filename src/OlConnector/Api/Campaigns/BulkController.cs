using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Several mailings with one call, for programs.</summary>
[Route("api/v1/bulk")]
[Tags("bulk")]
internal sealed class BulkController(BulkDesk desk) : PortalController
{
    /// <summary>
    /// Makes and starts mailings. All of them begin or, where one is wrong, none; guard, quota, hours and refusals hold for each. With
    /// Idempotency-Key a repeated call gets the same answer for 24 hours.
    /// </summary>
    [HttpPost, RequiresRole(Role.Marketer), ClosedToOperator, Dear]
    [ProducesResponseType<BulkAnswer>(StatusCodes.Status202Accepted)]
    public Task<ActionResult<BulkAnswer>> Begin(
        BulkDraft wish, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        desk.BeginAsync(Caller, wish, idempotencyKey, ct);
}
