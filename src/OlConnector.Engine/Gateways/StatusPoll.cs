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
