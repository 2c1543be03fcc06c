using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>Begins own mailings at their moment, makes their messages, and deletes what goes of them.</summary>
internal sealed class PouringLoop(
    Pouring pouring, RecipientLeavings leavings, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<PouringLoop> log) : BackgroundService
{
    /// <summary>A deletion that a crash broke off waits no longer.</summary>
    private static readonly TimeSpan LooksAgain = TimeSpan.FromMinutes(1);

    private readonly Rounds _rounds = new(clock, TimeSpan.FromSeconds(1), log.PouringBroke, wakeups.Pouring);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(PourAsync, stoppingToken) : Task.CompletedTask;

    /// <summary>One round.</summary>
    internal async Task<DateTimeOffset?> PourAsync(CancellationToken ct)
    {
        var next = await pouring.PourDueAsync(ct);
        await leavings.FinishAsync(ct);
        var latest = clock.GetUtcNow() + LooksAgain;
        return next < latest ? next : latest;
    }
}
