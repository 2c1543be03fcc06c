using System.Threading.RateLimiting;

namespace OlConnector.Web.Limits;

/// <summary>A token bucket on the house's clock: the stock ones take none. Full at first, refilled continuously, nobody waits in it.</summary>
/// <param name="burst">Calls that may come at once.</param>
/// <param name="perSecond">Calls that come back each second.</param>
internal sealed class CallBucket(int burst, double perSecond, TimeProvider clock) : RateLimiter
{
    private readonly Lock _lock = new();
    private double _calls = burst;
    private long _filledAt = clock.GetTimestamp();
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
                Fill();
                return _calls >= burst ? clock.GetElapsedTime(_usedAt) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            Fill();
            return new RateLimiterStatistics { CurrentAvailablePermits = (long)_calls, TotalSuccessfulLeases = _granted, TotalFailedLeases = _refused };
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            Fill();
            if (_calls < permitCount)
            {
                _refused++;
                return new Lease(TimeSpan.FromSeconds((permitCount - _calls) / perSecond));
            }

            _calls -= permitCount;
            _granted++;
            _usedAt = _filledAt;
            return Lease.Granted;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private void Fill()
    {
        var now = clock.GetTimestamp();
        _calls = Math.Min(burst, _calls + clock.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond);
        _filledAt = now;
    }

    private sealed class Lease(TimeSpan? retryAfter) : RateLimitLease
    {
        internal static readonly Lease Granted = new(retryAfter: null);

        public override bool IsAcquired => retryAfter is null;

        public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
