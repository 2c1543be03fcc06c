using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>Watches over what nobody calls back about: unknown sends are looked up, connections are asked for.</summary>
internal sealed class WatchLoop(
    UnknownSends unknown, ConnectionChecks connections, Leases leases, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<WatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await leases.TryWorkAsync(Leases.NoPortal, "watch", WatchAsync, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.WatchBroke(failure);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            // Another node watches, or the database is away.
            await Task.Delay(BetweenTries, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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
