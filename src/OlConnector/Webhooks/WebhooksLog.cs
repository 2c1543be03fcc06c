namespace OlConnector.Webhooks;

/// <summary>All that is said about webhooks. Never an address or what is told there.</summary>
internal static partial class WebhooksLog
{
    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "The loop that tells webhooks met trouble and goes on")]
    internal static partial void DeliveringBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 7102, Level = LogLevel.Warning, Message = "Webhook {WebhookId} was switched off: {Why}")]
    internal static partial void SwitchedOff(this ILogger logger, Guid webhookId, string why);

    [LoggerMessage(
        EventId = 7103, Level = LogLevel.Warning,
        Message = "Administrators could not be told that webhook {WebhookId} was switched off: {Failure}")]
    internal static partial void SwitchOffNotTold(this ILogger logger, Guid webhookId, string failure);

    [LoggerMessage(EventId = 7104, Level = LogLevel.Error, Message = "Webhook {WebhookId} could not be worked on")]
    internal static partial void DeliveryBroke(this ILogger logger, Guid webhookId, Exception failure);
}
