namespace OlConnector.Keeping;

/// <summary>All that is said about keeping and deleting history.</summary>
internal static partial class KeepingLog
{
    [LoggerMessage(EventId = 8001, Level = LogLevel.Error, Message = "Old history could not be deleted. It is tried again in ten minutes.")]
    internal static partial void RetentionBroke(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 8002, Level = LogLevel.Information, Message = "A number of portal {PortalId} was erased from {Messages} messages")]
    internal static partial void NumberErased(this ILogger logger, Engine.PortalId portalId, int messages);

    [LoggerMessage(
        EventId = 8003, Level = LogLevel.Information,
        Message = "Portal {PortalId}: all data deleted, as its administrator asked")]
    internal static partial void PortalPurged(this ILogger logger, Engine.PortalId portalId);

    [LoggerMessage(EventId = 8004, Level = LogLevel.Error, Message = "The deleting of portals' data met trouble and goes on")]
    internal static partial void PurgeBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 8005, Level = LogLevel.Error, Message = "Portal {PortalId}: the deleting of its data met trouble and goes on")]
    internal static partial void PortalPurgeBroke(this ILogger logger, Engine.PortalId portalId, Exception failure);

    [LoggerMessage(
        EventId = 8006, Level = LogLevel.Error,
        Message = "The books of line {LineId} differ by {Difference}: so many messages were received and are not there")]
    internal static partial void BooksDiffer(this ILogger logger, Engine.LineId lineId, long difference);

    [LoggerMessage(
        EventId = 8008, Level = LogLevel.Error,
        Message = "The books of mailing {CampaignId} differ by {Difference}: so many messages were sorted into it and are not there")]
    internal static partial void MailingsBooksDiffer(this ILogger logger, Guid campaignId, long difference);

    [LoggerMessage(
        EventId = 8009, Level = LogLevel.Warning, Message = "Portal {PortalId} could not be told that its books differ ({Failure})")]
    internal static partial void BooksNotTold(this ILogger logger, Engine.PortalId portalId, string failure);

    [LoggerMessage(EventId = 8007, Level = LogLevel.Error, Message = "The books could not be compared. It is tried again in ten minutes.")]
    internal static partial void BooksNotCompared(this ILogger logger, Exception failure);
}
