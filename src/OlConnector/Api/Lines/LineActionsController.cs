using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using OlConnector.Api.QuietNode;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>What people do to lines.</summary>
[Route("api/v1/lines/{id}")]
[Tags("lines")]
internal sealed class LineActionsController(LineActions actions) : PortalController
{
    /// <summary>Stops the line before its next dispatch; <c>inFlight</c> says what finishes still.</summary>
    [HttpPost("pause"), RequiresRole(Role.Support)]
    public Task<ActionResult<LineResource>> Pause(string id, CancellationToken ct) => actions.PauseAsync(Caller, id, ct);

    /// <summary>
    /// Lets a paused or frozen line go on from its first unsent message; 409 while its gateway says that it cannot send.
    /// </summary>
    [HttpPost("resume"), RequiresRole(Role.Support)]
    public Task<ActionResult<LineResource>> Resume(string id, CancellationToken ct) => actions.ResumeAsync(Caller, id, ct);

    /// <summary>Asks the line's gateway now how it is, and notes the answer; a line that turns out to be disconnected freezes.</summary>
    [HttpPost("check"), RequiresRole(Role.Support), NeedsOutside]
    public Task<ActionResult<LineResource>> Check(string id, CancellationToken ct) => actions.CheckAsync(Caller, id, ct);

    /// <summary>Takes everything unsent out of the line's queue.</summary>
    [HttpPost("clear"), RequiresRole(Role.Support)]
    public Task<ActionResult<ClearedAnswer>> Clear(string id, CancellationToken ct) => actions.ClearAsync(Caller, id, ct);

    /// <summary>
    /// Gives the HANDLER address, of which the portal is told, or the hook address, which people enter at the gateway, a new key; the old
    /// one works for its grace.
    /// </summary>
    [HttpPost("rotate-key"), RequiresRole(Role.Admin), RequiresFreshSession]
    public Task<ActionResult<LineResource>> RotateKey(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] RotationDraft? draft, CancellationToken ct) =>
        actions.RotateKeyAsync(Caller, id, draft, ct);

    /// <summary>Deletes the line; its CODE never comes back.</summary>
    [HttpDelete, RequiresRole(Role.Admin)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<ActionResult> Delete(string id, CancellationToken ct) => actions.DeleteAsync(Caller, id, IfMatch, ct);
}
