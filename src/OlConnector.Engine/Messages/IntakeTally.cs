namespace OlConnector.Engine.Messages;

/// <summary>How many messages a line accepted in a quarter of an hour; the independent side of the reconciliation.</summary>
public sealed class IntakeTally
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>Quarters of an hour since 1970-01-01 (UTC).</summary>
    public required long Quarter { get; init; }

    public required long Received { get; set; }
}
