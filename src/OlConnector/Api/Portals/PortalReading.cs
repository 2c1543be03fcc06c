using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Portals;

/// <summary>Reads portals with their health. Only the page that is asked for is counted.</summary>
internal sealed class PortalReading(Database database, DemoLedgers ledgers, IOptionsMonitor<DemoOptions> demo)
{
    private const int LongestQuestion = 100;

    internal async Task<ActionResult<Page<PortalHealth>>> ListAsync(PortalQuery query, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: false, out var after) is { } noCursor) return noCursor;
        if (ShortText.Check(query.Q, "q", LongestQuestion, isRequired: false) is { } tooLong) return tooLong;
        await using var db = database.Read();
        IQueryable<Portal> found = db.Portals;
        if (after is not null)
        {
            var last = new PortalId(after.Key);
            if (await db.Portals.Where(row => row.Id == last).Select(row => row.Domain).FirstOrDefaultAsync(ct) is not { } domain)
                return Refuse.InvalidCursor();
            found = db.Portals.FromSql($"SELECT * FROM portals WHERE (domain, id) > ({domain}, {last.Value})");
        }

        var rows = await Narrow(db, found.AsNoTracking(), query)
            .OrderBy(row => row.Domain).ThenBy(row => row.Id).Take(page.Limit + 1).ToListAsync(ct);
        var figures = await PortalFigures.OfAsync(db, [.. rows.Take(page.Limit).Select(row => row.Id)], ct);
        var demos = await DemosAsync(db, rows, ct);
        return Pages.Of(rows, page.Limit, row => Show(row, figures, demos), row => new Cursor(0, row.Id.Value));
    }

    private static IQueryable<Portal> Narrow(OlConnectorDb db, IQueryable<Portal> found, PortalQuery query)
    {
        if (Sought.Read(query.Q) is { } sought)
        {
            var (domain, id, lines) = (sought.Text.ToLowerInvariant(), new PortalId(sought.Text), Lines(db, sought));
            found = found.Where(row => row.Domain.Contains(domain) || row.Id == id || lines.Any(line => line.PortalId == row.Id));
        }

        return query.Troubled
            ? found.Where(row => row.NeedsReauthorization || row.State == PortalState.Unpaid
                || db.Lines.Any(line => line.PortalId == row.Id && line.State == LineState.Frozen))
            : found;
    }

    /// <summary>Lines of this name or number, which stands as somebody wrote it; deleted ones do not count.</summary>
    private static IQueryable<Line> Lines(OlConnectorDb db, Sought sought)
    {
        var (asIs, small, large, number) = (sought.AsIs, sought.Small, sought.Large, sought.NumberInAnyWriting);
        return db.Lines.Where(line => line.State != LineState.Off
            && (EF.Functions.Like(line.Name, asIs, Sought.Escape) || EF.Functions.Like(line.Name, small, Sought.Escape)
                || EF.Functions.Like(line.Name, large, Sought.Escape) || EF.Functions.Like(line.Number!, asIs, Sought.Escape)
                || EF.Functions.Like(line.Number!, small, Sought.Escape) || EF.Functions.Like(line.Number!, large, Sought.Escape)
                || (number != null && EF.Functions.Like(
                    line.Number!.Replace(" ", "").Replace("-", "").Replace("(", "").Replace(")", ""), number))));
    }

    /// <summary>What is left of the demo of those that are in one.</summary>
    private async Task<Dictionary<PortalId, int>> DemosAsync(OlConnectorDb db, IReadOnlyList<Portal> rows, CancellationToken ct)
    {
        var names = rows.Where(row => demo.CurrentValue.Covers(row.Id, row.Status))
            .ToDictionary(row => row.Id, row => ledgers.HashOf(row.Id));
        var hashes = names.Values.ToList();
        var used = await db.DemoLedgers.AsNoTracking().Where(row => hashes.Contains(row.PortalHash))
            .ToDictionaryAsync(row => row.PortalHash, row => row.Used, ct);
        return names.ToDictionary(
            name => name.Key, name => Math.Max(0, demo.CurrentValue.MarketingMessages - used.GetValueOrDefault(name.Value)));
    }

    private static PortalHealth Show(Portal row, PortalFigures figures, Dictionary<PortalId, int> demos) => new(
        row.Id.Value, row.Domain, row.State, row.Status, row.License, demos.ContainsKey(row.Id),
        demos.TryGetValue(row.Id, out var left) ? left : null, row.InstalledAt, row.TokensRenewedAt, row.NeedsReauthorization,
        figures.Lines(row.Id), figures.FrozenReasons(row.Id),
        figures.Count(row.Id, "queued"), figures.Count(row.Id, "held"), figures.Count(row.Id, "inFlight"), figures.OldestWait(row.Id),
        figures.Count(row.Id, "outbox"), figures.LastError(row.Id));
}
