namespace OlConnector.Harness.Node;

/// <summary>
/// A clock that can be set: its wall time stands off and may be moved; its monotonic side cannot, but all of it may run faster.
/// </summary>
internal sealed class SteppedClock(TimeProvider real, TimeSpan offset, double rate) : TimeProvider
{
    private readonly long _startStamp = real.GetTimestamp();
    private readonly DateTimeOffset _start = real.GetUtcNow();
    private long _offset = offset.Ticks;

    /// <summary>Sets the wall clock forward or back.</summary>
    internal void Step(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>At its true speed it follows the machine's wall clock, which may be set as well.</summary>
    public override DateTimeOffset GetUtcNow() =>
        (rate == 1 ? real.GetUtcNow() : _start + (real.GetElapsedTime(_startStamp) * rate))
            + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override long TimestampFrequency => real.TimestampFrequency;

    public override long GetTimestamp() => _startStamp + (long)((real.GetTimestamp() - _startStamp) * rate);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(real.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)), this);

    private TimeSpan Scaled(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / rate;

    private sealed class Timer(ITimer timer, SteppedClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scaled(dueTime), clock.Scaled(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
