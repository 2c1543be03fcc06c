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
}

/// <summary>One REST call to a portal, masked, kept three days (the Market's rule; bitrix24.md §9).</summary>
public sealed class RestCall
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Method { get; init; }
    public required string Request { get; init; }
    public required string Response { get; init; }
    public required int HttpStatus { get; init; }
    public required TimeSpan Took { get; init; }
}

/// <summary>An answer that a repeated API call gets again (kept 24 hours).</summary>
public sealed class IdempotentAnswer
{
    public required PortalId PortalId { get; init; }

    /// <summary>The caller's key together with who called.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request, hexadecimal; the same key with another request is refused.</summary>
    public required string RequestHash { get; init; }

    public required int Status { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset At { get; init; }
}
