using OlConnector.Harness.Load;
using OlConnector.Harness.Sink;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Verification;

/// <summary>A message as the product's books have it.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Line">The line's name.</param>
/// <param name="PortalMessageId">Bitrix24's id.</param>
/// <param name="State">Its state, in the API's words.</param>
/// <param name="Reason">Why it stands there.</param>
public sealed record BookMessage(string Id, string Line, string PortalMessageId, string State, string? Reason);

/// <summary>The books of one portal.</summary>
/// <param name="Received">What the product says came in.</param>
/// <param name="Difference">What does not add up, by its own reckoning.</param>
/// <param name="Messages">Every message.</param>
public sealed record Books(long Received, long Difference, IReadOnlyList<BookMessage> Messages);

/// <summary>All that is known about a world when it is over.</summary>
public sealed class Evidence
{
    /// <summary>The lines with their true intervals.</summary>
    public required IReadOnlyList<LinePlan> Lines { get; init; }

    /// <summary>What was offered, and what was promised.</summary>
    public required IReadOnlyList<Offer> Offers { get; init; }

    /// <summary>What reached the sink.</summary>
    public required IReadOnlyList<SinkSend> Sends { get; init; }

    /// <summary>What the product says.</summary>
    public required IReadOnlyList<Books> Books { get; init; }

    /// <summary>Messages that the sink, when asked, said it does not have.</summary>
    public IReadOnlySet<string> Denied { get; init; } = new HashSet<string>();

    /// <summary>Moments at which a node was killed, frozen or cut off; each may leave one unknown message on each line.</summary>
    public IReadOnlyList<long> Disruptions { get; init; } = [];

    /// <summary>For a disruption after which the database was asked: the lines that somebody had in hand.</summary>
    public IReadOnlyDictionary<long, IReadOnlySet<string>> InHand { get; init; } = new Dictionary<long, IReadOnlySet<string>>();

    /// <summary>Moments at which a frozen node went on.</summary>
    public IReadOnlyList<long> Thaws { get; init; } = [];

    /// <summary>What the portals were told, in order; null where nobody waited for it.</summary>
    public IReadOnlyList<TellingNote>? Told { get; init; }

    /// <summary>Mailings from tables.</summary>
    public IReadOnlyList<OwnMailing> Mailings { get; init; } = [];

    /// <summary>What the portals' webhooks heard, in order; null where there are none.</summary>
    public IReadOnlyList<WebhookNote>? Events { get; init; }

    /// <summary>Ticks of the monotonic clock in a second.</summary>
    public required long TicksPerSecond { get; init; }

    /// <summary>A span of monotonic time.</summary>
    public TimeSpan Between(long from, long to) => TimeSpan.FromSeconds((double)(to - from) / TicksPerSecond);
}

/// <summary>What the verifier holds against the product.</summary>
public enum Charge
{
    /// <summary>Accepted and not in the books.</summary>
    Lost,

    /// <summary>The client got it twice, or the books have it twice.</summary>
    Double,

    /// <summary>A gap shorter than the line's interval.</summary>
    Early,

    /// <summary>Everything is quiet and it still waits.</summary>
    Stuck,

    /// <summary>More messages of unknown fate than disruptions explain.</summary>
    TooManyUnknown,

    /// <summary>The books and the sink contradict each other.</summary>
    Odd,

    /// <summary>The portal was not told how it ended.</summary>
    Untold,

    /// <summary>The product's own sums do not come out.</summary>
    Books,
}

/// <summary>One charge.</summary>
/// <param name="Charge">What kind.</param>
/// <param name="Line">The line.</param>
/// <param name="MessageId">Bitrix24's id of the message it is about, if about one.</param>
/// <param name="Why">In words.</param>
public sealed record Finding(Charge Charge, string Line, string? MessageId, string Why)
{
    public override string ToString() => $"{Charge}: line {Line}{(MessageId is null ? "" : $", message {MessageId}")}: {Why}";
}
