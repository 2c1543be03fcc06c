namespace OlConnector.Queue;

/// <summary>The bells of the node's loops.</summary>
/// <param name="clock">Their time.</param>
/// <param name="isShared">Other nodes work on the same database: they ring no bells here, so a loop looks by itself now and then; and
/// each look is a way to a server.</param>
internal sealed class Wakeups(TimeProvider clock, bool isShared = false)
{
    /// <summary>Work of other nodes is noticed after this long at the latest.</summary>
    internal static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromMilliseconds(5);

    /// <summary>A portal that hears of its messages a quarter of a second later hears in time.</summary>
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(250);

    /// <summary>An own mailing may have begun, or something of one is to be deleted.</summary>
    public Wakeup Pouring { get; } = new(clock, isShared ? LooksAgain : null);

    /// <summary>Messages wait to be composed and admitted.</summary>
    public Wakeup Composing { get; } = new(clock, isShared ? LooksAgain : null, isShared ? BetweenBatches : default);

    /// <summary>A wave of held messages may be due.</summary>
    public Wakeup Releasing { get; } = new(clock, isShared ? LooksAgain : null);

    /// <summary>A line may have become due.</summary>
    public Wakeup Dispatching { get; } = new(clock, isShared ? LooksAgain : null, isShared ? BetweenClaims : default);

    /// <summary>Something lies in the spool.</summary>
    public Wakeup Spooling { get; } = new(clock);

    /// <summary>A portal is to be told something.</summary>
    public Wakeup Telling { get; } = new(clock, isShared ? LooksAgain : null, BetweenTellings);

    /// <summary>A webhook is to be told something.</summary>
    public Wakeup Delivering { get; } = new(clock, isShared ? LooksAgain : null, BetweenTellings);

    /// <summary>An unknown send waits for a look-up, or a line's connection for a check.</summary>
    public Wakeup Watching { get; } = new(clock, isShared ? LooksAgain : null);

    /// <summary>A message was sent whose fate has to be asked for.</summary>
    public Wakeup Asking { get; } = new(clock, isShared ? LooksAgain : null);
}
