namespace OlConnector.Engine.Messages;

/// <summary>What the portal is to be told about a message (design.md §4.16): a newer value replaces an untold one.</summary>
public sealed class StatusReport
{
    public required PortalId PortalId { get; init; }
    public required long MessageSequence { get; init; }
    public required string Code { get; init; }
    public required string PortalMessageId { get; init; }

    /// <summary>One of Bitrix24's five words.</summary>
    public required string Wanted { get; set; }

    /// <summary>The word the portal last confirmed.</summary>
    public string? Told { get; set; }

    public long Version { get; set; }

    /// <summary>When it is to be told; null when there is nothing to tell.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public int Failures { get; set; }

    /// <summary>The portal's last error, for support.</summary>
    public string? Error { get; set; }

    public required DateTimeOffset AcceptedAt { get; init; }
}
