namespace OlConnector.Sandbox.Portals;

/// <summary>The portal's limit on requests: every request fills by one, the bucket leaks steadily (bitrix24.md §3.4).</summary>
public sealed class LeakyBucket(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _level;
    private long _mark = clock.GetTimestamp();

    /// <summary>Requests that leak away per second: 2, on Enterprise 5.</summary>
    public double LeakPerSecond { get; set; } = 2;

    /// <summary>Requests the bucket holds: 50, on Enterprise 250.</summary>
    public int Capacity { get; set; } = 50;

    /// <summary>False switches the limit off.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Pours one request in; false when the bucket is full.</summary>
    public bool TryPour()
    {
        lock (_lock)
        {
            _level = Math.Max(0, _level - clock.GetElapsedTime(_mark).TotalSeconds * LeakPerSecond);
            _mark = clock.GetTimestamp();
            if (IsOn && _level + 1 > Capacity)
                return false;
            _level++;
            return true;
        }
    }
}
