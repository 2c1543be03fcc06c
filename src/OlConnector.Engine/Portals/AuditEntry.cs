namespace OlConnector.Engine.Portals;

/// <summary>Who did what, and what it changed. Personal data in it is masked.</summary>
public sealed class AuditEntry
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>User, API token or <c>system</c>; for a forged call what it claimed to be.</summary>
    public required string Actor { get; init; }

    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Subject { get; init; }

    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>How often it happened within the hour; null, for once, where nothing is counted.</summary>
    public int? Times { get; init; }

    /// <summary>When it happened last, where it is counted.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The network address of the last such call, where it is counted.</summary>
    public string? Address { get; init; }
}
