using System.Collections.Concurrent;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Reports;

/// <summary>
/// Tells portals what became of their messages (design.md §4.16): one request in flight per portal, portals beside one another. A crash between the
/// call and its note tells the same word twice, which Bitrix24 takes as it is.
/// </summary>
public sealed class StatusReporter
{
    /// <summary>How long a portal without payment or rights is waited for, from a message's acceptance; Bitrix24 forgets the message then (bitrix24.md §4.3).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    /// <summary>Requests under way at once, one a portal.</summary>
    private const int AtOnce = 32;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);

    private readonly ReportOutbox _outbox;
    private readonly PortalTelling _telling;
    private readonly PortalStanding _standing;
    private readonly Wakeups _wakeups;
    private readonly TimeProvider _clock;
    private readonly ILogger<StatusReporter> _log;
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly ConcurrentDictionary<PortalId, Task> _busy = new();
    private readonly ConcurrentDictionary<PortalId, (ReportingStanding Standing, DateTimeOffset Until)> _pauses = new();

    internal StatusReporter(
        ReportOutbox outbox, PortalTelling telling, PortalStanding standing, Wakeups wakeups, TimeProvider clock, ILogger<StatusReporter> log) =>
        (_outbox, _telling, _standing, _wakeups, _clock, _log) = (outbox, telling, standing, wakeups, clock, log);

    /// <summary>Sets to work on every portal that is due; answers when another one will be, null when none.</summary>
    internal async Task<DateTimeOffset?> ReportDueAsync(CancellationToken ct)
    {
        DateTimeOffset? next = null;
        foreach (var portal in await _outbox.PortalsAsync(ct))
        {
            // The end of its work rings the bell, so it needs no moment here.
            if (_busy.ContainsKey(portal.Portal)) continue;
            var at = StartsAt(portal);
            if (at <= _clock.GetUtcNow()) Begin(portal, ct);
            else if (next is null || at < next) next = at;
        }

        return next;
    }

    /// <summary>Finishes when nothing is under way.</summary>
    internal Task SettleAsync() => Task.WhenAll(_busy.Values);

    private DateTimeOffset StartsAt(ReportingPortal portal)
    {
        if (!_pauses.TryGetValue(portal.Portal, out var pause)) return portal.NextAt;
        if (pause.Standing == portal.Standing && pause.Until > _clock.GetUtcNow()) return pause.Until > portal.NextAt ? pause.Until : portal.NextAt;
        _pauses.TryRemove(portal.Portal, out _);
        return portal.NextAt;
    }

    private void Begin(ReportingPortal portal, CancellationToken ct)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_busy.TryAdd(portal.Portal, ended.Task)) _ = Task.Run(() => WorkAsync(portal, ended, ct), CancellationToken.None);
    }

    private async Task WorkAsync(ReportingPortal portal, TaskCompletionSource ended, CancellationToken ct)
    {
        var hasSlot = false;
        try
        {
            await _slots.WaitAsync(ct);
            hasSlot = true;
            await TellAllAsync(portal, ct);
        }
        catch (Exception failure)
        {
            if (!ct.IsCancellationRequested) _log.ReportingBroke(portal.Portal, failure);
            Pause(portal, AfterTrouble);
        }
        finally
        {
            if (hasSlot) _slots.Release();
            _busy.TryRemove(portal.Portal, out _);
            ended.SetResult();
            _wakeups.Reporting.Pulse();
        }
    }

    private async Task TellAllAsync(ReportingPortal portal, CancellationToken ct)
    {
        if (portal.Standing.IsGone)
        {
            await DropAsync(portal, "the portal is gone", _clock.GetUtcNow(), ct);
            return;
        }

        while (await _outbox.DueAsync(portal.Portal, BatchWire.Most, _clock.GetUtcNow(), ct) is { Count: > 0 } due)
        {
            var telling = await _telling.TellAsync(portal.Portal, due, ct);
            await NoteAsync(portal.Portal, telling);
            if (telling.Obstacle is not { } obstacle) continue;
            await WaitAsync(portal, obstacle, ct);
            return;
        }
    }

    private async Task NoteAsync(PortalId portal, Telling telling)
    {
        if (telling.Settled.Count == 0) return;
        await _outbox.NoteAsync(telling.Settled, _clock.GetUtcNow());
        foreach (var (report, verdict) in telling.Settled)
            if (verdict is ReportVerdict.Dropped { IsOurFault: true }) _log.WordRefused(portal, report.Wanted, report.PortalMessageId);
        var (told, again) = (Count<ReportVerdict.Told>(telling), Count<ReportVerdict.Again>(telling));
        _log.Reported(portal, told, again, telling.Settled.Count - told - again);
    }

    /// <summary>What stands in the way decides how long the whole portal is left alone. A change of its standing ends the pause.</summary>
    private async Task WaitAsync(ReportingPortal portal, RestAnswer obstacle, CancellationToken ct)
    {
        switch (obstacle)
        {
            case RestAnswer.Gone:
                await DropAsync(portal, "the portal is gone", _clock.GetUtcNow(), ct);
                break;
            case RestAnswer.Later later:
                Pause(portal, later.After > ShortestPause ? later.After : ShortestPause);
                break;
            case RestAnswer.Failed or RestAnswer.NeedsReauthorization:
                await _standing.MarkNeedyAsync(portal.Portal, portal.Standing.TokenVersion, obstacle is RestAnswer.NeedsReauthorization needy ? needy.Why : "ACCESS_DENIED");
                await WaitForPersonAsync(portal, ct);
                break;
            default:
                await WaitForPersonAsync(portal, ct);
                break;
        }
    }

    private async Task WaitForPersonAsync(ReportingPortal portal, CancellationToken ct)
    {
        Pause(portal, BetweenAttempts);
        await DropAsync(portal, "nobody paid or opened the app in time", _clock.GetUtcNow() - Patience, ct);
    }

    private async Task DropAsync(ReportingPortal portal, string why, DateTimeOffset before, CancellationToken ct)
    {
        if (await _outbox.DropAsync(portal.Portal, why, before, ct) is var count and > 0) _log.ReportsDropped(portal.Portal, count, why);
    }

    private void Pause(ReportingPortal portal, TimeSpan length) => _pauses[portal.Portal] = (portal.Standing, _clock.GetUtcNow() + length);

    private static int Count<T>(Telling telling) where T : ReportVerdict => telling.Settled.Count(item => item.Verdict is T);
}
