using OlConnector.Engine;

namespace OlConnector.Storage.Rows;

/// <summary>How a campaign or a line stood when its portal's webhooks were told of it last.</summary>
internal sealed class WebhookMark
{
    public required PortalId PortalId { get; init; }
    public required Guid SubjectId { get; init; }

    /// <summary>Differs when there is something to tell.</summary>
    public required string Mark { get; init; }
}
