using OlConnector.Engine;

namespace OlConnector.Bitrix24;

/// <summary>All that the Bitrix24 room ever says. No token, phone or text is among it.</summary>
internal static partial class Bitrix24Log
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Portal {PortalId} renewed its tokens")]
    internal static partial void TokensRenewed(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "Portal {PortalId} could not renew its tokens: {Why}")]
    internal static partial void RenewalBroke(this ILogger logger, PortalId portalId, string why);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "Portal {PortalId} needs an administrator to open the app: {Why}")]
    internal static partial void NeedsReauthorization(this ILogger logger, PortalId portalId, string why);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "Portal {PortalId} is gone: {Why}")]
    internal static partial void PortalGone(this ILogger logger, PortalId portalId, string why);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, Message = "Portal {PortalId} has not paid; its lines wait")]
    internal static partial void PortalUnpaid(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Information, Message = "Portal {PortalId} has paid; its lines go on")]
    internal static partial void PortalPaid(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 4007, Level = LogLevel.Error, Message = "Portal {PortalId} answers OVERLOAD_LIMIT: Bitrix24 blocked this app by hand")]
    internal static partial void Overloaded(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 4008, Level = LogLevel.Warning, Message = "Portal {PortalId} redirects to {Host}, which the authorization server does not confirm; not followed")]
    internal static partial void RenameNotConfirmed(this ILogger logger, PortalId portalId, string host);

    [LoggerMessage(EventId = 4009, Level = LogLevel.Error, Message = "The log of REST calls lost entries")]
    internal static partial void RestLogBroke(this ILogger logger, Exception failure);
}
