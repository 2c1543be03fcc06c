using Microsoft.Extensions.Logging;

namespace OlConnector.Gateways.Http;

/// <summary>All the gateways room ever says. URLs appear by host only: some vendors want secrets in path or query.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Debug, Message = "{Gateway} at {Host} answered {Status} in {Milliseconds} ms")]
    internal static partial void Answered(this ILogger logger, string gateway, string host, int status, long milliseconds);

    [LoggerMessage(
        EventId = 3002, Level = LogLevel.Warning,
        Message = "{Gateway} at {Host} could not be reached: {Code} after {Milliseconds} ms")]
    internal static partial void NotSent(this ILogger logger, string gateway, string host, string code, long milliseconds);

    [LoggerMessage(
        EventId = 3003, Level = LogLevel.Warning,
        Message = "{Gateway} at {Host} left a call without an answer after {Milliseconds} ms: {Why}")]
    internal static partial void Lost(this ILogger logger, string gateway, string host, string why, long milliseconds);
}
