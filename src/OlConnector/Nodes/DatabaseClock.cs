namespace OlConnector.Nodes;

/// <summary>
/// The time of nodes that share a database: the database's, carried on by the clock that no one can set. A wall clock that is wrong, or
/// set while the node runs, is never asked (design.md §4.11).
/// </summary>
/// <param name="inner">The machine's clock: its wall until the first <see cref="Adjust"/>, its monotonic side and its timers
/// always.</param>
internal sealed class DatabaseClock(TimeProvider inner) : TimeProvider
{
    /// <summary>A node that finds itself further behind than this jumps forward: what is due, is due. It never jumps back.</summary>
    private static readonly TimeSpan LongestSlew = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Half the time of an answer that is still good. What a slower one told would be worth less than what the clock knows; lines would
    /// wait for that doubt before every send.
    /// </summary>
    private static readonly TimeSpan MostDoubt = TimeSpan.FromMilliseconds(50);

    /// <summary>Clocks of machines run apart by less than a five thousandth.</summary>
    private const int DriftShare = 5_000;

    /// <summary>A difference is made up for at a tenth of the speed of time.</summary>
    private const int SlewShare = 10;

    private readonly Lock _gate = new();
    private DateTimeOffset _anchor = inner.GetUtcNow();
    private long _anchoredAt = inner.GetTimestamp();
    private TimeSpan _toMakeUp;
    private TimeSpan _half;
    private bool _isAdjusted;

    /// <summary>
    /// How far this clock may be from the database's: half of the way there and back, and what has still to be made up for.
    /// </summary>
    public TimeSpan Uncertainty
    {
        get
        {
            lock (_gate) return UncertaintyUnlocked();
        }
    }

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
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes in what the database's clock showed.</summary>
    /// <param name="database">Its time, read between <paramref name="asked"/> and <paramref name="answered"/>.</param>
    /// <param name="asked">The monotonic moment before the question.</param>
    /// <param name="answered">The monotonic moment after the answer.</param>
    /// <returns>False when the answer took too long to tell the time by: it should be asked for again. Such an answer is taken only by a
    /// clock that knows nothing better.</returns>
    public bool Adjust(DateTimeOffset database, long asked, long answered)
    {
        lock (_gate)
        {
            var half = inner.GetElapsedTime(asked, answered) / 2;
            var isGood = half <= MostDoubt || (_isAdjusted && half <= Doubt());
            if (_isAdjusted && !isGood) return false;
            var truth = database + half + inner.GetElapsedTime(answered);
            var now = NowUnlocked();
            var difference = truth - now;
            var jumps = !_isAdjusted || difference > LongestSlew;
            (_anchor, _anchoredAt, _toMakeUp, _isAdjusted) =
                (jumps ? truth : now, inner.GetTimestamp(), jumps ? TimeSpan.Zero : difference, true);
            _half = half;
            return isGood;
        }
    }

    /// <summary>What is known of the time grows old.</summary>
    private TimeSpan Doubt() => UncertaintyUnlocked() + (inner.GetElapsedTime(_anchoredAt) / DriftShare);

    private TimeSpan UncertaintyUnlocked() => _half + (_toMakeUp - MadeUp()).Duration();

    private DateTimeOffset NowUnlocked() => _anchor + inner.GetElapsedTime(_anchoredAt) + MadeUp();

    private TimeSpan MadeUp()
    {
        var most = inner.GetElapsedTime(_anchoredAt) / SlewShare;
        return _toMakeUp > most ? most : _toMakeUp < -most ? -most : _toMakeUp;
    }
}
