namespace OlConnector.Engine.Gateways;

/// <summary>
/// A gateway that can be asked how a message fares, for vendors that call nobody back. An <see cref="IGateway"/> may implement it.
/// </summary>
public interface IStatusAsking
{
    /// <summary>A line asks no more often than this, whatever is due. The vendor's rate with a wide margin.</summary>
    TimeSpan LeastGap { get; }

    /// <summary>Asks for one message that the gateway accepted.</summary>
    /// <param name="gatewayMessageId">Its id at the gateway.</param>
    /// <param name="ct">Ends when the time to ask is over.</param>
    /// <returns>What the vendor says. Never throws for what a vendor does.</returns>
    Task<StatusAnswer> AskAsync(string gatewayMessageId, CancellationToken ct);
}

/// <summary>What a vendor says about a message that it accepted. A closed family.</summary>
public abstract record StatusAnswer
{
    private StatusAnswer() { }

    /// <summary>How it fares.</summary>
    public sealed record Told(GatewayEvent.StatusReported Report) : StatusAnswer;

    /// <summary>Nothing yet, or the vendor did not answer.</summary>
    public sealed record Nothing : StatusAnswer;

    /// <summary>The vendor knows no such message.</summary>
    public sealed record NotFound : StatusAnswer;
}

/// <summary>When to ask again: soon at first, then ever more rarely, and not at all after a day (gateways.md §7).</summary>
public static class AskingSchedule
{
    /// <summary>A message not reported by then stays <c>sent</c>. 24 hours.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    /// <summary>A message that the vendor does not find is asked about so often more: it may be entered late. Twice.</summary>
    public const int MostMisses = 2;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    /// <summary>Most questions about one message: one per pause, and a last one when the day is over.</summary>
    public static int MostQuestions => Pauses.Length + 1;

    /// <summary>The next question's moment.</summary>
    /// <param name="sentAt">When the gateway accepted the message.</param>
    /// <param name="asked">How often it was asked about so far.</param>
    /// <returns>Null when it is not asked about any more.</returns>
    public static DateTimeOffset? Next(DateTimeOffset sentAt, int asked)
    {
        if (asked >= MostQuestions) return null;
        return asked < Pauses.Length ? sentAt + TimeSpan.FromTicks(Pauses.Take(asked + 1).Sum(pause => pause.Ticks)) : sentAt + GiveUpAfter;
    }
}
