namespace OlConnector.Web;

/// <summary>All that the API ever says. Paths hold ids only; tokens and bodies are never logged.</summary>
internal static partial class WebLog
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "{Method} {Path} broke")]
    internal static partial void CallBroke(this ILogger logger, string method, string path, Exception failure);
}
