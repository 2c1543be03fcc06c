using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Webhooks;

/// <summary>
/// Tells webhooks what waits for them, each in its order and all beside each other: a receiver that is slow keeps its own place and nobody
/// else's, and whoever was served longest ago comes first.
/// </summary>
internal sealed class WebhookLoop(
    Database database, WebhookListeners listeners, DeliveryBook book, Deliverer deliverer, StandingLooks looks, Leases leases,
    Wakeups wakeups, IOptionsMonitor<DispatchingOptions> dispatching, IOptionsMonitor<WebhookOptions> options, TimeProvider clock,
    ILogger<WebhookLoop> log) : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly Rounds _rounds = new(clock, AfterTrouble, log.DeliveringBroke, wakeups.Delivering);
    private readonly ConcurrentDictionary<WebhookKey, Task> _working = new();
    private DateTimeOffset _nextLook;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (dispatching.CurrentValue.Enabled && !database.IsShared) await book.ForgetClaimsAsync();
        await _rounds.RunAsync(RoundAsync, stoppingToken);
        await Task.WhenAll(_working.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A node that serves the web only notes what happens there, and delivers nothing.</summary>
    private async Task<DateTimeOffset?> RoundAsync(CancellationToken ct)
    {
        if (database.IsShared) await listeners.RefreshAsync(ct);
        if (!dispatching.CurrentValue.Enabled || listeners.IsEmpty) return null;
        var nextLook = await LookAsync(ct);
        return Moments.Earlier(nextLook, await DeliverAsync(ct));
    }

    private async Task<DateTimeOffset?> LookAsync(CancellationToken ct)
    {
        if (!looks.AreWanted) return null;
        if (clock.GetUtcNow() < _nextLook) return _nextLook;
        if (await leases.TryTakeAsync(Leases.NoPortal, "standings", StandingLooks.Every * 2)) await looks.LookAsync(ct);
        return _nextLook = clock.GetUtcNow() + StandingLooks.Every;
    }

    /// <summary>Begins what is due, as far as places are free; answers when the next one is due.</summary>
    private async Task<DateTimeOffset?> DeliverAsync(CancellationToken ct)
    {
        var (now, free) = (clock.GetUtcNow(), options.CurrentValue.Slots - _working.Count);
        DateTimeOffset? next = null;
        foreach (var (webhook, dueAt) in (await WaitingAsync(ct)).Where(one => !_working.ContainsKey(one.Webhook)))
        {
            if (dueAt > now) next = Moments.Earlier(next, dueAt);
            else if (free-- > 0) Begin(webhook, ct);
        }

        return next;
    }

    private void Begin(WebhookKey webhook, CancellationToken ct)
    {
        var started = new TaskCompletionSource();
        _working[webhook] = started.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await deliverer.WorkAsync(webhook, ct);
            }
            catch (Exception failure)
            {
                // What the node's stop cuts short is delivered again, with its number.
                if (ct.IsCancellationRequested) return;
                log.DeliveryBroke(webhook.Id, failure);
                await Task.Delay(AfterTrouble, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                _working.TryRemove(webhook, out _);
                started.SetResult();
                wakeups.Delivering.Pulse();
            }
        }, CancellationToken.None);
    }

    /// <summary>Webhooks for which something waits, and when each may be tried.</summary>
    private async Task<List<(WebhookKey Webhook, DateTimeOffset DueAt)>> WaitingAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.Webhooks.AsNoTracking()
            .Where(webhook => webhook.OffAt == null)
            .Where(webhook => db.WebhookDeliveries.Any(delivery => delivery.WebhookId == webhook.Id && delivery.IsWaiting))
            .Select(webhook => new { webhook.PortalId, webhook.Id, webhook.RetryAt, webhook.ClaimedUntil, webhook.TriedAt })
            .ToListAsync(ct);
        return
        [
            .. rows.OrderBy(row => row.TriedAt ?? DateTimeOffset.MinValue).Select(row => (
                new WebhookKey(row.PortalId, row.Id),
                Moments.Later(row.RetryAt ?? DateTimeOffset.MinValue, row.ClaimedUntil ?? DateTimeOffset.MinValue))),
        ];
    }
}
