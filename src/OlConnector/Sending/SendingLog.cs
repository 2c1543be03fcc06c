using OlConnector.Engine;
using OlConnector.Engine.Phones;

namespace OlConnector.Sending;

/// <summary>All that sending ever says.</summary>
internal static partial class SendingLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Line {LineId} sent {MessageId} to {To}: {Outcome}")]
    internal static partial void Settled(this ILogger logger, LineId lineId, MessageId messageId, string outcome, PhoneNumber to);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "Line {LineId} could not finish sending {MessageId}: {Failure}")]
    internal static partial void SendBroke(this ILogger logger, LineId lineId, MessageId messageId, string failure);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "Line {LineId} could not record what became of {MessageId}")]
    internal static partial void SettleBroke(this ILogger logger, LineId lineId, MessageId messageId, Exception failure);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning,
        Message = "Line {LineId} waits for the database to record what became of {MessageId}: {Failure}")]
    internal static partial void RecordingWaits(this ILogger logger, LineId lineId, MessageId messageId, string failure);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, Message = "The dispatch loop met trouble and goes on")]
    internal static partial void LoopBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Warning, Message = "{Count} claims expired; their messages are unknown")]
    internal static partial void ClaimsExpired(this ILogger logger, int count);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Warning, Message = "Line {LineId} froze: {Code}")]
    internal static partial void LineFroze(this ILogger logger, LineId lineId, string code);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Error,
        Message = "The watch over unknown sends and connections met trouble and goes on")]
    internal static partial void WatchBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning,
        Message = "Administrators could not be told that line {LineId} stopped: {Failure}")]
    internal static partial void NoticeFailed(this ILogger logger, LineId lineId, string failure);

    [LoggerMessage(EventId = 2016, Level = LogLevel.Warning,
        Message = "Line {LineId} could not ask its gateway about a message: {Failure}")]
    internal static partial void StatusNotAsked(this ILogger logger, LineId lineId, string failure);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Error, Message = "The loop that asks about sent messages met trouble and goes on")]
    internal static partial void PollingBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Warning,
        Message = "Line {LineId} could not ask whether a number is on its network: {Failure}")]
    internal static partial void NumberNotChecked(this ILogger logger, LineId lineId, string failure);

    [LoggerMessage(EventId = 2017, Level = LogLevel.Warning,
        Message = "Line {LineId} got something from its gateway that cannot be read or understood: {Why}")]
    internal static partial void NotUnderstood(this ILogger logger, LineId lineId, string why);

    [LoggerMessage(EventId = 2015, Level = LogLevel.Warning,
        Message = "Line {LineId} could not tell beforehand whether its gateway would refuse a message: {Failure}")]
    internal static partial void NotFoundOut(this ILogger logger, LineId lineId, string failure);
}
