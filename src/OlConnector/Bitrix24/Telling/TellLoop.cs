using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Starts the telling of every portal that has something due, portals beside one another. Sleeps until the next due moment or a signal.
/// </summary>
internal sealed class TellLoop(
    Teller teller, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<TellLoop> log) : BackgroundService
{
    private const int PortalsAtOnce = 32;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Rounds _rounds = new(clock, AfterTrouble, log.ReportingBroke, wakeups.Telling);
    private readonly ConcurrentDictionary<PortalId, Task> _busy = new();
    private readonly TellingPauses _pauses = new(clock);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        await _rounds.RunAsync(StartDueAsync, stoppingToken);
        await Task.WhenAll(_busy.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<DateTimeOffset?> StartDueAsync(CancellationToken ct)
    {
        var (portals, next) = await teller.DueAsync(ct);
        _pauses.ForgetEnded();
        foreach (var portal in portals.Where(portal => !_busy.ContainsKey(portal) && !_pauses.IsOn(portal)))
        {
            // Every telling that ends rings the bell, so the rest is started then.
            if (_busy.Count >= PortalsAtOnce) break;
            var telling = new Task<Task>(() => TellAsync(portal, ct), CancellationToken.None);
            // Noted before it runs: its end takes the note away.
            _busy[portal] = telling.Unwrap();
            telling.Start(TaskScheduler.Default);
        }

        return Moments.Earlier(next, _pauses.NextEnd(portals));
    }

    private async Task TellAsync(PortalId portal, CancellationToken ct)
    {
        try
        {
            await teller.TellAsync(portal, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.PortalReportingBroke(portal, failure);
            await Task.Delay(AfterTrouble, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _pauses.Begin(portal);
            _busy.TryRemove(portal, out _);
            wakeups.Telling.Pulse();
        }
    }
}
