namespace OlConnector.Engine.Portals;

/// <summary>
/// An event said that the app was removed from a portal, and Bitrix24's authorization server has not confirmed it yet. What such an event
/// proves itself by lies in every user's browser.
/// </summary>
public sealed class AnnouncedRemoval
{
    public required PortalId PortalId { get; init; }

    /// <summary>True when all data is to be deleted.</summary>
    public required bool IsClean { get; set; }

    /// <summary>When the first such event came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the authorization server is asked again.</summary>
    public required DateTimeOffset LookAt { get; set; }

    /// <summary>Lines that wait for the answer, comma-separated ids; they go on by themselves when the app is still there.</summary>
    public string? FrozenLines { get; set; }
}
