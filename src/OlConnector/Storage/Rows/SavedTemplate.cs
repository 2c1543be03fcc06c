using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>A text that a portal keeps under a name, for its mailings.</summary>
internal sealed class SavedTemplate
{
    public required PortalId PortalId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Unique in the portal, whatever the case of its letters.</summary>
    public required string Name { get; set; }

    /// <summary>The name in small letters.</summary>
    public required string NameKey { get; set; }

    public required string Text { get; set; }

    /// <summary><c>sms</c> or <c>whatsapp</c>; null for either.</summary>
    public string? Channel { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who changed it last: <c>user 7</c> or <c>token …</c>.</summary>
    public required string ChangedBy { get; set; }

    public long Version { get; set; }
}
