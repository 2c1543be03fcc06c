using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.QuietNode;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>The telephone behind a line, for gateways that speak as a linked device.</summary>
[Route("api/v1/lines/{id}")]
[Tags("lines")]
internal sealed class LineLoginController(LoginDesk desk) : PortalController
{
    /// <summary>An image to scan with the telephone, or that it is linked already. Ask again when it expires.</summary>
    [HttpGet("login"), RequiresRole(Role.Admin), NeedsOutside]
    public Task<ActionResult<LoginAnswer>> OfferLogin(string id, CancellationToken ct) => desk.OfferAsync(Caller, id, ct);

    /// <summary>A code to type into the telephone with the given number.</summary>
    [HttpPost("login"), RequiresRole(Role.Admin), NeedsOutside]
    public Task<ActionResult<LoginAnswer>> OfferLoginCode(string id, LoginDraft draft, CancellationToken ct) =>
        desk.OfferCodeAsync(Caller, id, draft, ct);

    /// <summary>
    /// Starts, stops, restarts or ends the line's session at its gateway. After <c>logOut</c> the telephone has to be linked again.
    /// </summary>
    [HttpPost("session"), RequiresRole(Role.Admin), NeedsOutside]
    public Task<ActionResult<LineResource>> ActOnSession(string id, SessionDraft draft, CancellationToken ct) =>
        desk.ActAsync(Caller, id, draft, ct);
}
