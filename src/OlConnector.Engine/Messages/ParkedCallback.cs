using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Messages;

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

    /// <summary>Whose fault it is, as the vendor's code tells; null where it does not.</summary>
    public Fault? Fault { get; init; }
    public required DateTimeOffset At { get; init; }
}
