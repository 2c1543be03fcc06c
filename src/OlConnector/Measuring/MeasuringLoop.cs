using Microsoft.Extensions.Options;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Measuring;

/// <summary>
/// Reads now and then how all stands, for whoever reads the metrics. On a shared database one node does: its figures are those of all.
/// </summary>
internal sealed class MeasuringLoop(
    StandingReader reader, Gauges gauges, Leases leases, IOptions<MetricsOptions> options, TimeProvider clock, ILogger<MeasuringLoop> log)
    : BackgroundService
{
    private readonly Rounds _rounds = new(clock, options.Value.Every, log.NotRead);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.IsOn ? _rounds.RunAsync(ReadAsync, stoppingToken) : Task.CompletedTask;

    /// <summary>One reading. A node that did not get to read knows nothing, instead of something old.</summary>
    private async Task<DateTimeOffset?> ReadAsync(CancellationToken ct)
    {
        gauges.Standings = await leases.TryTakeAsync(Leases.NoPortal, "metrics", options.Value.Every * 2)
            ? await reader.ReadAsync(ct)
            : Standings.None;
        return clock.GetUtcNow() + options.Value.Every;
    }
}
