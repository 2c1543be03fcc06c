namespace OlConnector.Engine.Messages;

/// <summary>What Bitrix24 is told about a message, and when (product.md §16, design.md §4.16).</summary>
public static class PortalWord
{
    public const string Queued = "queued";
    public const string Sent = "sent";
    public const string Delivered = "delivered";
    public const string Undelivered = "undelivered";
    public const string Failed = "failed";

    /// <summary>Nothing is told earlier: the portal's row may come late, or be set to SENT after the call (bitrix24.md §4.3).</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    /// <summary>The word for a state, one of Bitrix24's five.</summary>
    public static string Of(MessageState state) => state switch
    {
        MessageState.Accepted or MessageState.Queued or MessageState.Held or MessageState.Dispatching => Queued,
        MessageState.Sent or MessageState.Unknown => Sent,
        MessageState.Delivered or MessageState.Read => Delivered,
        MessageState.Failed => Failed,
        _ => Undelivered,
    };
}
