namespace OlConnector.Webhooks;

/// <summary>A message's state changed. No text: whoever may read it asks for the message.</summary>
internal sealed record MessageEvent(
    string Id, string? LineId, string? CampaignId, string? PortalMessageId, string? Source, string? To, string State, string? Reason,
    DateTimeOffset? AcceptedAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, string? GatewayMessageId);

/// <summary>A campaign changed, or is over. Neither name nor text: both may be one client's.</summary>
internal sealed record CampaignEvent(
    string Id, string LineId, string Kind, string State, int Total, IReadOnlyDictionary<string, int> States, DateTimeOffset StartedAt,
    DateTimeOffset? StoppedAt, string? MergedInto, long Version);

/// <summary>A line changed: its settings, its state, its connection.</summary>
internal sealed record LineEvent(
    string Id, string Name, string State, string Connection, string? FrozenReason, DateTimeOffset? FrozenAt, long Version);
