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

    /// <summary>SMS parts of that text; 1 on WhatsApp. Null until composed.</summary>
    public int? Parts { get; private set; }

    /// <summary>
    /// What they cost, in millionths of the currency: by the line's tariff while it waits, then as it was. Null for a number without a
    /// price.
    /// </summary>
    public long? Cost { get; private set; }

    /// <summary>The currency of the cost; null where the line names none.</summary>
    public string? Currency { get; private set; }

    public Guid? CampaignId { get; private set; }

    /// <summary>Of an own mailing: the recipient's values by field, as an object of JSON; null for none.</summary>
    public string? Fields { get; private set; }

    /// <summary>Of an own mailing: the file that named the recipient; null for none.</summary>
    public Guid? FileId { get; private set; }

    /// <summary>Of an own mailing: its place in it, counted from 0, by which balanced variants are dealt; null elsewhere.</summary>
    public int? Place { get; private set; }

    /// <summary>The message that a run sends again with this one.</summary>
    public long? RepeatOf { get; private set; }

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

    /// <summary>The limit of its line from which a person released it; null for none. It passes that one from then on.</summary>
    public string? ReleasedFrom { get; private set; }

    /// <summary>Holds a unit of the demo quota.</summary>
    public bool HasDemoUnit { get; private set; }

    /// <summary>True when a demo lets it out for a unit only: mailings, and whatever our own API or interface sends.</summary>
    public bool CostsDemoUnit => Traffic == Traffic.Marketing || Source is MessageSource.Test or MessageSource.Api;
}
