using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>That a client wrote to a line on a day. Never what.</summary>
internal sealed class ClientReply
{
    public required LineId LineId { get; init; }

    /// <summary>The last digits of the number, by which a client is found again.</summary>
    public required string Tail { get; init; }

    /// <summary>Days from 1970-01-01 (UTC).</summary>
    public required long Day { get; init; }

    public required PortalId PortalId { get; init; }

    /// <summary>The last time on that day.</summary>
    public required DateTimeOffset At { get; init; }
}
