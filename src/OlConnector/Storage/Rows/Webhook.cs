using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>An address of a portal's own that is told of what happens (Standard Webhooks 1.0).</summary>
internal sealed class Webhook
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required string Url { get; set; }

    /// <summary>The types of events it hears, parted by commas.</summary>
    public required string Events { get; set; }

    /// <summary>What its deliveries are signed with, encrypted.</summary>
    public required string Secret { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it, as the audit names them.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The number of the last event that was begun to be told; the first has 1.</summary>
    public long LastSequence { get; set; }

    /// <summary>Since when nothing could be delivered; null while all is well.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Tries that failed one after another.</summary>
    public int Failures { get; set; }

    /// <summary>Not tried again before; null for at once.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>The delivery that is under way, so that no two nodes work on one webhook.</summary>
    public Guid? Claim { get; set; }

    /// <summary>After this moment that one counts as lost.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>Since when it is switched off; null while it is on.</summary>
    public DateTimeOffset? OffAt { get; set; }

    public WebhookOff? OffReason { get; set; }

    /// <summary>What the last try met when it was switched off; null where a person did it.</summary>
    public string? OffText { get; set; }
}

/// <summary>Why a webhook is switched off.</summary>
internal enum WebhookOff
{
    /// <summary>A person did it.</summary>
    Person,

    /// <summary>Nothing could be delivered for a day.</summary>
    Failing,

    /// <summary>The receiver answered 410: it wants no more.</summary>
    Gone,
}
