using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>Releases each wave of held messages at its moment.</summary>
internal sealed class WaveLoop(
    CampaignWaves waves, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<WaveLoop> log)
    : BackgroundService
{
    private readonly Rounds _rounds = new(clock, TimeSpan.FromSeconds(1), log.ReleasingBroke, wakeups.Releasing);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(waves.ReleaseDueAsync, stoppingToken) : Task.CompletedTask;
}
