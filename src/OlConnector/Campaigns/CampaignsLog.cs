namespace OlConnector.Campaigns;

/// <summary>All that mailings ever say by themselves.</summary>
internal static partial class CampaignsLog
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "The release of waves met trouble and goes on")]
    internal static partial void ReleasingBroke(this ILogger logger, Exception failure);
}
