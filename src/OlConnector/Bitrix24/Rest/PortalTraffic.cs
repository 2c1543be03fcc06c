using System.Collections.Concurrent;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// What limits calls to one portal right now: its bucket, back-off, methods that used up their time (bitrix24.md §3.3, §3.4).
/// </summary>
internal sealed class PortalTraffic(PortalId portal, SharedBuckets buckets, TimeProvider clock)
{
    /// <summary>A method that an administrator has to confirm is not asked for again before this.</summary>
    internal static readonly TimeSpan WhileUnconfirmed = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Overload = TimeSpan.FromHours(1);
    private static readonly TimeSpan UnknownReset = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestReset = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan PatienceOfPeople = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceOfLoops = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UnpaidProbe = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _resets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private TimeSpan _pause;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _probedAt;

    internal PortalBucket Bucket { get; } = new(clock);

    /// <summary>Waits for a place in the bucket. Answers null when the call may go, else how long the caller should stay away.</summary>
    internal async Task<TimeSpan?> EnterAsync(string method, Priority priority, CancellationToken ct)
    {
        var patience = priority == Priority.Interactive ? PatienceOfPeople : PatienceOfLoops;
        while (true)
        {
            if (BlockedFor(method) is { } blocked) return blocked;
            var wait = await buckets.TryPourAsync(portal, Bucket, priority);
            if (wait == TimeSpan.Zero) return null;
            if (wait > patience) return wait;
            patience -= wait;
            await Task.Delay(wait, clock, ct);
        }
    }

    /// <summary>An unpaid portal is asked rarely: people may always try, loops once an hour.</summary>
    internal bool MayProbeUnpaid(Priority priority)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (priority == Priority.Background && now - _probedAt < UnpaidProbe) return false;
            _probedAt = now;
            return true;
        }
    }

    /// <summary>The portal said just now that it is unpaid.</summary>
    internal void NoteUnpaid()
    {
        lock (_gate) _probedAt = clock.GetUtcNow();
    }

    /// <summary>How long all traffic still pauses; null when it does not.</summary>
    internal TimeSpan? PausedFor()
    {
        var now = clock.GetUtcNow();
        lock (_gate) return _pausedUntil > now ? _pausedUntil - now : null;
    }

    /// <summary>A good answer ends the back-off and tells when the method's time is forgiven.</summary>
    internal void NoteGood(string method, DateTimeOffset? resetAt)
    {
        if (resetAt is { } moment) _resets[method] = moment;
        lock (_gate) _pause = TimeSpan.Zero;
    }

    /// <summary>503 QUERY_LIMIT_EXCEEDED: the bucket is full, whoever filled it.</summary>
    internal TimeSpan BackOffFull()
    {
        Bucket.Fill();
        return BackOff();
    }

    /// <summary>Trouble of the portal or its authorization server: a pause for all its traffic, twice as long each time.</summary>
    internal TimeSpan BackOff()
    {
        lock (_gate)
        {
            _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            return PauseUnlocked(_pause);
        }
    }

    /// <summary>503 OVERLOAD_LIMIT: Bitrix24 blocked us by hand.</summary>
    internal TimeSpan StopForLong()
    {
        lock (_gate) return PauseUnlocked(Overload);
    }

    /// <summary>A pause of a known length for all traffic.</summary>
    internal TimeSpan Pause(TimeSpan length)
    {
        lock (_gate) return PauseUnlocked(length);
    }

    /// <summary>429 OPERATION_TIME_LIMIT: the method waits for the moment the portal named, in this answer or the last good one.</summary>
    internal TimeSpan Exhaust(string method, DateTimeOffset? resetAt)
    {
        var now = clock.GetUtcNow();
        var wait = (resetAt ?? (_resets.TryGetValue(method, out var known) ? known : now + UnknownReset)) - now;
        wait = wait < FirstPause ? FirstPause : wait > LongestReset ? LongestReset : wait;
        return Rest(method, wait);
    }

    /// <summary>One method stays away for that long; the others go on.</summary>
    internal TimeSpan Rest(string method, TimeSpan length)
    {
        _resting[method] = clock.GetUtcNow() + length;
        return length;
    }

    private TimeSpan? BlockedFor(string method)
    {
        if (PausedFor() is { } paused) return paused;
        var now = clock.GetUtcNow();
        return _resting.TryGetValue(method, out var until) && until > now ? until - now : null;
    }

    private TimeSpan PauseUnlocked(TimeSpan length)
    {
        var until = clock.GetUtcNow() + length;
        if (until > _pausedUntil) _pausedUntil = until;
        return length;
    }
}

/// <summary>The traffic of every portal this node speaks to.</summary>
internal sealed class PortalTraffics(SharedBuckets buckets, TimeProvider clock)
{
    private readonly ConcurrentDictionary<PortalId, PortalTraffic> _known = new();

    internal PortalTraffic Of(PortalId portal) => _known.GetOrAdd(portal, id => new PortalTraffic(id, buckets, clock));
}
