using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Keeping;

/// <summary>Forgets old history all the time, a little at a time, on one node.</summary>
internal sealed class RetentionLoop(
    Retention retention, Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<RetentionLoop> log) : BackgroundService
{
    private readonly Rounds _rounds = new(clock, Retention.BetweenRounds, log.RetentionBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(ForgetAsync, stoppingToken) : Task.CompletedTask;

    private async Task<DateTimeOffset?> ForgetAsync(CancellationToken ct)
    {
        var isOurs = await leases.TryTakeAsync(Leases.NoPortal, "retention", Retention.BetweenRounds * 2);
        var wait = isOurs ? await retention.ForgetSliceAsync(ct) : Retention.BetweenRounds;
        return clock.GetUtcNow() + wait;
    }
}
