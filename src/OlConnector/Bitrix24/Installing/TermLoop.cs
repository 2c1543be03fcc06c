using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Installing;

/// <summary>Looks once an hour which demos end soon, and once a day how long what portals paid for lasts.</summary>
internal sealed class TermLoop(
    DemoNotices demo, TermNotices terms, Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<TermLoop> log) : BackgroundService
{
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => !options.CurrentValue.Enabled
        ? Task.CompletedTask
        : Task.WhenAll(
            RoundsOf(Hourly, "ends of demos", demo.TellEndingAsync, stoppingToken),
            RoundsOf(Daily, "ends of terms", terms.AskAllAsync, stoppingToken));

    private Task RoundsOf(TimeSpan every, string name, Func<CancellationToken, Task> tell, CancellationToken stopping) =>
        new Rounds(clock, AfterTrouble, log.TermsBroke).RunAsync(
            async ct =>
            {
                var next = clock.GetUtcNow() + every;
                if (await leases.TryTakeAsync(Leases.NoPortal, name, LongestRound)) await tell(ct);
                return next;
            }, stopping);
}
