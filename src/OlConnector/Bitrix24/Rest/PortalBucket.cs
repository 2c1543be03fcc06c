namespace OlConnector.Bitrix24.Rest;

/// <summary>Our side of a portal's leaky bucket: calls fill it, time empties it (bitrix24.md §3.4). On a clock that tests can move, which the framework's own limiters are not.</summary>
internal sealed class PortalBucket(TimeProvider clock)
{
    /// <summary>Part of the bucket that background traffic leaves to people.</summary>
    public const double Reserve = 0.2;

    private readonly Lock _gate = new();
    private double _level;
    private long _leakedAt = clock.GetTimestamp();
    private bool _isEnterprise;

    /// <summary>Requests a second that leak out: 5 with an Enterprise licence, 2 with any other.</summary>
    public double LeakRate => _isEnterprise ? 5 : 2;

    /// <summary>Requests that fit: 250 with an Enterprise licence, 50 with any other.</summary>
    public double Capacity => _isEnterprise ? 250 : 50;

    /// <summary>Sets the limits by the portal's licence, for example <c>ru_ent250</c>; null when it is not known.</summary>
    public void SetLicense(string? license) => _isEnterprise = license?.Split('_') is [_, var plan, ..] && plan.StartsWith("ent", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes room for one request. Answers how long to wait before asking again; zero when the room is taken.</summary>
    public TimeSpan TryPour(Priority priority)
    {
        lock (_gate)
        {
            Leak();
            var wait = WaitAt(_level, priority);
            if (wait == TimeSpan.Zero) _level += 1;
            return wait;
        }
    }

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

    /// <summary>How long one more request has to wait at this level.</summary>
    public TimeSpan WaitAt(double level, Priority priority)
    {
        var room = priority == Priority.Background ? Capacity * (1 - Reserve) : Capacity;
        var excess = level + 1 - room;
        return excess > 0 ? TimeSpan.FromMilliseconds(Math.Ceiling(excess / LeakRate * 1000)) : TimeSpan.Zero;
    }

    /// <summary>The portal says that its bucket is full: other programs on this address pour too.</summary>
    public void Fill()
    {
        lock (_gate)
        {
            Leak();
            _level = Capacity;
        }
    }

    private void Leak()
    {
        var now = clock.GetTimestamp();
        _level = Math.Max(0, _level - clock.GetElapsedTime(_leakedAt, now).TotalSeconds * LeakRate);
        _leakedAt = now;
    }
}
