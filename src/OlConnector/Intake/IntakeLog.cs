using OlConnector.Engine;
using OlConnector.Engine.Messages;

namespace OlConnector.Intake;

/// <summary>All that the intake ever says.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Line {LineId} accepted a {Source} message")]
    internal static partial void Accepted(this ILogger logger, LineId lineId, MessageSource source);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Line {LineId} was handed a message it has accepted before")]
    internal static partial void Repeated(this ILogger logger, LineId lineId);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "Line {LineId} refused a call: {Code}")]
    internal static partial void Refused(this ILogger logger, LineId lineId, string code);
}
