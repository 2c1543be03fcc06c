using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Tokens;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Sessions;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Users;

/// <summary>What an administrator may change of a user, within what they hold themselves.</summary>
/// <param name="Role">What they may do. Default: viewer. Portal administrators are admin whatever stands here.</param>
/// <param name="Lines">Ids of the lines that exist for them. Default: all.</param>
internal sealed record UserDraft(Role? Role = null, IReadOnlyList<string>? Lines = null);

/// <summary>A user of the portal who has opened the app.</summary>
/// <param name="Id">The user's id in the portal.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role an administrator gave.</param>
/// <param name="Lines">Ids of the lines that exist for them; null for all.</param>
/// <param name="IsPortalAdmin">
/// The portal called them an administrator when they came last: they are admin on all lines, whatever stands here.
/// </param>
internal sealed record UserResource(string Id, string Name, Role Role, IReadOnlyList<string>? Lines, bool IsPortalAdmin);

/// <summary>
/// Keeps who may do what. People who hold more than the caller do not exist for them, and nobody gets more than the caller holds.
/// </summary>
internal sealed class UserDesk(Writer writer, Database database, TokenRevocation tokens, AuditTrail audit, TimeProvider clock)
{
    internal async Task<ActionResult<Page<UserResource>>> ListAsync(Caller caller, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: false, out var after) is { } refusal) return refusal;
        await using var db = database.Read();
        var users = await db.Users.AsNoTracking().Where(user => user.PortalId == caller.Portal).ToListAsync(ct);
        return Pages.OfWhole(users.Where(user => IsWithin(caller, user)).Select(Show), page, after, user => user.Id);
    }

    internal async Task<ActionResult<UserResource>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.PortalId == caller.Portal && row.UserId == id, ct);
        return user is null || !IsWithin(caller, user) ? Refuse.NotFound() : Show(user);
    }

    internal async Task<ActionResult<UserResource>> ChangeAsync(
        Caller caller, string id, MergePatch<UserDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await writer.RunAsync(turn => Change(turn, caller, id, patch, ifMatch, now), ct) is { } refusal
            ? refusal
            : await GetAsync(caller, id, ct);
    }

    private Refusal? Change(
        WriteTurn turn, Caller caller, string id, MergePatch<UserDraft> patch, Precondition ifMatch, DateTimeOffset now)
    {
        if (StillHeld.Check(turn, caller) is { } over) return over;
        using var db = turn.OpenDb();
        var user = db.Users.SingleOrDefault(row => row.PortalId == caller.Portal && row.UserId == id);
        if (user is null || !IsWithin(caller, user)) return Refuse.NotFound();
        if (!ifMatch.Allows(Show(user))) return Refuse.PreconditionFailed();
        var draft = patch.ApplyTo(new UserDraft(user.Role, LineList.Show(user.Lines)));
        if (draft.Role > caller.Role) return Refuse.MoreThanHeld("role");
        if (LineChoice.TryRead(db, caller, draft.Lines, out var lines) is { } refusal) return refusal;

        var (before, after) = (RightsOf(user), new Rights(draft.Role ?? Role.Viewer, lines));
        if (before.Cover(after) && after.Cover(before)) return null;

        (user.Role, user.Lines) = (after.Role, LineList.Write(lines));
        user.SessionEpoch = SessionEpoch.After(user.SessionEpoch, now);
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "user changed", id, $"{before}", $"{after}");
        tokens.RevokeBeyond(turn, db, caller.Portal, id, before, after, caller.Actor, now);
        return null;
    }

    private static bool IsWithin(Caller caller, PortalUser user) => caller.Rights.Cover(RightsOf(user));

    private static Rights RightsOf(PortalUser user) => new(user.Role, LineList.Read(user.Lines));

    private static UserResource Show(PortalUser user) =>
        new(user.UserId, user.Name, user.Role, LineList.Show(user.Lines), user.AdministratorSince is not null);
}
