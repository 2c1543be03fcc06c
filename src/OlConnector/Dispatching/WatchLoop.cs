using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;

namespace OlConnector.Dispatching;

/// <summary>Watches over what nobody calls back about: unknown sends are looked up, connections are asked for.</summary>
public sealed class WatchLoop(
    UnknownSends unknown, ConnectionChecks connections, Leases leases, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<WatchLoop> log) : BackgroundService
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = clock.GetUtcNow() + AtLeastEvery;
            try
            {
                if (await leases.TryTakeAsync(Leases.NoPortal, "watch", AtLeastEvery)) next = await WatchAsync(next, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.WatchBroke(failure);
            }

            await wakeups.Watching.WaitAsync(next, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One round; answers when the next one is due.</summary>
    private async Task<DateTimeOffset> WatchAsync(DateTimeOffset atLatest, CancellationToken ct)
    {
        var lookUp = await unknown.LookUpDueAsync(ct);
        await connections.CheckDueAsync(ct);
        return lookUp < atLatest ? lookUp.Value : atLatest;
    }
}
