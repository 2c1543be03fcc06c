using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>Reads lines with what waits on them.</summary>
internal sealed class LineReading(Database database, LineViews views)
{
    /// <summary>The lines that exist for the caller; deleted ones are not listed.</summary>
    internal async Task<ActionResult<Page<LineResource>>> ListAsync(Caller caller, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        await using var db = database.Read();
        var lines = await db.Lines.AsNoTracking()
            .Where(line => line.PortalId == caller.Portal && line.State != LineState.Off).ToListAsync(ct);
        var part = Pages.OfWhole(lines.Where(line => caller.Sees(line.Id)), page, after, line => line.Id.ToString());
        var counts = await LineCounts.OfAsync(db, caller.Portal, ct);
        var facts = await LimitFacts.OfAsync(db, caller.Portal, ct);
        return new Page<LineResource>(
            [.. part.Items.Select(line => views.Show(line, counts.GetValueOrDefault(line.Id, LineCounts.None), facts, caller))], part.Next);
    }

    /// <summary>One line, deleted ones too.</summary>
    internal async Task<ActionResult<LineResource>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await FindAsync(db, caller, id, ct) is not { } line) return Refuse.NotFound();
        var facts = await LimitFacts.OfAsync(db, caller.Portal, line.Id, ct);
        return views.Show(line, await LineCounts.OfAsync(db, caller.Portal, line.Id, ct), facts, caller);
    }

    /// <summary>The frozen lines that exist for the caller, oldest first.</summary>
    internal async Task<IReadOnlyList<Line>> FrozenAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        var frozen = await db.Lines.AsNoTracking().Where(line => line.PortalId == caller.Portal && line.State == LineState.Frozen)
            .OrderBy(line => line.CreatedAt).ThenBy(line => line.Id).ToListAsync(ct);
        return frozen.FindAll(line => caller.Sees(line.Id));
    }

    /// <summary>The line, if it exists for the caller.</summary>
    internal async Task<Line?> FindAsync(Caller caller, string? id, CancellationToken ct)
    {
        await using var db = database.Read();
        return await FindAsync(db, caller, id, ct);
    }

    /// <summary>Answers about a line that is there: what was deleted can only be looked at.</summary>
    internal async Task<ActionResult<T>> WithLineAsync<T>(
        Caller caller, string id, Func<Line, Task<ActionResult<T>>> answer, CancellationToken ct)
    {
        if (await FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        return line.State == LineState.Off ? LineRefusals.Deleted() : await answer(line);
    }

    private static async Task<Line?> FindAsync(OlConnectorDb db, Caller caller, string? id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key) || !caller.Sees(new LineId(key))) return null;
        var line = new LineId(key);
        return await db.Lines.AsNoTracking().SingleOrDefaultAsync(row => row.PortalId == caller.Portal && row.Id == line, ct);
    }
}
