namespace OlConnector.Measuring;

/// <summary>All that is said about metrics.</summary>
internal static partial class MeasuringLog
{
    [LoggerMessage(EventId = 9101, Level = LogLevel.Warning, Message = "What stands in the database could not be read for the metrics")]
    internal static partial void NotRead(this ILogger logger, Exception failure);
}
