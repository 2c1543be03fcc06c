using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Senders;

/// <summary>
/// Keeps every line registered as a message provider of its portal, always under the same CODE (bitrix24.md §4, design.md §4.4).
/// </summary>
internal sealed class SenderRegistry(Database database, PortalClient portal, LineFaces faces, HandlerKeys keys, ILogger<SenderRegistry> log)
{
    private const string Add = "messageservice.sender.add";
    private const string Update = "messageservice.sender.update";
    private const string Delete = "messageservice.sender.delete";
    private const string List = "messageservice.sender.list";

    /// <summary>Registers a line, or brings its registration up to date. The outcome is stored on the line.</summary>
    public async Task<RestAnswer> RegisterAsync(PortalId portalId, LineId line, CancellationToken ct)
    {
        if (await faces.FindAsync(portalId, line, ct) is not { } face)
            return new RestAnswer.Failed("LINE_UNKNOWN", "There is no such line, or its key cannot be read.", 0);
        var answer = await portal.CallAsync(portalId, Add, face.ToAdd(), ct);
        if (answer is RestAnswer.Failed exists && exists.Is("ERROR_SENDER_ALREADY_INSTALLED"))
            answer = await OverwriteAsync(portalId, face, ct);
        return await NoteAsync(portalId, line, answer);
    }

    /// <summary>Brings name, number and HANDLER of a registered line up to date.</summary>
    public async Task<RestAnswer> UpdateAsync(PortalId portalId, LineId line, CancellationToken ct)
    {
        if (await faces.FindAsync(portalId, line, ct) is not { } face)
            return new RestAnswer.Failed("LINE_UNKNOWN", "There is no such line, or its key cannot be read.", 0);
        var answer = await OverwriteAsync(portalId, face, ct);
        if (answer is RestAnswer.Failed missing && missing.Is("ERROR_SENDER_NOT_FOUND"))
            answer = await portal.CallAsync(portalId, Add, face.ToAdd(), ct);
        return await NoteAsync(portalId, line, answer);
    }

    /// <summary>Takes a line out of the portal's providers. Saved campaigns that use it break until it is registered again.</summary>
    public async Task<RestAnswer> UnregisterAsync(PortalId portalId, LineId line, string code, CancellationToken ct)
    {
        var answer = await portal.CallAsync(portalId, Delete, SenderFace.ToDelete(code), ct);
        if (answer is RestAnswer.Failed missing && missing.Is("ERROR_SENDER_NOT_FOUND")) answer = new RestAnswer.Ok(true);
        await faces.NoteAsync(portalId, line, isRegistered: answer is not RestAnswer.Ok, Problem(answer));
        return answer;
    }

    /// <summary>
    /// Gives the line a new HANDLER key and tells the portal. The previous key works for <c>Bitrix24:HandlerKeyGrace</c>, because calls may
    /// sit in Bitrix24's queue, or for the grace that is asked for.
    /// </summary>
    /// <returns>False while the grace of an earlier key runs: nothing was changed.</returns>
    public async Task<bool> RotateHandlerKeyAsync(
        PortalId portalId, LineId line, string actor, CancellationToken ct, TimeSpan? grace = null)
    {
        if (!await keys.RotateAsync(portalId, line, actor, grace)) return false;
        await UpdateAsync(portalId, line, ct);
        return true;
    }

    /// <summary>Compares our lines with the portal's list and repairs the differences.</summary>
    /// <param name="portalId">The portal.</param>
    /// <param name="refreshAll">Also brings what is registered up to date: the list tells CODEs only, neither names nor HANDLERs.</param>
    /// <param name="ct">Ends the comparison.</param>
    /// <returns>How the portal answered; <see cref="RestAnswer.Ok"/> when all is well.</returns>
    public async Task<RestAnswer> SyncAsync(PortalId portalId, bool refreshAll, CancellationToken ct)
    {
        var lines = await LinesAsync(portalId, ct);
        if (lines.Count == 0) return new RestAnswer.Ok(true);
        var listed = await portal.CallAsync(portalId, List, [], Priority.Background, ct);
        if (listed is not RestAnswer.Ok { Result: var list }) return listed;
        var registered = (list as JArray ?? []).Select(code => code.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);

        RestAnswer worst = new RestAnswer.Ok(true);
        foreach (var line in lines)
        {
            var answer = await RepairAsync(portalId, line, registered.Contains(line.Code), refreshAll, ct);
            if (answer is not RestAnswer.Ok) worst = answer;
            if (answer is RestAnswer.Gone or RestAnswer.Unpaid or RestAnswer.NeedsReauthorization or RestAnswer.Later) break;
        }

        return worst;
    }

    private async Task<RestAnswer> RepairAsync(PortalId portalId, LineSummary line, bool isListed, bool refreshAll, CancellationToken ct)
    {
        switch (line.State, isListed)
        {
            case (LineState.Off, true):
                log.SenderRepaired(line.Id, "removed");
                return await UnregisterAsync(portalId, line.Id, line.Code, ct);
            case (LineState.Off, false):
                return new RestAnswer.Ok(true);
            case (_, false):
                log.SenderRepaired(line.Id, "added");
                return await RegisterAsync(portalId, line.Id, ct);
            default:
                return refreshAll || !line.IsRegistered ? await UpdateAsync(portalId, line.Id, ct) : new RestAnswer.Ok(true);
        }
    }

    /// <summary>Older modules have no <c>sender.update</c>: there the sender is deleted and added with the same CODE.</summary>
    private async Task<RestAnswer> OverwriteAsync(PortalId portalId, SenderFace face, CancellationToken ct)
    {
        var answer = await portal.CallAsync(portalId, Update, face.ToUpdate(), ct);
        if (answer is not RestAnswer.Failed unknown || !unknown.Is("ERROR_METHOD_NOT_FOUND")) return answer;
        await portal.CallAsync(portalId, Delete, SenderFace.ToDelete(face.Code), ct);
        return await portal.CallAsync(portalId, Add, face.ToAdd(), ct);
    }

    private async Task<RestAnswer> NoteAsync(PortalId portalId, LineId line, RestAnswer answer)
    {
        // A refused change of a registered sender leaves a stale one behind: it counts as unregistered, so that the health check tries
        // again.
        await faces.NoteAsync(portalId, line, answer is RestAnswer.Ok, Problem(answer));
        if (answer is RestAnswer.Failed failed) log.SenderRefused(line, failed.Code);
        return answer;
    }

    private async Task<List<LineSummary>> LinesAsync(PortalId portalId, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Lines.AsNoTracking().Where(line => line.PortalId == portalId).OrderBy(line => line.CreatedAt)
            .Select(line => new LineSummary(line.Id, line.Code, line.State, line.IsRegistered)).ToListAsync(ct);
    }

    /// <summary>What a person reads on the line; null when all is well.</summary>
    private static string? Problem(RestAnswer answer) => answer switch
    {
        RestAnswer.Ok => null,
        RestAnswer.Failed failed => $"{failed.Code}: {failed.Text}".Trim(' ', ':'),
        RestAnswer.Gone => "The app is not installed on the portal.",
        RestAnswer.Unpaid => "The app is not paid for on the portal, or the portal's plan gives apps no REST.",
        RestAnswer.NeedsReauthorization => "An administrator has to open the app on the portal.",
        RestAnswer.Later later => $"The portal could not be asked: {later.Why}. It is tried again.",
        _ => "The portal gave no answer.",
    };

    private sealed record LineSummary(LineId Id, string Code, LineState State, bool IsRegistered);
}
