using OlConnector.Engine.Limits;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Our side of a portal's leaky bucket: calls fill it, time empties it (bitrix24.md §3.4). On a clock that tests can move, which the
/// framework's own limiters are not.
/// </summary>
internal sealed class PortalBucket(TimeProvider clock)
{
    /// <summary>Part of the bucket that background traffic leaves to people.</summary>
    public const double Reserve = 0.2;

    private static readonly Bucket Usual = new(Capacity: 50, LeakRate: 2);
    private static readonly Bucket Enterprise = new(Capacity: 250, LeakRate: 5);

    private readonly Lock _gate = new();
    private Bucket _bucket = Usual;
    private double _level;
    private long _leakedAt = clock.GetTimestamp();

    /// <summary>Requests in the bucket now.</summary>
    public double Level
    {
        get
        {
            lock (_gate)
            {
                Leak();
                return _level;
            }
        }
    }

    /// <summary>Sets the limits by the portal's licence, for example <c>ru_ent250</c>; null when it is not known.</summary>
    public void SetLicense(string? license)
    {
        var isEnterprise = license?.Split('_') is [_, var plan, ..] && plan.StartsWith("ent", StringComparison.OrdinalIgnoreCase);
        lock (_gate) _bucket = isEnterprise ? Enterprise : Usual;
    }

    /// <summary>Takes room for one request. Answers how long to wait before asking again; zero when the room is taken.</summary>
    public TimeSpan TryPour(Priority priority)
    {
        lock (_gate)
        {
            Leak();
            var wait = WaitUnlocked(_level, priority);
            if (wait == TimeSpan.Zero) _level += 1;
            return wait;
        }
    }

    /// <summary>How long one more request has to wait at this level.</summary>
    public TimeSpan WaitAt(double level, Priority priority)
    {
        lock (_gate) return WaitUnlocked(level, priority);
    }

    /// <summary>What is left of a level after some time.</summary>
    public double LevelAfter(double level, TimeSpan time)
    {
        lock (_gate) return _bucket.LevelAfter(level, time);
    }

    /// <summary>The portal says that its bucket is full: other programs on this address pour too.</summary>
    public void Fill()
    {
        lock (_gate)
        {
            Leak();
            _level = _bucket.Capacity;
        }
    }

    private void Leak()
    {
        var now = clock.GetTimestamp();
        _level = _bucket.LevelAfter(_level, clock.GetElapsedTime(_leakedAt, now));
        _leakedAt = now;
    }

    private TimeSpan WaitUnlocked(double level, Priority priority)
    {
        var open = priority == Priority.Background ? _bucket with { Capacity = _bucket.Capacity * (1 - Reserve) } : _bucket;
        return TimeSpan.FromMilliseconds(Math.Ceiling(open.SecondsUntilRoom(level, 1) * 1000));
    }
}
