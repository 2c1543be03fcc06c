using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Keeping;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Compares once a day what each line and each mailing was handed with what is there: a difference is an alarm that people are told of, not
/// a figure that somebody has to ask for.
/// </summary>
internal sealed class BooksWatch(
    BooksComparison books, AdminNotices notices, Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<BooksWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(24);

    /// <summary>A node that starts has better things to do. 10 minutes.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

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

    /// <summary>One look; answers how many lines and mailings differ.</summary>
    public async Task<int> CompareAsync(CancellationToken ct)
    {
        var found = await books.CompareAsync(ct);
        foreach (var portal in found.GroupBy(one => one.Portal)) await TellAsync(new PortalId(portal.Key), [.. portal], ct);
        return found.Count;
    }

    /// <summary>Best effort: one portal that cannot be told keeps nobody from hearing of theirs.</summary>
    private async Task TellAsync(PortalId portal, IReadOnlyList<BooksDifference> found, CancellationToken ct)
    {
        try
        {
            await notices.TellOnceAsync(portal, BooksDifference.Tag, BooksDifference.Notice(found), ct: ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.BooksNotTold(portal, failure.GetType().Name);
        }
    }
}
