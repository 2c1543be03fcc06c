using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>Takes accepted messages in batches and lets the <see cref="Composer"/> finish them.</summary>
internal sealed class ComposingLoop(
    Composer composer, Writer writer, Database database, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<ComposingLoop> log) : BackgroundService
{
    private readonly Rounds _rounds = new(clock, TimeSpan.FromSeconds(1), log.ComposingBroke, wakeups.Composing);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        if (!database.IsShared) await writer.RunAsync(turn => AcceptedMessage.FreeAll(turn), stoppingToken);
        await _rounds.RunAsync(composer.ComposeDueAsync, stoppingToken);
    }
}
