using OlConnector.Sandbox.Wire;

namespace OlConnector.Tests.Sandbox.Support;

/// <summary>Time that moves only when a test says so. Timers due on the way ring in their order.</summary>
internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Waiting times that were asked for: a test advances once who it wakes is really waiting.</summary>
    public Happenings<TimeSpan> Armed { get; } = new("timers");

    private readonly Lock _lock = new();
    private readonly List<HandTimer> _timers = [];
    private DateTimeOffset _now = start;

    public HandClock() : this(Noon)
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (NextDue(target) is { } timer)
            timer.Ring();
        lock (_lock)
            _now = target;
    }

    private HandTimer? NextDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is not null)
                _now = next.Due!.Value > _now ? next.Due.Value : _now;
            return next;
        }
    }

    private sealed class HandTimer(HandClock clock, Action ring) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                (_period, Due) = (period, dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime);
                if (!clock._timers.Contains(this))
                    clock._timers.Add(this);
            }
            clock.Armed.Add(dueTime);
            return true;
        }

        public void Ring()
        {
            lock (clock._lock)
                Due = _period > TimeSpan.Zero ? Due + _period : null;
            ring();
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
