namespace OlConnector.Web;

/// <summary>All that the web side ever says. Paths hold ids only; tokens and bodies are never logged.</summary>
internal static partial class WebLog
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "{Method} {Path} broke")]
    internal static partial void CallBroke(this ILogger logger, string method, string path, Exception failure);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning,
        Message = "Too many unproved calls of {Address} at the door {Door}: its further ones are refused until it slows down. "
            + "If it is your reverse proxy, name it in Limits:TrustedProxies")]
    internal static partial void StrangersRefused(this ILogger logger, Limits.Door door, string address);
}
