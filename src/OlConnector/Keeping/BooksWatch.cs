using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Compares once a day what each line was handed with what is there: a difference is an alarm, not a figure that somebody has to ask for.
/// </summary>
internal sealed class BooksWatch(
    Database database, Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<BooksWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(24);

    /// <summary>A node that starts has better things to do. 10 minutes.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A portal that is being purged loses its messages before its tallies. More lines than a hundred tell nothing that these do not.
    /// </summary>
    private const string Differences = """
        SELECT books.line_id AS Line, CAST(SUM(books.number) AS BIGINT) AS Number
          FROM (SELECT line_id, received AS number FROM intake_tallies
                UNION ALL SELECT line_id, -COUNT(*) FROM messages GROUP BY line_id) books
         WHERE books.line_id IN (SELECT l.id FROM lines l JOIN portals p ON p.id = l.portal_id WHERE p.purge_requested_at IS NULL)
         GROUP BY books.line_id HAVING SUM(books.number) <> 0 LIMIT 100
        """;

    private readonly Rounds _rounds = new(clock, AfterStart, log.BooksNotCompared);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        await Task.Delay(AfterStart, clock, stoppingToken);
        await _rounds.RunAsync(TryCompareAsync, stoppingToken);
    }

    private async Task<DateTimeOffset?> TryCompareAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync(Leases.NoPortal, "books", Every)) await CompareAsync(ct);
        return clock.GetUtcNow() + Every;
    }

    /// <summary>One look; answers of how many lines the books differ.</summary>
    public async Task<int> CompareAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var differing = await db.Database.SqlQueryRaw<Row>(Differences).ToListAsync(ct);
        foreach (var row in differing) log.BooksDiffer(new LineId(row.Line), row.Number);
        return differing.Count;
    }

    private sealed record Row(Guid Line, long Number);
}
