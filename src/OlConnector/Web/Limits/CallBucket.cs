using System.Threading.RateLimiting;
using OlConnector.Engine.Limits;

namespace OlConnector.Web.Limits;

/// <summary>
/// A bucket of calls on the house's clock: the stock limiters take none. Empty at first, leaks continuously, nobody waits for room.
/// </summary>
/// <param name="burst">Calls that may come at once.</param>
/// <param name="perSecond">Calls that become possible again each second.</param>
internal sealed class CallBucket(int burst, double perSecond, TimeProvider clock) : RateLimiter
{
    private readonly Bucket _bucket = new(burst, perSecond);
    private readonly Lock _lock = new();
    private double _level;
    private long _leakedAt = clock.GetTimestamp();
    private long _usedAt = clock.GetTimestamp();
    private long _granted;
    private long _refused;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                Leak();
                return _level <= 0 ? clock.GetElapsedTime(_usedAt) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            Leak();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = (long)(burst - _level),
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            Leak();
            // Nobody who asks for nothing wants in: they ask whether there is room for one.
            if (_bucket.SecondsUntilRoom(_level, Math.Max(1, permitCount)) is var wait and > 0)
            {
                _refused++;
                return new CallLease(TimeSpan.FromSeconds(wait));
            }

            _level += permitCount;
            _granted++;
            _usedAt = _leakedAt;
            return new CallLease(this, permitCount);
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    /// <summary>Takes a call out again, as if it had not come.</summary>
    internal void GiveBack(int calls)
    {
        lock (_lock)
        {
            Leak();
            _level = Math.Max(0, _level - calls);
        }
    }

    private void Leak()
    {
        var now = clock.GetTimestamp();
        _level = _bucket.LevelAfter(_level, clock.GetElapsedTime(_leakedAt, now));
        _leakedAt = now;
    }
}
