namespace OlConnector.Intake.Spooling;

/// <summary>All that is said about the spool. No word of what lies in it.</summary>
internal static partial class SpoolLog
{
    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, Message = "The database is away: messages are kept in this node's spool until it is back")]
    internal static partial void Begun(this ILogger logger);

    [LoggerMessage(EventId = 1012, Level = LogLevel.Warning, Message = "The database is back: all {Calls} spooled messages are stored")]
    internal static partial void Emptied(this ILogger logger, long calls);

    [LoggerMessage(EventId = 1013, Level = LogLevel.Error, Message = "The spool cannot be written: {Failure}. Calls are answered 503")]
    internal static partial void Refused(this ILogger logger, string failure);

    [LoggerMessage(EventId = 1014, Level = LogLevel.Error, Message = "The spool could not be stored and is tried again")]
    internal static partial void ReplayBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 1016, Level = LogLevel.Error, Message = "The last {Bytes} bytes of spool file {Number} are no whole record; they are kept in {Number}.rest")]
    internal static partial void RestKept(this ILogger logger, string number, long bytes);

    [LoggerMessage(EventId = 1015, Level = LogLevel.Error, Message = "A spooled message can never be stored: {Why}. It lies in the file spool/rejected")]
    internal static partial void RecordRejected(this ILogger logger, string why);
}
