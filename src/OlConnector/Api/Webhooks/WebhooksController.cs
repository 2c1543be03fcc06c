using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.QuietNode;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Webhooks;

/// <summary>Addresses of other programs that are told of what happens (Standard Webhooks 1.0).</summary>
[Route("api/v1/webhooks")]
[Tags("webhooks")]
internal sealed class WebhooksController(WebhookReading reading, WebhookDesk desk) : PortalController
{
    /// <summary>Lists webhooks.</summary>
    [HttpGet, RequiresRole(Role.Admin, ofAllLines: true)]
    public Task<ActionResult<Page<WebhookResource>>> List([FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(Caller, page, ct);

    /// <summary>Reads one webhook.</summary>
    [HttpGet("{id}"), RequiresRole(Role.Admin, ofAllLines: true)]
    public Task<ActionResult<WebhookResource>> Get(string id, CancellationToken ct) => reading.GetAsync(Caller, id, ct);

    /// <summary>Makes a webhook, and shows its secret, this once. It hears of what happens from then on.</summary>
    [HttpPost, RequiresRole(Role.Admin, ofAllLines: true), RequiresFreshSession]
    [ProducesResponseType<NewWebhook>(StatusCodes.Status201Created)]
    public Task<ActionResult<NewWebhook>> Create(WebhookDraft draft, CancellationToken ct) => desk.CreateAsync(Caller, draft, ct);

    /// <summary>Changes a webhook, switches it off, or on again.</summary>
    [HttpPatch("{id}"), RequiresRole(Role.Admin, ofAllLines: true), RequiresFreshSession]
    public Task<ActionResult<WebhookResource>> Change(string id, MergePatch<WebhookDraft> patch, CancellationToken ct) =>
        desk.ChangeAsync(Caller, id, patch, ct);

    /// <summary>Deletes a webhook, with what it was told and what it was still to be told.</summary>
    [HttpDelete("{id}"), RequiresRole(Role.Admin, ofAllLines: true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<ActionResult> Delete(string id, CancellationToken ct) => desk.DeleteAsync(Caller, id, ct);

    /// <summary>
    /// Sends an event webhook.test with the number 0 at once, also while the webhook is switched off, and answers what came of it.
    /// </summary>
    [HttpPost("{id}/test"), RequiresRole(Role.Admin, ofAllLines: true), NeedsOutside, Dear]
    public Task<ActionResult<WebhookTestAnswer>> Test(string id, CancellationToken ct) => desk.TestAsync(Caller, id, ct);

    /// <summary>Lists what it was told and what waits, newest first.</summary>
    [HttpGet("{id}/deliveries"), RequiresRole(Role.Admin, ofAllLines: true)]
    public Task<ActionResult<Page<DeliveryResource>>> Deliveries(string id, [FromQuery] PageQuery page, CancellationToken ct) =>
        reading.DeliveriesAsync(Caller, id, page, ct);

    /// <summary>Sends a delivery once more, with its id and body, before what waits.</summary>
    [HttpPost("{id}/deliveries/{number}/retry"), RequiresRole(Role.Admin, ofAllLines: true)]
    public Task<ActionResult<DeliveryResource>> Retry(string id, string number, CancellationToken ct) =>
        desk.RetryAsync(Caller, id, number, ct);
}
