using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>One event for one webhook: noted where it happens, numbered when its first try begins, kept for some days.</summary>
internal sealed class WebhookDelivery
{
    /// <summary>Order in which it was noted; also the row's key.</summary>
    public long Id { get; private set; }

    public required PortalId PortalId { get; init; }
    public required Guid WebhookId { get; init; }

    /// <summary>What happened, such as <c>message.updated</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The message, campaign or line that it is about.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Of a message: what it became.</summary>
    public string? State { get; init; }

    /// <summary>Of a message: why.</summary>
    public string? Reason { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>E.164 digits of the number that <see cref="Data"/> names, by which an erasure finds it; null for none.</summary>
    public string? Phone { get; init; }

    /// <summary>The body's <c>data</c>, word for word as it is sent each time; null until it is known.</summary>
    public string? Data { get; init; }

    /// <summary>Its number among those of its webhook, without gaps; null until its first try.</summary>
    public long? Sequence { get; init; }

    /// <summary>It has still to be delivered, or once more.</summary>
    public bool IsWaiting { get; init; }

    public int Tries { get; init; }
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>What the receiver answered last; null for no answer.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong at the last try, as a code; null for nothing.</summary>
    public string? Error { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }
}
