using Microsoft.Extensions.Logging;

namespace OlConnector.Gateways.Smpp;

/// <summary>What SMPP lines say. Hosts only; never numbers, texts or passwords.</summary>
internal static partial class SmppLog
{
    [LoggerMessage(EventId = 3010, Level = LogLevel.Warning, Message = "The SMSC at {Host} delivered something that cannot be read")]
    internal static partial void DeliveryUnreadable(this ILogger logger, string host);

    [LoggerMessage(
        EventId = 3011, Level = LogLevel.Error,
        Message = "A delivery of the SMSC at {Host} could not be stored; it is asked to bring it again")]
    internal static partial void DeliveryNotStored(this ILogger logger, string host, Exception failure);
}
