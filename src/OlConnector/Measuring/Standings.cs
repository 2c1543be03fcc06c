using OlConnector.Engine;

namespace OlConnector.Measuring;

/// <summary>How a line's queue stands.</summary>
/// <param name="Line">The line.</param>
/// <param name="Gateway">Its kind of gateway.</param>
/// <param name="Traffic">direct or marketing.</param>
/// <param name="Depth">Messages that wait to be sent.</param>
/// <param name="OldestAt">When the oldest of them was accepted; null for none.</param>
internal sealed record QueueStanding(LineId Line, string Gateway, string Traffic, long Depth, DateTimeOffset? OldestAt);

/// <summary>When a line dispatches next.</summary>
internal sealed record LineNext(LineId Line, string Gateway, DateTimeOffset At);

/// <summary>What one reading of the database found. Nothing in it names a person or a portal.</summary>
internal sealed record Standings
{
    /// <summary>Nothing is known: no reading yet, or another node reads.</summary>
    internal static Standings None { get; } = new();

    /// <summary>Queues with something in them, by line and traffic.</summary>
    public IReadOnlyList<QueueStanding> Queues { get; init; } = [];

    /// <summary>Lines that will dispatch.</summary>
    public IReadOnlyList<LineNext> Next { get; init; } = [];

    /// <summary>Lines by state.</summary>
    public IReadOnlyDictionary<string, long> Lines { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Statuses that portals are still to be told.</summary>
    public long? Outbox { get; init; }

    /// <summary>When the first of them was due; null for none.</summary>
    public DateTimeOffset? OutboxDueAt { get; init; }

    /// <summary>When the tokens that were renewed longest ago were; null for none.</summary>
    public DateTimeOffset? TokensRenewedAt { get; init; }

    /// <summary>Events that webhooks are still to be told.</summary>
    public long? Events { get; init; }

    /// <summary>When the oldest of them happened; null for none.</summary>
    public DateTimeOffset? EventAt { get; init; }

    /// <summary>Webhooks that were switched off because nothing could be delivered.</summary>
    public long? WebhooksOff { get; init; }

    /// <summary>True once something was read.</summary>
    public bool IsKnown => Outbox is not null;
}
