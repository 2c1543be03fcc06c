namespace OlConnector.Queue;

/// <summary>Wakes a loop that sleeps until something is due. A pulse that comes while nobody sleeps is not lost.</summary>
/// <param name="clock">Its time.</param>
/// <param name="looksAgain">The longest sleep; null for as long as nothing is due.</param>
/// <param name="pause">What passes at least between two awakenings, so that much that happens at once is one turn's work.</param>
internal sealed class Wakeup(TimeProvider clock, TimeSpan? looksAgain = null, TimeSpan pause = default)
{
    private readonly SemaphoreSlim _pulses = new(0, 1);
    private long _woken = clock.GetTimestamp();

    /// <summary>There is something to do.</summary>
    public void Pulse()
    {
        try
        {
            if (_pulses.CurrentCount == 0) _pulses.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another pulse came first; one is enough.
        }
    }

    /// <summary>
    /// Sleeps until a pulse or until the moment; null waits for a pulse only. What is pulsed before it ends is one with it.
    /// </summary>
    public async Task WaitAsync(DateTimeOffset? until, CancellationToken ct)
    {
        await SleepAsync(until, ct);
        if (pause - clock.GetElapsedTime(_woken) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, ct);
            await _pulses.WaitAsync(TimeSpan.Zero, ct);
        }

        _woken = clock.GetTimestamp();
    }

    private async Task SleepAsync(DateTimeOffset? until, CancellationToken ct)
    {
        var longest = looksAgain ?? LongestTimer;
        if (until is null && looksAgain is null)
        {
            await _pulses.WaitAsync(ct);
            return;
        }

        var left = until - clock.GetUtcNow() ?? longest;
        if (left <= TimeSpan.Zero) return;
        using var due = new CancellationTokenSource(left < longest ? left : longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, due.Token);
        try
        {
            await _pulses.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Due now.
        }
    }

    /// <summary>Timers take at most 49 days; waking once a day costs nothing.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
}
