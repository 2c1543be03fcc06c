namespace OlConnector.Engine.Messages;

/// <summary>Where a message stands (design.md §5). The diagram is <c>docs/message-states.md</c>.</summary>
public enum MessageState
{
    /// <summary>Stored; not composed or admitted yet.</summary>
    Accepted,

    /// <summary>Waits for a person's decision.</summary>
    Held,

    /// <summary>In its line's queue.</summary>
    Queued,

    /// <summary>Handed to the gateway right now.</summary>
    Dispatching,

    /// <summary>The gateway has it.</summary>
    Sent,

    /// <summary>It reached the recipient's device.</summary>
    Delivered,

    /// <summary>The recipient opened it.</summary>
    Read,

    /// <summary>Refused before, or by, the gateway's answer.</summary>
    Failed,

    /// <summary>Accepted by the gateway, then a negative report or expiry there.</summary>
    Undelivered,

    /// <summary>Nobody can say whether the gateway got it. Never sent again by itself.</summary>
    Unknown,

    /// <summary>Refused on the recipient's behalf: opt-out, duplicate, frequency.</summary>
    Suppressed,

    /// <summary>Its campaign was stopped.</summary>
    Stopped,

    /// <summary>Taken out of the queue by a person.</summary>
    Cleared,

    /// <summary>Waited longer than it was worth.</summary>
    Expired,
}

/// <summary>The permitted moves between states (design.md §5).</summary>
public static class MessageStates
{
    private static readonly Dictionary<MessageState, MessageState[]> Moves = new()
    {
        [MessageState.Accepted] =
        [
            MessageState.Queued, MessageState.Held, MessageState.Failed, MessageState.Suppressed, MessageState.Stopped,
            MessageState.Cleared, MessageState.Expired,
        ],
        [MessageState.Held] =
            [MessageState.Accepted, MessageState.Suppressed, MessageState.Cleared, MessageState.Stopped, MessageState.Expired],
        [MessageState.Queued] =
        [
            MessageState.Dispatching, MessageState.Held, MessageState.Suppressed, MessageState.Stopped, MessageState.Cleared,
            MessageState.Expired,
        ],
        [MessageState.Dispatching] = [MessageState.Sent, MessageState.Failed, MessageState.Unknown, MessageState.Queued],
        [MessageState.Unknown] =
        [
            MessageState.Sent, MessageState.Delivered, MessageState.Read, MessageState.Undelivered, MessageState.Failed,
            MessageState.Queued,
        ],
        [MessageState.Sent] = [MessageState.Delivered, MessageState.Read, MessageState.Undelivered],
        [MessageState.Delivered] = [MessageState.Read],
        [MessageState.Failed] = [MessageState.Delivered, MessageState.Read],
        [MessageState.Undelivered] = [MessageState.Delivered, MessageState.Read],
    };

    /// <summary>True when a message may move so. A late or repeated signal that is no move is ignored.</summary>
    public static bool CanBecome(this MessageState from, MessageState to) =>
        Moves.TryGetValue(from, out var targets) && targets.Contains(to);

    /// <summary>True while nothing has left and nothing is decided for good.</summary>
    public static bool IsWaiting(this MessageState state) => state is MessageState.Accepted or MessageState.Held or MessageState.Queued;
}

/// <summary>The two kinds of traffic on a line; direct goes first (design.md §4.12).</summary>
public enum Traffic
{
    /// <summary>A card, robot, workflow or single API message.</summary>
    Direct,

    /// <summary>A mailing.</summary>
    Marketing,
}

/// <summary>Where a message came from.</summary>
public enum MessageSource
{
    /// <summary>CRM-Marketing, or a line that is treated so.</summary>
    Marketing,

    /// <summary>A CRM card, robot, workflow or the portal itself.</summary>
    Direct,

    /// <summary>Our own API or interface.</summary>
    Api,

    /// <summary>
    /// A test of a line, by our own API or interface: a direct message that takes a unit of the demo quota (product.md §11).
    /// </summary>
    Test,
}
