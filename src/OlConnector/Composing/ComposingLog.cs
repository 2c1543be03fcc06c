using OlConnector.Engine;

namespace OlConnector.Composing;

/// <summary>All that composing ever says. No phone or text is among it.</summary>
internal static partial class ComposingLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Error,
        Message = "Portal {PortalId}: the look-up for {Count} messages broke off; they come back by themselves")]
    internal static partial void LookupBroke(this ILogger logger, PortalId portalId, int count, Exception failure);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning,
        Message = "Portal {PortalId}: CRM cannot be asked; {Count} messages wait, {Held} of them are held now")]
    internal static partial void LookupAway(this ILogger logger, PortalId portalId, int count, int held);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning,
        Message = "Portal {PortalId}: people could not be told what an admission means for them: {Failure}")]
    internal static partial void AlarmFailed(this ILogger logger, PortalId portalId, string failure);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Error, Message = "The composing loop met trouble and goes on")]
    internal static partial void ComposingBroke(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 1106, Level = LogLevel.Error, Message = "Message {Sequence} could not be composed and is tried again in a minute")]
    internal static partial void MessageBroke(this ILogger logger, long sequence, Exception failure);
}
