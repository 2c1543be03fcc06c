using OlConnector.Engine;

namespace OlConnector.Hooks;

/// <summary>All that is said about callbacks. Nothing of what they hold.</summary>
internal static partial class HooksLog
{
    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning, Message = "Line {LineId} got a forged callback: {Why}")]
    internal static partial void CallbackForged(this ILogger logger, LineId lineId, string why);
}
