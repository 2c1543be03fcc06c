using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;

namespace OlConnector.Keeping;

/// <summary>Forgets old history all the time, a little at a time, on one node.</summary>
internal sealed class RetentionLoop(Retention retention, Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<RetentionLoop> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Retention.BetweenRounds;
            try
            {
                if (await leases.TryTakeAsync(Leases.NoPortal, "retention", Retention.BetweenRounds * 2)) wait = await retention.ForgetSliceAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.RetentionBroke(failure);
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
