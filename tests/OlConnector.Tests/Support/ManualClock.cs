namespace OlConnector.Tests.Support;

/// <summary>A clock that only the test moves. Timers fire while it is advanced, in their order.</summary>
public sealed class ManualClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start ?? new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private long _monotonic;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return _monotonic;
    }

    /// <summary>Lets time pass, on both clocks; timers that come due fire on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetTimestamp() + by.Ticks;
        while (NextBefore(end) is { } timer)
        {
            MoveTo(timer.DueAt);
            timer.Fire();
        }

        MoveTo(end);
    }

    /// <summary>Somebody sets the wall clock; the monotonic one does not notice.</summary>
    public void Step(TimeSpan by)
    {
        lock (_gate) _now += by;
    }

    /// <summary>The moment of the earliest timer, as time from now; null when nothing waits.</summary>
    public TimeSpan? UntilNextTimer()
    {
        lock (_gate) return _timers.Count == 0 ? null : TimeSpan.FromTicks(Math.Max(0, _timers.Min(timer => timer.DueAt) - _monotonic));
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextBefore(long end)
    {
        lock (_gate) return _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
    }

    private void MoveTo(long monotonic)
    {
        lock (_gate)
        {
            if (monotonic <= _monotonic) return;
            _now = _now.AddTicks(monotonic - _monotonic);
            _monotonic = monotonic;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = clock._monotonic + dueTime.Ticks;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Fire()
        {
            lock (clock._gate)
            {
                if (!clock._timers.Remove(this)) return;
                if (_period > TimeSpan.Zero)
                {
                    DueAt += _period.Ticks;
                    clock._timers.Add(this);
                }
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
