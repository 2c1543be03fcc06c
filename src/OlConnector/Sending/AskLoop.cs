using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>Asks about sent messages when their moment comes. Sleeps until then or until something is sent.</summary>
internal sealed class AskLoop(
    Asker asker, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<AskLoop> log) : BackgroundService
{
    /// <summary>What another node put into the calendar is noticed by then. 1 minute, as the first question is due no sooner.</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    private readonly Rounds _rounds = new(clock, TimeSpan.FromSeconds(5), log.PollingBroke, wakeups.Asking);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(AskDueAsync, stoppingToken) : Task.CompletedTask;

    private async Task<DateTimeOffset?> AskDueAsync(CancellationToken ct)
    {
        var atLatest = clock.GetUtcNow() + AtLeastEvery;
        return await asker.AskDueAsync(ct) is { } due && due < atLatest ? due : atLatest;
    }
}
