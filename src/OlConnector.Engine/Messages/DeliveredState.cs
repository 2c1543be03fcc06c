using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Messages;

/// <summary>What a gateway's word about a message's delivery makes of the message.</summary>
public static class DeliveredState
{
    /// <summary>The state that the word means.</summary>
    /// <param name="status">The word.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word.</exception>
    public static MessageState Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Sent => MessageState.Sent,
        DeliveryStatus.Undelivered => MessageState.Undelivered,
        DeliveryStatus.Delivered => MessageState.Delivered,
        DeliveryStatus.Read => MessageState.Read,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
