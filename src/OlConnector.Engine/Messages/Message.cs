namespace OlConnector.Engine.Messages;

/// <summary>One text to one number on one line: the unit of accounting. Moves between states only by the writers of the queue.</summary>
public sealed class Message
{
    /// <summary>Order of durable acceptance; also the row's key.</summary>
    public long Sequence { get; private set; }

    public required PortalId PortalId { get; init; }
    public required MessageId Id { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>The CODE it came by.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// Bitrix24's <c>message_id</c>; null for our own API's messages; a fingerprint with a leading <c>~</c> where Bitrix24 gave none.
    /// </summary>
    public string? PortalMessageId { get; init; }

    public required MessageSource Source { get; init; }
    public required Traffic Traffic { get; init; }

    /// <summary>The portal's user who wrote it, if known.</summary>
    public string? Author { get; init; }

    /// <summary>The CRM entities it is bound to: <c>2:1502,3:318</c> (type and id).</summary>
    public string? Bindings { get; init; }

    /// <summary>The number as it came.</summary>
    public required string RawTo { get; init; }

    /// <summary>E.164 digits once the number is understood.</summary>
    public string? Phone { get; private set; }

    /// <summary>The normalised source text, before spintax and values.</summary>
    public required string Template { get; init; }

    /// <summary>The text that goes out; null until composed.</summary>
    public string? Text { get; private set; }

    public Guid? CampaignId { get; private set; }
    public MessageState State { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>One line a change: <c>unix-milliseconds|state|reason|by</c>.</summary>
    public string History { get; private set; } = "";

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Waits for composing; not taken before this moment.</summary>
    public DateTimeOffset? ComposeAfter { get; private set; }

    /// <summary>
    /// How a person wants a held message composed: <c>blank</c> for missing values, <c>literal</c> for broken spintax; null as usual.
    /// </summary>
    public string? ComposeAs { get; private set; }

    /// <summary>A postponed message's earliest moment; null when it stands in line.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>Number of the current or last attempt; guards the message's row.</summary>
    public int Attempt { get; private set; }

    /// <summary>Attempts that count towards the limit.</summary>
    public int CountedAttempts { get; private set; }

    public string? GatewayMessageId { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>After this moment it expires; a hold shortens it to seven days.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When the gateway is asked next about an unknown send.</summary>
    public DateTimeOffset? LookUpAt { get; private set; }

    /// <summary>Counted in its campaign's size already.</summary>
    public bool IsGuardCounted { get; private set; }

    /// <summary>A person released it past the guard.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>Holds a unit of the demo quota.</summary>
    public bool HasDemoUnit { get; private set; }
}

/// <summary>One try to hand a message to the gateway. Written before the bytes leave.</summary>
public sealed class Attempt
{
    public required PortalId PortalId { get; init; }
    public required long MessageSequence { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>accepted, postponed, refused, lineDown, unknown or returned; null while in flight.</summary>
    public string? Outcome { get; init; }

    public string? Code { get; init; }
    public string? Text { get; init; }
}

/// <summary>What the portal is to be told about a message (design.md §4.16): a newer value replaces an untold one.</summary>
public sealed class StatusReport
{
    public required PortalId PortalId { get; init; }
    public required long MessageSequence { get; init; }
    public required string Code { get; init; }
    public required string PortalMessageId { get; init; }

    /// <summary>One of Bitrix24's five words.</summary>
    public required string Wanted { get; set; }

    /// <summary>The word the portal last confirmed.</summary>
    public string? Told { get; set; }

    public long Version { get; set; }

    /// <summary>When it is to be told; null when there is nothing to tell.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public int Failures { get; set; }

    /// <summary>The portal's last error, for support.</summary>
    public string? Error { get; set; }

    public required DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>A status that came before its message's id was known; applied when the id appears.</summary>
public sealed class ParkedCallback
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required LineId LineId { get; init; }
    public required string GatewayMessageId { get; init; }

    /// <summary>The delivery status in camelCase.</summary>
    public required string Status { get; init; }

    public string? Code { get; init; }
    public string? Text { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>How many messages a line accepted on one day (UTC); the independent side of the reconciliation.</summary>
public sealed class IntakeTally
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>Days since 1970-01-01.</summary>
    public required long Day { get; init; }

    public required long Received { get; set; }
}
