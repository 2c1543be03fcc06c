using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Takes accepted messages in batches and lets the <see cref="Composer"/> finish them. Tells people of what was held at its turn, too.
/// </summary>
internal sealed class ComposingLoop(
    Composer composer, Writer writer, Database database, HoldsBegun holds, AdmissionAlarms alarms, Wakeups wakeups,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<ComposingLoop> log) : BackgroundService
{
    private readonly Rounds _rounds = new(clock, TimeSpan.FromSeconds(1), log.ComposingBroke, wakeups.Composing);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        if (!database.IsShared) await writer.RunAsync(turn => AcceptedMessage.FreeAll(turn), stoppingToken);
        await _rounds.RunAsync(ComposeDueAsync, stoppingToken);
    }

    private Task<DateTimeOffset?> ComposeDueAsync(CancellationToken ct)
    {
        foreach (var (portal, campaign, reason) in holds.TakeAll()) alarms.Ring(new AdmissionAlarm.Holding(portal, campaign, reason));
        return composer.ComposeDueAsync(ct);
    }
}
