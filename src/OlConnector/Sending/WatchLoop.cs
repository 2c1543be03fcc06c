using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>Watches over what nobody calls back about: unknown sends are looked up, connections are asked for.</summary>
internal sealed class WatchLoop(
    UnknownSends unknown, ConnectionChecks connections, Leases leases, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options,
    TimeProvider clock, ILogger<WatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly Rounds _rounds = new(clock, BetweenTries, log.WatchBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(TryWatchAsync, stoppingToken) : Task.CompletedTask;

    /// <summary>
    /// Watches for as long as this node may. Another node does, or did while this one stood still: it is tried again in a while.
    /// </summary>
    private async Task<DateTimeOffset?> TryWatchAsync(CancellationToken ct)
    {
        await leases.TryWorkAsync(Leases.NoPortal, "watch", WatchAsync, ct);
        return clock.GetUtcNow() + BetweenTries;
    }

    /// <summary>One round after another, for as long as this node is the one that watches.</summary>
    private async Task WatchAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var lookUp = await unknown.LookUpDueAsync(ct);
            await connections.CheckDueAsync(ct);
            var atLatest = clock.GetUtcNow() + AtLeastEvery;
            await wakeups.Watching.WaitAsync(lookUp < atLatest ? lookUp : atLatest, ct);
        }
    }
}
