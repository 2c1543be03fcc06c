using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Tokens;

/// <summary>The tokens by which other programs use the API.</summary>
[Route("api/v1/tokens")]
[Tags("tokens")]
internal sealed class TokensController(TokenDesk desk) : PortalController
{
    /// <summary>Lists tokens that are not revoked and hold no more than the caller.</summary>
    [HttpGet, RequiresRole(Role.Admin)]
    public Task<ActionResult<Page<TokenResource>>> List([FromQuery] PageQuery page, CancellationToken ct) =>
        desk.ListAsync(Caller, page, ct);

    /// <summary>Makes a token that holds at most what the caller does, and shows it, this once.</summary>
    [HttpPost, RequiresRole(Role.Admin), RequiresFreshSession]
    [ProducesResponseType<NewToken>(StatusCodes.Status201Created)]
    public Task<ActionResult<NewToken>> Create(TokenDraft draft, CancellationToken ct) => desk.CreateAsync(Caller, draft, ct);

    /// <summary>Revokes a token at once, and every token that was made with it.</summary>
    [HttpDelete("{id}"), RequiresRole(Role.Admin)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<ActionResult> Revoke(string id, CancellationToken ct) => desk.RevokeAsync(Caller, id, ct);
}
