using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Keeping;

/// <summary>Forgets old history all the time, a little at a time, on one node; and what each node has for itself, on each.</summary>
internal sealed class RetentionLoop(
    Retention retention, SpoolLeftovers leftovers, Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<RetentionLoop> log) : BackgroundService
{
    private readonly Rounds _rounds = new(clock, Retention.BetweenRounds, log.RetentionBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _rounds.RunAsync(ForgetAsync, stoppingToken);

    private async Task<DateTimeOffset?> ForgetAsync(CancellationToken ct)
    {
        leftovers.ForgetOld();
        var isOurs = options.CurrentValue.Enabled && await leases.TryTakeAsync(Leases.NoPortal, "retention", Retention.BetweenRounds * 2);
        var wait = isOurs ? await retention.ForgetSliceAsync(ct) : Retention.BetweenRounds;
        return clock.GetUtcNow() + wait;
    }
}
