using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>A client's message that was taken, so that a callback that comes again changes nothing.</summary>
internal sealed class HeardReply
{
    public required PortalId PortalId { get; init; }
    public required LineId LineId { get; init; }

    /// <summary>SHA-256 of the vendor's id and moment, hexadecimal: ids of WhatsApp hold the number.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset At { get; init; }
}
