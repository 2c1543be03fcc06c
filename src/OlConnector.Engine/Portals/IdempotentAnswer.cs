namespace OlConnector.Engine.Portals;

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
