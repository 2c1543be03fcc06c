namespace OlConnector.Engine.Suppression;

/// <summary>A number that wants no marketing from this portal, on any line.</summary>
public sealed class SuppressedNumber
{
    public required PortalId PortalId { get; init; }

    /// <summary>E.164 digits.</summary>
    public required string Phone { get; init; }

    /// <summary>OPTED_OUT or BLACKLISTED.</summary>
    public required string Reason { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>Who entered it: <c>recipient</c> or a user.</summary>
    public string? By { get; set; }
}
