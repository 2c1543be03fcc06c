namespace OlConnector;

/// <summary>Wakes a loop that sleeps until something is due. A pulse that comes while nobody sleeps is not lost.</summary>
/// <param name="clock">Its time.</param>
/// <param name="looksAgain">The longest sleep; null for as long as nothing is due.</param>
/// <param name="pause">What passes at least between two awakenings, so that much that happens at once is one turn's work.</param>
public sealed class Wakeup(TimeProvider clock, TimeSpan? looksAgain = null, TimeSpan pause = default)
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

    /// <summary>Sleeps until a pulse or until the moment; null waits for a pulse only. What is pulsed before it ends is one with it.</summary>
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

/// <summary>The bells of the node's loops.</summary>
/// <param name="clock">Their time.</param>
/// <param name="isShared">Other nodes work on the same database: they ring no bells here, so a loop looks by itself now and then; and each look is a way to a server.</param>
public sealed class Wakeups(TimeProvider clock, bool isShared = false)
{
    /// <summary>Work of other nodes is noticed after this long at the latest.</summary>
    internal static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromMilliseconds(5);

    /// <summary>A portal that hears of its messages a quarter of a second later hears in time.</summary>
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(250);

    /// <summary>Messages wait to be composed and admitted.</summary>
    public Wakeup Composing { get; } = new(clock, isShared ? LooksAgain : null, isShared ? BetweenBatches : default);

    /// <summary>A line may have become due.</summary>
    public Wakeup Dispatching { get; } = new(clock, isShared ? LooksAgain : null, isShared ? BetweenClaims : default);

    /// <summary>Something lies in the spool.</summary>
    public Wakeup Spooling { get; } = new(clock);

    /// <summary>A portal is to be told something.</summary>
    public Wakeup Reporting { get; } = new(clock, isShared ? LooksAgain : null, BetweenTellings);

    /// <summary>An unknown send waits for a look-up, or a line's connection for a check.</summary>
    public Wakeup Watching { get; } = new(clock, isShared ? LooksAgain : null);

    /// <summary>A message was sent whose fate has to be asked for.</summary>
    public Wakeup Polling { get; } = new(clock, isShared ? LooksAgain : null);
}
