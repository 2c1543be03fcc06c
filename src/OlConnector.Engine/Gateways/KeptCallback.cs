namespace OlConnector.Engine.Gateways;

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
