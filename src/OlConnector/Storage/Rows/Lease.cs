using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>Who has the right to a piece of work, and until when.</summary>
internal sealed class Lease
{
    public required PortalId PortalId { get; init; }

    /// <summary>What work.</summary>
    public required string Name { get; init; }

    /// <summary>The node that does it.</summary>
    public Guid Holder { get; set; }

    public DateTimeOffset EndsAt { get; set; }
}
