using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Bitrix24.Parts;

/// <summary>
/// Keeps our robot among the portal's, with the lines that there are now (bitrix24.md §7.3). A portal without robots, or without the scope,
/// lacks the robot and nothing else: that is noted and shown.
/// </summary>
internal sealed class RobotRegistry(
    Database database, PortalClient client, PortalParts parts, IOptionsMonitor<Bitrix24Options> options)
{
    private const string Scope = "bizproc";
    private const string Add = "bizproc.robot.add";
    private const string Update = "bizproc.robot.update";
    private const string Delete = "bizproc.robot.delete";
    private const string List = "bizproc.robot.list";

    /// <summary>Compares the portal's robot with what it should be, and repairs it.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="refreshAll">It is told again even where nothing seems to have changed.</param>
    /// <param name="ct">Ends it.</param>
    internal async Task SyncAsync(PortalId portal, bool refreshAll, CancellationToken ct)
    {
        if (await parts.EnsureAsync(portal, PartNames.Robot, ct) is not { } part || parts.KeyOf(part) is not { } key) return;
        if (!await parts.HasScopeAsync(portal, Scope, ct))
        {
            await parts.NoteAsync(portal, PartNames.Robot, PartState.ScopeMissing);
            return;
        }

        var listed = await client.CallAsync(portal, List, [], Priority.Background, ct);
        if (listed is not RestAnswer.Ok { Result: var list })
        {
            await parts.NoteAsync(portal, PartNames.Robot, listed);
            return;
        }

        var face = await FaceAsync(portal, key, ct);
        var isThere = (list as JArray ?? []).Any(
            code => string.Equals(code.ToString(), RobotFace.Code, StringComparison.OrdinalIgnoreCase));
        // Nothing can be chosen in it yet; but one that processes use already stays.
        if (face.Lines.Count == 0 && !isThere)
        {
            await parts.NoteAsync(portal, PartNames.Robot, PartState.Waiting);
            return;
        }

        var hash = SecretKey.Hash(face.ToAdd().ToString(Formatting.None));
        if (isThere && !refreshAll && part.Face == hash)
        {
            if (part.State != PartState.Installed) await parts.NoteAsync(portal, PartNames.Robot, PartState.Installed);
            return;
        }

        var answer = isThere ? await OverwriteAsync(portal, face, ct) : await AddAsync(portal, face, ct);
        await parts.NoteAsync(portal, PartNames.Robot, answer, hash);
    }

    private async Task<RestAnswer> AddAsync(PortalId portal, RobotFace face, CancellationToken ct)
    {
        var answer = await client.CallAsync(portal, Add, face.ToAdd(), Priority.Background, ct);
        return answer is RestAnswer.Failed there && (there.Is("ERROR_ACTIVITY_ALREADY_INSTALLED") || there.Is("ERROR_ACTIVITY_ADD_FAILURE"))
            ? await OverwriteAsync(portal, face, ct)
            : answer;
    }

    /// <summary>Older modules cannot change a robot: there it is deleted and added with the same CODE.</summary>
    private async Task<RestAnswer> OverwriteAsync(PortalId portal, RobotFace face, CancellationToken ct)
    {
        var answer = await client.CallAsync(portal, Update, face.ToUpdate(), Priority.Background, ct);
        if (answer is not RestAnswer.Failed refused || !(refused.Is("ERROR_METHOD_NOT_FOUND") || refused.Is("ERROR_ACTIVITY_NOT_FOUND")))
            return answer;
        await client.CallAsync(portal, Delete, RobotFace.ToDelete(), Priority.Background, ct);
        return await client.CallAsync(portal, Add, face.ToAdd(), Priority.Background, ct);
    }

    private async Task<RobotFace> FaceAsync(PortalId portal, string key, CancellationToken ct)
    {
        await using var db = database.Read();
        var language = await db.Portals.AsNoTracking().Where(row => row.Id == portal).Select(row => row.Language).FirstAsync(ct);
        var lines = await db.Lines.AsNoTracking().Where(line => line.PortalId == portal && line.State != LineState.Off)
            .OrderBy(line => line.CreatedAt).Select(line => new { line.Code, line.Name, line.Number }).ToListAsync(ct);
        return new RobotFace(
            options.CurrentValue.Address($"b24/robot/{key}"),
            lines.ConvertAll(line => (line.Code, SenderFace.TitleOf(line.Name, line.Number))), language);
    }
}
