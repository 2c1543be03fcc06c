using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>The messages of a portal.</summary>
[Route("api/v1/messages")]
[Tags("messages")]
internal sealed class MessagesController(MessageReading reading, MessageActions actions, QuickSends quickSends) : PortalController
{
    /// <summary>Lists messages, newest first.</summary>
    [HttpGet, RequiresRole(Role.Viewer), Dear]
    public Task<ActionResult<Page<MessageSummary>>> List(
        [FromQuery] MessageQuery query, [FromQuery] PageQuery page, CancellationToken ct) =>
        reading.ListAsync(Caller, query, page, ct);

    /// <summary>Reads one message with its history and attempts.</summary>
    [HttpGet("{id}"), RequiresRole(Role.Viewer)]
    public Task<ActionResult<MessageResource>> Get(string id, CancellationToken ct) => reading.GetAsync(Caller, id, ct);

    /// <summary>Sends one message. With Idempotency-Key a repeated call gets the same answer for 24 hours.</summary>
    [HttpPost, RequiresRole(Role.Marketer), ClosedToOperator]
    [ProducesResponseType<QuickSendAnswer>(StatusCodes.Status202Accepted)]
    public Task<ActionResult<QuickSendAnswer>> Send(
        QuickSendDraft draft, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, CancellationToken ct) =>
        quickSends.SendAsync(Caller, draft, idempotencyKey, ct);

    /// <summary>Lets a held message go on; it is composed and admitted again.</summary>
    [HttpPost("{id}/release"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<MessageResource>> Release(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ReleaseWish? wish, CancellationToken ct) =>
        actions.ReleaseAsync(Caller, id, wish, ct);

    /// <summary>Gives a held message up.</summary>
    [HttpPost("{id}/discard"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<MessageResource>> Discard(string id, CancellationToken ct) => actions.DiscardAsync(Caller, id, ct);

    /// <summary>Takes a message that waits out of the queue, before the next dispatch; 409 where it has left already.</summary>
    [HttpPost("{id}/cancel"), RequiresRole(Role.Marketer)]
    public Task<ActionResult<MessageResource>> Cancel(string id, CancellationToken ct) => actions.CancelAsync(Caller, id, ct);

    /// <summary>Settles a message of unknown fate by a person's word.</summary>
    [HttpPost("{id}/resolve"), RequiresRole(Role.Support)]
    public Task<ActionResult<MessageResource>> Resolve(string id, ResolveWish wish, CancellationToken ct) =>
        actions.ResolveAsync(Caller, id, wish, ct);
}
