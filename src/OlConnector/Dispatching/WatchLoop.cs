using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;

namespace OlConnector.Dispatching;

/// <summary>Watches over what nobody calls back about: unknown sends are looked up, connections are asked for.</summary>
public sealed class WatchLoop(
    UnknownSends unknown, ConnectionChecks connections, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<WatchLoop> log) : BackgroundService
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
                var lookUp = await unknown.LookUpDueAsync(stoppingToken);
                await connections.CheckDueAsync(stoppingToken);
                if (lookUp < next) next = lookUp.Value;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.WatchBroke(failure);
            }

            await wakeups.Watching.WaitAsync(next, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
