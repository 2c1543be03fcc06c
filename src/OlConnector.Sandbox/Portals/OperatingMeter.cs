namespace OlConnector.Sandbox.Portals;

/// <summary>Execution time per method over ten one-minute buckets; too much of it blocks the method (bitrix24.md §3.4).</summary>
public sealed class OperatingMeter(TimeProvider clock)
{
    private const int Minutes = 10;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<long, double>> _methods = new(StringComparer.Ordinal);

    /// <summary>Seconds a method may run within ten minutes. Default 480.</summary>
    public double Limit { get; set; } = 480;

    /// <summary>Seconds that every call is said to run. Default 0.01.</summary>
    public double CostPerCall { get; set; } = 0.01;

    /// <summary>True when the method has used up its time.</summary>
    public bool IsBlocked(string method)
    {
        lock (_lock)
            return Sum(method) >= Limit;
    }

    /// <summary>Counts one call and tells the sum and the moment (unix seconds) when the oldest minute is forgiven.</summary>
    public (double Operating, long ResetAt) Charge(string method)
    {
        lock (_lock)
        {
            Sum(method);
            var minutes = _methods[method];
            minutes[Minute] = minutes.GetValueOrDefault(Minute) + CostPerCall;
            return (minutes.Values.Sum(), ResetAt(minutes));
        }
    }

    /// <summary>The moment when a blocked method gets some time back, in unix seconds.</summary>
    public long ResetAt(string method)
    {
        lock (_lock)
        {
            Sum(method);
            return ResetAt(_methods[method]);
        }
    }

    private long Minute => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    private long ResetAt(SortedDictionary<long, double> minutes) => (minutes.Keys.DefaultIfEmpty(Minute).First() + Minutes) * 60;

    private double Sum(string method)
    {
        if (!_methods.TryGetValue(method, out var minutes))
            _methods[method] = minutes = [];
        foreach (var old in minutes.Keys.Where(minute => minute <= Minute - Minutes).ToList())
            minutes.Remove(old);
        return minutes.Values.Sum();
    }
}
