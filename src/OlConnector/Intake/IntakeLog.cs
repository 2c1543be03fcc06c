using OlConnector.Engine;
using OlConnector.Engine.Messages;

namespace OlConnector.Intake;

/// <summary>All that the intake and its spool ever say. No word of what calls hold.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Line {LineId} accepted a {Source} message")]
    internal static partial void Accepted(this ILogger logger, LineId lineId, MessageSource source);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Line {LineId} was handed a message it has accepted before")]
    internal static partial void Repeated(this ILogger logger, LineId lineId);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "Line {LineId} refused a call: {Code}")]
    internal static partial void Refused(this ILogger logger, LineId lineId, string code);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, Message = "Portal {PortalId}: the robot handed a call over")]
    internal static partial void RobotAccepted(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Information, Message = "Portal {PortalId}: the robot repeated a call that is known")]
    internal static partial void RobotRepeated(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, Message = "Portal {PortalId}: refused a forged call of the robot: {What}")]
    internal static partial void RobotRefused(this ILogger logger, PortalId portalId, string what);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning,
        Message = "The database is away: messages are kept in this node's spool until it is back")]
    internal static partial void SpoolBegun(this ILogger logger);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "The database is back: all {Calls} spooled messages are stored")]
    internal static partial void SpoolEmptied(this ILogger logger, long calls);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Error, Message = "The spool cannot be written: {Failure}. Calls are answered 503")]
    internal static partial void SpoolRefused(this ILogger logger, string failure);

    [LoggerMessage(EventId = 1014, Level = LogLevel.Error, Message = "The spool could not be stored and is tried again")]
    internal static partial void SpoolReplayBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 1016, Level = LogLevel.Error,
        Message = "The last {Bytes} bytes of spool file {Number} are no whole record; they are kept there for 14 days, as .rest")]
    internal static partial void SpoolRestKept(this ILogger logger, string number, long bytes);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Error,
        Message = "A spooled message can never be stored: {Why}. It lies in the folder spool for 14 days, as .rejected")]
    internal static partial void SpooledRejected(this ILogger logger, string why);
}
