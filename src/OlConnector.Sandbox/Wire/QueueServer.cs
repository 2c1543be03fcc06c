namespace OlConnector.Sandbox.Wire;

/// <summary>
/// The cloud's queue server: what a portal hands it, events and messages, it posts once, and less often to a host whose answers are slow.
/// It never repeats (bitrix24.md §5.5). The documentation gives no figures: those here are the sandbox's.
/// </summary>
internal sealed class QueueServer(AppCaller caller, TimeProvider clock)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TimeSpan Pause, DateTimeOffset NextAt)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An answer that takes longer is slow, in real time. Default 5 seconds.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause between two calls to a slow host, in sandbox time; doubled by every further slow answer. Default 1 second.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Posts a form when its host's turn has come; status 0 when there was no answer.</summary>
    public async Task<AppAnswer> PostFormAsync(string url, string form, CancellationToken ct)
    {
        var host = new Uri(url).Authority;
        if (TakeTurn(host) is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, ct);
        var answer = await caller.PostFormAsync(url, form, AppCaller.QueueAgent, ct);
        Remember(host, isSlow: answer.Latency > SlowAfter);
        return answer;
    }

    private TimeSpan TakeTurn(string host)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(host, out var known))
                return TimeSpan.Zero;
            var now = clock.GetUtcNow();
            var at = known.NextAt > now ? known.NextAt : now;
            _hosts[host] = known with { NextAt = at + known.Pause };
            return at - now;
        }
    }

    private void Remember(string host, bool isSlow)
    {
        lock (_lock)
        {
            if (!isSlow)
            {
                _hosts.Remove(host);
                return;
            }
            var pause = _hosts.TryGetValue(host, out var known) ? known.Pause * 2 : FirstPause;
            pause = pause < LongestPause ? pause : LongestPause;
            _hosts[host] = (pause, clock.GetUtcNow() + pause);
        }
    }
}
