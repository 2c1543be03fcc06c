namespace OlConnector.Engine.Messages;

/// <summary>How many messages a line accepted on one day (UTC); the independent side of the reconciliation.</summary>
public sealed class IntakeTally
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>Days since 1970-01-01.</summary>
    public required long Day { get; init; }

    public required long Received { get; set; }
}
