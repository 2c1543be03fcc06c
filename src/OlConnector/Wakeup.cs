namespace OlConnector;

/// <summary>Wakes a loop that sleeps until something is due. A pulse that comes while nobody sleeps is not lost.</summary>
public sealed class Wakeup(TimeProvider clock, TimeSpan? looksAgain = null)
{
    private readonly SemaphoreSlim _pulses = new(0, 1);

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

    /// <summary>Sleeps until a pulse or until the moment; null waits for a pulse only.</summary>
    public async Task WaitAsync(DateTimeOffset? until, CancellationToken ct)
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

/// <summary>The bells of the node's loops.</summary>
/// <param name="clock">Their time.</param>
/// <param name="looksAgain">After this long a loop looks by itself: other nodes ring no bells here. Null for a node alone, which sleeps as long as nothing is due.</param>
public sealed class Wakeups(TimeProvider clock, TimeSpan? looksAgain = null)
{
    /// <summary>Messages wait to be composed and admitted.</summary>
    public Wakeup Composing { get; } = new(clock, looksAgain);

    /// <summary>A line may have become due.</summary>
    public Wakeup Dispatching { get; } = new(clock, looksAgain);

    /// <summary>Something lies in the spool.</summary>
    public Wakeup Spooling { get; } = new(clock);

    /// <summary>A portal is to be told something.</summary>
    public Wakeup Reporting { get; } = new(clock, looksAgain);

    /// <summary>An unknown send waits for a look-up, or a line's connection for a check.</summary>
    public Wakeup Watching { get; } = new(clock, looksAgain);

    /// <summary>A message was sent whose fate has to be asked for.</summary>
    public Wakeup Polling { get; } = new(clock, looksAgain);
}
