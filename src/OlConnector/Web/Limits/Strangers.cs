using System.Threading.RateLimiting;

namespace OlConnector.Web.Limits;

/// <summary>
/// Counts those whom nobody knows yet, by address and door, before anything is looked up for them. Whoever turns out to be known gets the
/// call back: many portals behind one address do not stand in each other's way, and an address that is only wrong is soon told to wait.
/// </summary>
internal sealed class Strangers : IDisposable
{
    /// <summary>Calls of one address at one door that may be unproved at once.</summary>
    internal const int Burst = 60;

    /// <summary>Unproved calls of one address at one door that become possible again each second.</summary>
    internal const int PerSecond = 5;

    private static readonly TimeSpan SayAgain = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(Door Door, string Address)> _buckets;
    private readonly TimeProvider _clock;
    private readonly ILogger<Strangers> _log;
    private long? _saidAt;

    public Strangers(TimeProvider clock, ILogger<Strangers> log)
    {
        (_clock, _log) = (clock, log);
        _buckets = PartitionedRateLimiter.Create<(Door, string), (Door, string)>(
            caller => RateLimitPartition.Get(caller, _ => new CallBucket(Burst, PerSecond, clock)));
    }

    /// <summary>Lets the call in, with <see cref="Stranger"/> as a feature of it; else answers how long its address has to wait.</summary>
    internal TimeSpan? Refuse(HttpContext http, Door door)
    {
        var address = ClientAddress.Of(http.Connection.RemoteIpAddress);
        var lease = _buckets.AttemptAcquire((door, address));
        if (lease.IsAcquired)
        {
            http.Features.Set(new Stranger((CallLease)lease));
            return null;
        }

        Say(door, address);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) ? pause : TimeSpan.FromSeconds(1);
    }

    /// <summary>
    /// Whether the address has no call left at the door. Takes none: for doors that many who are known share an address at, and where only
    /// what proved wrong is to count.
    /// </summary>
    internal bool HaveTired(HttpContext http, Door door)
    {
        var address = ClientAddress.Of(http.Connection.RemoteIpAddress);
        using var lease = _buckets.AttemptAcquire((door, address), permitCount: 0);
        if (!lease.IsAcquired) Say(door, address);
        return !lease.IsAcquired;
    }

    public void Dispose() => _buckets.Dispose();

    /// <summary>Once a minute is enough: who is refused could otherwise fill the log.</summary>
    private void Say(Door door, string address)
    {
        var now = _clock.GetTimestamp();
        if (_saidAt is { } at && _clock.GetElapsedTime(at, now) < SayAgain) return;
        _saidAt = now;
        _log.StrangersRefused(door, address);
    }
}

/// <summary>A caller who is not known yet.</summary>
internal sealed class Stranger(CallLease paid)
{
    /// <summary>The caller has proved who they are: their address gets its call back, once.</summary>
    internal void Recognise() => paid.GiveBack();
}
