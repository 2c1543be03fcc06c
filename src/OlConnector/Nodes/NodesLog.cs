namespace OlConnector.Nodes;

/// <summary>All that is said about several nodes.</summary>
internal static partial class NodesLog
{
    [LoggerMessage(
        EventId = 9001, Level = LogLevel.Warning, Message = "This node could not see what other nodes changed: {Failure}. It tries again.")]
    internal static partial void OutOfStep(this ILogger logger, string failure);
}
