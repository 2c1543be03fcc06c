namespace OlConnector.Engine.Gateways;

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
