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

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, Message = "Portal {PortalId} has not paid ({Why}); its lines wait")]
    internal static partial void PortalUnpaid(this ILogger logger, PortalId portalId, string why);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Information, Message = "Portal {PortalId} has paid; its lines go on")]
    internal static partial void PortalPaid(this ILogger logger, PortalId portalId);

    [LoggerMessage(
        EventId = 4007, Level = LogLevel.Error,
        Message = "Portal {PortalId} answers OVERLOAD_LIMIT: Bitrix24 blocked this app by hand")]
    internal static partial void Overloaded(this ILogger logger, PortalId portalId);

    [LoggerMessage(
        EventId = 4008, Level = LogLevel.Warning,
        Message = "Portal {PortalId} redirects to {Host}, which the authorization server does not confirm; not followed")]
    internal static partial void RenameNotConfirmed(this ILogger logger, PortalId portalId, string host);

    [LoggerMessage(EventId = 4009, Level = LogLevel.Error, Message = "Portal {PortalId}: the log of REST calls lost {Entries} entries")]
    internal static partial void RestLogLost(this ILogger logger, PortalId portalId, int entries);

    [LoggerMessage(EventId = 4010, Level = LogLevel.Information, Message = "Portal {PortalId} is installed and served")]
    internal static partial void PortalServed(this ILogger logger, PortalId portalId);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Warning, Message = "Portal {PortalId}: the installation is incomplete: {Why}")]
    internal static partial void InstallationIncomplete(this ILogger logger, PortalId portalId, string why);

    [LoggerMessage(EventId = 4013, Level = LogLevel.Warning, Message = "Refused a caller: {Why}")]
    internal static partial void CallerRefused(this ILogger logger, string why);

    [LoggerMessage(EventId = 4014, Level = LogLevel.Warning, Message = "Portal {PortalId}: refused a forged {Event} event")]
    internal static partial void EventForged(this ILogger logger, PortalId portalId, string @event);

    [LoggerMessage(EventId = 4015, Level = LogLevel.Information, Message = "Portal {PortalId}: took {Event}")]
    internal static partial void EventTaken(this ILogger logger, PortalId portalId, string @event);

    [LoggerMessage(
        EventId = 4016, Level = LogLevel.Warning,
        Message = "Portal {PortalId}: an event says that the app was removed, and Bitrix24 cannot confirm it yet; its lines wait")]
    internal static partial void RemovalDoubted(this ILogger logger, PortalId portalId);

    [LoggerMessage(
        EventId = 4017, Level = LogLevel.Information,
        Message = "Portal {PortalId}: the app is still installed; what an event said of its removal is dismissed")]
    internal static partial void RemovalDismissed(this ILogger logger, PortalId portalId);

    [LoggerMessage(
        EventId = 4018, Level = LogLevel.Warning,
        Message = "Portal {PortalId}: an administrator has to allow the method {Method} there; it is asked again after {After}")]
    internal static partial void ConfirmationNeeded(this ILogger logger, PortalId portalId, string method, TimeSpan after);

    [LoggerMessage(
        EventId = 4019, Level = LogLevel.Warning,
        Message = "This node is quiet (Outbound:Quiet): it calls neither portals nor gateways and sends nothing")]
    internal static partial void NodeIsQuiet(this ILogger logger);

    [LoggerMessage(EventId = 4020, Level = LogLevel.Information, Message = "Line {LineId}: provider {What} by the health check")]
    internal static partial void SenderRepaired(this ILogger logger, LineId lineId, string what);

    [LoggerMessage(EventId = 4021, Level = LogLevel.Warning, Message = "Line {LineId}: the portal refused the provider: {Code}")]
    internal static partial void SenderRefused(this ILogger logger, LineId lineId, string code);

    [LoggerMessage(EventId = 4022, Level = LogLevel.Error, Message = "The care for portals met trouble and goes on")]
    internal static partial void CareBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4023, Level = LogLevel.Error, Message = "Portal {PortalId}: the care for it met trouble")]
    internal static partial void PortalCareBroke(this ILogger logger, PortalId portalId, Exception failure);

    [LoggerMessage(EventId = 4024, Level = LogLevel.Warning, Message = "Portal {PortalId}: it could not be looked after within {Limit}")]
    internal static partial void PortalIsSlow(this ILogger logger, PortalId portalId, TimeSpan limit);

    [LoggerMessage(EventId = 4025, Level = LogLevel.Error, Message = "An entry of the log of REST calls cannot be written")]
    internal static partial void RestLogBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4026, Level = LogLevel.Warning, Message = "The log of REST calls waits for the database")]
    internal static partial void RestLogWaits(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4027, Level = LogLevel.Error, Message = "Asking unpaid portals met trouble and goes on")]
    internal static partial void PaymentCheckBroke(this ILogger logger, Exception failure);

    [LoggerMessage(
        EventId = 4028, Level = LogLevel.Error,
        Message = "Portal {PortalId}: learning its application token met trouble; it is tried again")]
    internal static partial void LearningBroke(this ILogger logger, PortalId portalId, Exception failure);

    [LoggerMessage(
        EventId = 4029, Level = LogLevel.Warning,
        Message = "Portal {PortalId} cannot be asked now ({Why}); it is asked again after {After}, and what it is to be told waits")]
    internal static partial void PortalClosed(this ILogger logger, PortalId portalId, string why, TimeSpan after);

    [LoggerMessage(EventId = 4030, Level = LogLevel.Error, Message = "The portal will not hear the status of message {Sequence}: {Code}")]
    internal static partial void ReportRefused(this ILogger logger, long sequence, string code);

    [LoggerMessage(EventId = 4031, Level = LogLevel.Error, Message = "The telling of statuses met trouble and goes on")]
    internal static partial void ReportingBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4033, Level = LogLevel.Error, Message = "Telling of what ends soon met trouble and goes on")]
    internal static partial void TermsBroke(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4034, Level = LogLevel.Warning, Message = "Portal {PortalId} refused the {Part}: {Code}")]
    internal static partial void PartRefused(this ILogger logger, PortalId portalId, string part, string code);

    [LoggerMessage(
        EventId = 4035, Level = LogLevel.Warning,
        Message = "Portal {PortalId}: a process cannot be told what became of its message: {Code}")]
    internal static partial void ReturnRefused(this ILogger logger, PortalId portalId, string code);

    [LoggerMessage(EventId = 4032, Level = LogLevel.Error, Message = "Portal {PortalId}: the telling of statuses met trouble")]
    internal static partial void PortalReportingBroke(this ILogger logger, PortalId portalId, Exception failure);
}
