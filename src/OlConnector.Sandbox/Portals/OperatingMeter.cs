namespace OlConnector.Sandbox.Portals;

/// <summary>Execution time per method in spans of ten minutes; too much of it blocks the method (bitrix24.md §3.4).</summary>
public sealed class OperatingMeter(TimeProvider clock)
{
    /// <summary>A span begins with a method's first call and ends after so long, whatever came in between.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(600);

    /// <summary>Calls that take no longer are not counted, in seconds.</summary>
    private const double Trifle = 0.1;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset Begun, double Used)> _methods = new(StringComparer.Ordinal);

    /// <summary>Whether it counts at all: self-hosted portals come with it switched off.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Seconds a method may run within a span. Default 480; self-hosted portals have 420.</summary>
    public double Limit { get; set; } = 480;

    /// <summary>Seconds that every call is said to run. Default 0.01.</summary>
    public double CostPerCall { get; set; } = 0.01;

    /// <summary>True when the method has used more than its time.</summary>
    public bool IsBlocked(string method)
    {
        lock (_lock)
            return IsOn && Present(method).Used > Limit;
    }

    /// <summary>Counts one call and tells what the span holds and the moment (unix seconds) when it ends.</summary>
    public (double Operating, long ResetAt) Charge(string method)
    {
        lock (_lock)
        {
            var (begun, used) = Present(method);
            _methods[method] = (begun, used += CostPerCall > Trifle ? CostPerCall : 0);
            return (used, End(begun));
        }
    }

    /// <summary>The moment when the method's present span ends, in unix seconds.</summary>
    public long ResetAt(string method)
    {
        lock (_lock)
            return End(Present(method).Begun);
    }

    private (DateTimeOffset Begun, double Used) Present(string method) =>
        _methods.TryGetValue(method, out var span) && clock.GetUtcNow() < span.Begun + Span ? span : (clock.GetUtcNow(), 0);

    private static long End(DateTimeOffset begun) => (begun + Span).ToUnixTimeSeconds();
}
