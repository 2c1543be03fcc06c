using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Telling;

/// <summary>Starts the telling of every portal that has something due, portals beside one another. Sleeps until the next due moment or a signal.</summary>
internal sealed class TellLoop(
    Teller teller, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<TellLoop> log) : BackgroundService
{
    private const int PortalsAtOnce = 32;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<PortalId, Task> _busy = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.CurrentValue.Enabled) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wakeups.Telling.WaitAsync(await StartDueAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                log.ReportingBroke(failure);
                await wakeups.Telling.WaitAsync(clock.GetUtcNow() + AfterTrouble, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(_busy.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<DateTimeOffset?> StartDueAsync(CancellationToken ct)
    {
        var (portals, next) = await teller.DueAsync(ct);
        foreach (var portal in portals.Where(portal => !_busy.ContainsKey(portal)))
        {
            // Every telling that ends rings the bell, so the rest is started then.
            if (_busy.Count >= PortalsAtOnce) break;
            var begun = new TaskCompletionSource();
            _busy[portal] = TellAsync(portal, begun.Task, ct);
            begun.SetResult();
        }

        return next;
    }

    private async Task TellAsync(PortalId portal, Task begun, CancellationToken ct)
    {
        await begun.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
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
            _busy.TryRemove(portal, out _);
            wakeups.Telling.Pulse();
        }
    }
}
