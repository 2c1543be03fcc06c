namespace OlConnector.Campaigns;

/// <summary>All that mailings ever say by themselves.</summary>
internal static partial class CampaignsLog
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "The release of waves met trouble and goes on")]
    internal static partial void ReleasingBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "The care for mailings met trouble and goes on")]
    internal static partial void CareBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Warning, Message = "The end of mailing {Campaign} could not be told: {Failure}")]
    internal static partial void EndNotTold(this ILogger logger, Guid campaign, string failure);

    [LoggerMessage(
        EventId = 1304, Level = LogLevel.Warning,
        Message = "That held messages of mailing {Campaign} expire soon could not be told: {Failure}")]
    internal static partial void HoldEndNotTold(this ILogger logger, Guid campaign, string failure);

    [LoggerMessage(EventId = 1305, Level = LogLevel.Error, Message = "The making of own mailings' messages met trouble and goes on")]
    internal static partial void PouringBroke(this ILogger logger, Exception failure);
}
