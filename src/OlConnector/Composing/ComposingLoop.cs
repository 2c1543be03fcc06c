using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>Takes accepted messages in batches and lets the <see cref="Composer"/> finish them.</summary>
internal sealed class ComposingLoop(
    Composer composer, Writer writer, Database database, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<ComposingLoop> log) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        if (!database.IsShared) await writer.RunAsync(turn => AcceptedMessage.FreeAll(turn), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = await composer.ComposeDueAsync(stoppingToken);
                await wakeups.Composing.WaitAsync(next, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.ComposingBroke(failure);
                await wakeups.Composing.WaitAsync(clock.GetUtcNow() + AfterTrouble, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
    }
}
