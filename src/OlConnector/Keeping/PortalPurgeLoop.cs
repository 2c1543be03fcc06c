using OlConnector.Engine;
using OlConnector.Queue;

namespace OlConnector.Keeping;

/// <summary>Deletes the data of portals that asked for it, a slice of each in turn: a large one keeps no small one waiting.</summary>
internal sealed class PortalPurgeLoop(PortalPurge purge, TimeProvider clock, ILogger<PortalPurgeLoop> log) : BackgroundService
{
    /// <summary>Purges that a stopped node left behind are looked for this often; those of this node ring. 10 minutes.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    private readonly Rounds _rounds = new(clock, AfterTrouble, log.PurgeBroke, purge.Bell);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _rounds.RunAsync(TakeTurnsAsync, stoppingToken);

    private async Task<DateTimeOffset?> TakeTurnsAsync(CancellationToken ct)
    {
        var next = clock.GetUtcNow() + BetweenLooks;
        foreach (var portal in await purge.AskedAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            if (await TakeTurnAsync(portal) is { } more && more < next) next = more;
        }

        return next;
    }

    private async Task<DateTimeOffset?> TakeTurnAsync(PortalId portal)
    {
        try
        {
            return await purge.SliceAsync(portal);
        }
        catch (Exception failure)
        {
            // The others have their turn all the same.
            log.PortalPurgeBroke(portal, failure);
            return clock.GetUtcNow() + AfterTrouble;
        }
    }
}
