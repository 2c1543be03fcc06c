using OlConnector.Engine;

namespace OlConnector.Nodes;

/// <summary>Who has the right to a piece of work, and until when.</summary>
public sealed class Lease
{
    public required PortalId PortalId { get; init; }

    /// <summary>What work.</summary>
    public required string Name { get; init; }

    /// <summary>The node that does it.</summary>
    public Guid Holder { get; set; }

    public DateTimeOffset EndsAt { get; set; }
}

/// <summary>A number that grows with every change that all nodes have to notice.</summary>
public sealed class Revision
{
    /// <summary>What changed.</summary>
    public required string Name { get; init; }

    public long Number { get; set; }
}

/// <summary>How full a portal's bucket of requests is, for all nodes that call from one address.</summary>
public sealed class SharedBucket
{
    public required PortalId PortalId { get; init; }

    /// <summary>The address that the portal sees.</summary>
    public required string Source { get; init; }

    /// <summary>Requests in it at <see cref="LeakedAt"/>.</summary>
    public double Level { get; set; }

    public DateTimeOffset LeakedAt { get; set; }
}
