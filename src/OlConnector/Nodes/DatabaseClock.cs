namespace OlConnector.Nodes;

/// <summary>
/// The time of nodes that share a database: the database's, carried on by the clock that no one can set. A wall clock that is wrong, or set while the node
/// runs, is never asked (design.md §4.11).
/// </summary>
/// <param name="inner">The machine's clock: its wall until the first <see cref="Adjust"/>, its monotonic side and its timers always.</param>
public sealed class DatabaseClock(TimeProvider inner) : TimeProvider
{
    /// <summary>A node that finds itself further behind than this jumps forward: what is due, is due. It never jumps back.</summary>
    private static readonly TimeSpan LongestSlew = TimeSpan.FromSeconds(1);

    /// <summary>A difference is made up for at a tenth of the speed of time.</summary>
    private const int SlewShare = 10;

    private readonly Lock _gate = new();
    private DateTimeOffset _anchor = inner.GetUtcNow();
    private long _anchoredAt = inner.GetTimestamp();
    private TimeSpan _toMakeUp;
    private bool _isAdjusted;

    /// <summary>How far this clock may be from the database's.</summary>
    public TimeSpan Uncertainty { get; private set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return NowUnlocked();
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes in what the database's clock showed.</summary>
    /// <param name="database">Its time, read between <paramref name="asked"/> and <paramref name="answered"/>.</param>
    /// <param name="asked">The monotonic moment before the question.</param>
    /// <param name="answered">The monotonic moment after the answer.</param>
    public void Adjust(DateTimeOffset database, long asked, long answered)
    {
        lock (_gate)
        {
            var half = inner.GetElapsedTime(asked, answered) / 2;
            var truth = database + half + inner.GetElapsedTime(answered);
            var now = NowUnlocked();
            var difference = truth - now;
            var jumps = !_isAdjusted || difference > LongestSlew;
            (_anchor, _anchoredAt, _toMakeUp, _isAdjusted) = (jumps ? truth : now, inner.GetTimestamp(), jumps ? TimeSpan.Zero : difference, true);
            Uncertainty = half + _toMakeUp.Duration();
        }
    }

    private DateTimeOffset NowUnlocked()
    {
        var passed = inner.GetElapsedTime(_anchoredAt);
        var most = passed / SlewShare;
        return _anchor + passed + (_toMakeUp > most ? most : _toMakeUp < -most ? -most : _toMakeUp);
    }
}
