using System.Collections.Concurrent;

namespace OlConnector.Sandbox;

/// <summary>
/// Time that runs faster (or slower) than the wall's: wall clock, monotonic clock
/// and timers by the same factor. The factor may change while it runs.
/// </summary>
public sealed class ScaledTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ScaledTimer, byte> _timers = new();
    private readonly DateTimeOffset _origin = System.GetUtcNow();
    private long _realMark = System.GetTimestamp();
    private TimeSpan _mark = TimeSpan.Zero;
    private double _speed;

    /// <summary>Sandbox seconds per real second, from 0.01 to 10 000.</summary>
    public ScaledTimeProvider(double speed = 1) => _speed = Checked(speed);

    /// <summary>Sandbox seconds per real second. A change keeps the moment and moves every running timer.</summary>
    public double Speed
    {
        get
        {
            lock (_lock)
                return _speed;
        }
        set
        {
            lock (_lock)
            {
                _mark = ElapsedUnlocked();
                _realMark = System.GetTimestamp();
                _speed = Checked(value);
            }
            foreach (var timer in _timers.Keys)
                timer.Rearm();
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _origin + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ScaledTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
                return ElapsedUnlocked();
        }
    }

    private TimeSpan ElapsedUnlocked() => _mark + System.GetElapsedTime(_realMark) * _speed;

    // A real timer takes 49 days at most; a longer wait asks again on the way.
    private TimeSpan Real(TimeSpan scaled) =>
        TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(scaled.TotalMilliseconds / Speed), 0, TimeSpan.MillisecondsPerDay));

    private static double Checked(double speed) => speed is >= 0.01 and <= 10_000
        ? speed
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of the sandbox clock must be between 0.01 and 10 000.");

    /// <summary>A timer that knows its due moment in sandbox time and asks the real clock again when the speed changes.</summary>
    private sealed class ScaledTimer : ITimer
    {
        private readonly ScaledTimeProvider _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _real;
        private readonly Lock _lock = new();
        private TimeSpan? _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public ScaledTimer(ScaledTimeProvider clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _real = System.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
                (_due, _period) = (dueTime == Timeout.InfiniteTimeSpan ? null : _clock.Elapsed + dueTime, period);
            return Rearm();
        }

        public bool Rearm()
        {
            lock (_lock)
            {
                if (_due is null)
                {
                    _clock._timers.TryRemove(this, out _);
                    return _real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                }
                _clock._timers.TryAdd(this, 0);
                return _real.Change(_clock.Real(_due.Value - _clock.Elapsed), Timeout.InfiniteTimeSpan);
            }
        }

        private void Ring()
        {
            lock (_lock)
            {
                if (_due is null)
                    return;
                if (_due > _clock.Elapsed)
                {
                    Rearm();
                    return;
                }
                _due = _period <= TimeSpan.Zero ? null : _due + _period;
                Rearm();
            }
            _callback(_state);
        }

        public void Dispose()
        {
            lock (_lock)
                _due = null;
            _clock._timers.TryRemove(this, out _);
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
