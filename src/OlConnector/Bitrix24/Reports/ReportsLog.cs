using OlConnector.Engine;

namespace OlConnector.Bitrix24.Reports;

/// <summary>All that reports and notices ever say.</summary>
internal static partial class ReportsLog
{
    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "Portal {PortalId} was told {Told} statuses; {Later} come again, {Dropped} were given up")]
    internal static partial void Reported(this ILogger logger, PortalId portalId, int told, int later, int dropped);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Error, Message = "Portal {PortalId} does not understand the status '{Word}' of {PortalMessageId}; it is not told again")]
    internal static partial void WordRefused(this ILogger logger, PortalId portalId, string word, string portalMessageId);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Warning, Message = "Portal {PortalId}: {Count} statuses were given up: {Why}")]
    internal static partial void ReportsDropped(this ILogger logger, PortalId portalId, int count, string why);

    [LoggerMessage(EventId = 4104, Level = LogLevel.Error, Message = "Reporting to portal {PortalId} met trouble and goes on")]
    internal static partial void ReportingBroke(this ILogger logger, PortalId portalId, Exception failure);

    [LoggerMessage(EventId = 4105, Level = LogLevel.Error, Message = "The report loop met trouble and goes on")]
    internal static partial void ReportLoopBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4106, Level = LogLevel.Information, Message = "Portal {PortalId} refuses statuses in a batch; they go one by one")]
    internal static partial void NoBatch(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 4107, Level = LogLevel.Warning, Message = "Portal {PortalId}: the notice {Tag} reached nobody: {Why}")]
    internal static partial void NoticeLost(this ILogger logger, PortalId portalId, string tag, string why);
}
