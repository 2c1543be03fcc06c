using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>Asks about sent messages when their moment comes. Sleeps until then or until something is sent.</summary>
internal sealed class AskLoop(
    Asker asker, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<AskLoop> log) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    /// <summary>What another node put into the calendar is noticed by then. 1 minute, as the first question is due no sooner.</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = clock.GetUtcNow() + AfterTrouble;
            try
            {
                var atLatest = clock.GetUtcNow() + AtLeastEvery;
                next = await asker.AskDueAsync(stoppingToken) is { } due && due < atLatest ? due : atLatest;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.PollingBroke(failure);
            }

            await wakeups.Asking.WaitAsync(next, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
