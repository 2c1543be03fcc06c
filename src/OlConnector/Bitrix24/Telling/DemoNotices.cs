using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Tells a portal's administrators about its demo, each thing once: that nothing is left, that a line's demo ends soon, that a line whose
/// demo is over refused a mailing (product.md §11). That it is told is written before; where nobody could be told it is
/// taken back.
/// </summary>
internal sealed class DemoNotices(
    Writer writer, Database database, DemoLedgers ledgers, AdminNotices notices, IOptionsMonitor<DemoOptions> demo, TimeProvider clock)
{
    private const string Mark = """
        UPDATE lines SET demo_told = @mark WHERE portal_id = @portal AND id = @line AND (demo_told IS NULL OR demo_told > @mark)
        """;

    private const string Unmark = "UPDATE lines SET demo_told = @before WHERE portal_id = @portal AND id = @line AND demo_told = @mark";

    /// <summary>No unit is left, and a message was refused for it.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="author">The author of the mailing that met it, who hears it too; null for none.</param>
    internal async Task TellSpentAsync(PortalId portal, string? author)
    {
        var now = clock.GetUtcNow();
        if (!await writer.RunAsync(turn => ledgers.TryTellSpent(turn, portal, now))) return;
        var said = DemoWords.Spent(demo.CurrentValue.MarketingMessages);
        if (!await notices.TellOnceAsync(portal, "olc-demo-quota", said, author is null ? [] : [author]))
            await writer.RunAsync(turn => ledgers.SpentNotTold(turn, portal));
    }

    /// <summary>A mailing's message was refused, because the line's demo is over.</summary>
    internal async Task TellOverAsync(PortalId portal, LineId line)
    {
        await using var db = database.Read();
        var row = await db.Lines.AsNoTracking().Where(one => one.PortalId == portal && one.Id == line).FirstOrDefaultAsync();
        if (row is not null) await TellAsync(row, mark: 0, DemoWords.Over(row.Name));
    }

    /// <summary>Tells of the demos that end soon.</summary>
    internal async Task TellEndingAsync(CancellationToken ct)
    {
        var (now, options) = (clock.GetUtcNow(), demo.CurrentValue);
        DateTimeOffset? over = now - options.Period;
        var soon = over + TimeSpan.FromDays(EndMarks.OfDemo.Max());
        await using var db = database.Read();
        var lines = await db.Lines.AsNoTracking()
            .Where(line => line.State != LineState.Off && line.ConnectedAt > over && line.ConnectedAt <= soon)
            .Join(db.Portals.Where(portal => portal.State != PortalState.Gone), line => line.PortalId, portal => portal.Id,
                (line, portal) => new { Line = line, portal.Status }).ToListAsync(ct);
        foreach (var (line, status) in lines.Select(found => (found.Line, found.Status)))
        {
            var left = (line.ConnectedAt!.Value + options.Period - now).TotalDays;
            if (options.Covers(line.PortalId, status) && EndMarks.Due(EndMarks.OfDemo, left, line.DemoTold) is { } mark)
                await TellAsync(line, mark, DemoWords.Ending(line.Name, mark), ct);
        }
    }

    private async Task TellAsync(Line line, int mark, Said said, CancellationToken ct = default)
    {
        var (portal, id) = (line.PortalId, line.Id);
        if (await writer.RunAsync(turn => turn.Execute(Mark, ("mark", mark), ("portal", portal), ("line", id)), ct) == 0) return;
        if (!await notices.TellOnceAsync(portal, $"olc-demo-{id}-{mark}", said, ct: ct))
            await writer.RunAsync(
                turn => turn.Execute(Unmark, ("before", line.DemoTold), ("portal", portal), ("line", id), ("mark", mark)), ct);
    }
}
