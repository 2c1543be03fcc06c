using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine.Portals;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Users;

/// <summary>The people of a portal and their roles.</summary>
[Route("api/v1/users")]
[Tags("users")]
internal sealed class UsersController(UserDesk desk) : PortalController
{
    /// <summary>Lists the people who have opened the app and hold no more than the caller.</summary>
    [HttpGet, RequiresRole(Role.Admin)]
    public Task<ActionResult<Page<UserResource>>> List([FromQuery] PageQuery page, CancellationToken ct) =>
        desk.ListAsync(Caller, page, ct);

    /// <summary>Reads one of them.</summary>
    [HttpGet("{id}"), RequiresRole(Role.Admin)]
    public Task<ActionResult<UserResource>> Get(string id, CancellationToken ct) => desk.GetAsync(Caller, id, ct);

    /// <summary>Gives a role and lines. What a person made by rights that they lose here, API tokens, is revoked.</summary>
    [HttpPatch("{id}"), RequiresRole(Role.Admin), RequiresFreshSession]
    public Task<ActionResult<UserResource>> Change(string id, MergePatch<UserDraft> patch, CancellationToken ct) =>
        desk.ChangeAsync(Caller, id, patch, IfMatch, ct);
}
