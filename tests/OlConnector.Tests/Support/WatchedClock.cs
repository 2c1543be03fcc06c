namespace OlConnector.Tests.Support;

/// <summary>
/// A fake clock with what <see cref="FakeTimeProvider"/> cannot play: somebody sets the
/// wall clock while monotonic time goes on, and a test sees who waits.
/// </summary>
public sealed class WatchedClock() : FakeTimeProvider(Given.Morning)
{
    /// <summary>Real time after which a wait gives up. A test that needs it has already failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<WatchedTimer, long> _dueAt = [];
    private TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _setBy;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _setBy));

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Somebody sets the wall clock, forward or back; timers and the monotonic clock do not notice.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _setBy, by.Ticks);

    /// <summary>Finishes when so many timers ring within this time from now: whom the test is about to wake is really waiting.</summary>
    /// <exception cref="TimeoutException">They were not armed within twenty seconds of real time.</exception>
    public async Task ArmedAsync(TimeSpan within, int count = 1)
    {
        while (!AreArmed(within, count, out var nextArming)) await nextArming.WaitAsync(Patience);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private bool AreArmed(TimeSpan within, int count, out Task nextArming)
    {
        lock (_gate)
        {
            nextArming = _armed.Task;
            return _dueAt.Values.Count(due => due - GetTimestamp() <= within.Ticks) >= count;
        }
    }

    private void Watch(WatchedTimer timer, long? dueAt)
    {
        lock (_gate)
        {
            _dueAt.Remove(timer);
            if (dueAt is null) return;
            _dueAt[timer] = dueAt.Value;
            _armed.SetResult();
            _armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private ITimer Create(TimerCallback callback) => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class WatchedTimer : ITimer
    {
        private readonly WatchedClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _period;
        private volatile bool _hasRung;

        public WatchedTimer(WatchedClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _timer = clock.Create(_ => Ring());
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var dueAt = After(dueTime);
            (_period, _hasRung) = (period, false);
            var isChanged = _timer.Change(dueTime, period);
            // A timer that is due at once, or that another thread's advance overtook, has rung by now and does not wait any more.
            if (!_hasRung) _clock.Watch(this, dueAt);
            return isChanged;
        }

        public void Dispose()
        {
            _clock.Watch(this, dueAt: null);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring()
        {
            _hasRung = true;
            _clock.Watch(this, _period > TimeSpan.Zero ? After(_period) : null);
            _callback(_state);
        }

        private long? After(TimeSpan wait) => wait < TimeSpan.Zero ? null : _clock.GetTimestamp() + wait.Ticks;
    }
}
