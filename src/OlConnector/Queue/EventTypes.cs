namespace OlConnector.Queue;

/// <summary>What webhooks can hear of. The words are part of the outer contract (design.md §7).</summary>
internal static class EventTypes
{
    public const string MessageUpdated = "message.updated";
    public const string CampaignUpdated = "campaign.updated";
    public const string CampaignCompleted = "campaign.completed";
    public const string LineUpdated = "line.updated";
    public const string ReplyReceived = "reply.received";

    /// <summary>All of them, in the order in which they are told to people.</summary>
    public static IReadOnlyList<string> All { get; } = [MessageUpdated, CampaignUpdated, CampaignCompleted, LineUpdated, ReplyReceived];
}
