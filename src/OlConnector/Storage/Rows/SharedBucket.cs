using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>How full a portal's bucket of requests is, for all nodes that call from one address.</summary>
internal sealed class SharedBucket
{
    public required PortalId PortalId { get; init; }

    /// <summary>The address that the portal sees.</summary>
    public required string Source { get; init; }

    /// <summary>Requests in it at <see cref="LeakedAt"/>.</summary>
    public double Level { get; set; }

    public DateTimeOffset LeakedAt { get; set; }
}
