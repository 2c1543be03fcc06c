namespace OlConnector.Engine.Gateways;

/// <summary>A sent message whose fate has to be asked for, because its vendor calls nobody back.</summary>
public sealed class StatusPoll
{
    /// <summary>The message.</summary>
    public required long MessageSequence { get; init; }

    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>Questions so far, those that a stopped node missed included.</summary>
    public int Asked { get; set; }

    /// <summary>How often the vendor did not find it; null for never.</summary>
    public int? Missed { get; set; }

    /// <summary>The next question's moment.</summary>
    public DateTimeOffset DueAt { get; set; }
}

/// <summary>How much a line has asked its gateway today, and when it may ask again. One row per line and purpose.</summary>
public sealed class LineQuestions
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary><c>status</c> or <c>number</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>When the line asks next; while a node asks, the end of its claim; null when there is nothing to ask.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Days since 1970-01-01 (UTC) that <see cref="Asked"/> counts.</summary>
    public long Day { get; set; }

    /// <summary>Questions of that day.</summary>
    public int Asked { get; set; }
}

/// <summary>What a gateway once said about a number. Asking is dear, so the answer is kept (product.md 12.8).</summary>
public sealed class KnownNumber
{
    public required PortalId PortalId { get; init; }
    public required string GatewayKind { get; init; }

    /// <summary>Digits of E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>True when the number has an account there.</summary>
    public bool IsOnNetwork { get; set; }

    /// <summary>The chat that the gateway named for it; null when it named none.</summary>
    public string? Chat { get; set; }

    public DateTimeOffset CheckedAt { get; set; }
}

/// <summary>When a client last wrote to a line whose vendor cares (<see cref="GatewayTraits.ReplyWindow"/>).</summary>
public sealed class Conversation
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>Digits of E.164, as the vendor names the client.</summary>
    public required string Phone { get; init; }

    /// <summary>
    /// The last digits of it, in which a vendor's name of a client and the number
    /// agree: WhatsApp leaves out Brazil's ninth digit and Mexico's one.
    /// </summary>
    public required string Tail { get; init; }

    public DateTimeOffset LastInboundAt { get; set; }
}

/// <summary>A genuine callback that could not be read or applied, kept for somebody to look at. Secrets in it are masked.</summary>
public sealed class KeptCallback
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required LineId LineId { get; init; }
    public required string GatewayKind { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What was wrong with it.</summary>
    public required string Why { get; init; }

    /// <summary>The beginning of its body as text.</summary>
    public required string Body { get; init; }

    /// <summary>Length of the whole body in bytes.</summary>
    public required int Length { get; init; }
}
