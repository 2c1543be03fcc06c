using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Messages.Reasons;

namespace OlConnector.Api.Reports;

/// <summary>States, channels and reasons as people read them.</summary>
internal static class ReportWords
{
    private static readonly Dictionary<MessageState, Said> States = new()
    {
        [MessageState.Accepted] = new("Составляется", "Being composed"),
        [MessageState.Held] = new("Удержано", "Held"),
        [MessageState.Queued] = new("В очереди", "Queued"),
        [MessageState.Dispatching] = new("Отправляется", "Being sent"),
        [MessageState.Sent] = new("Отправлено", "Sent"),
        [MessageState.Delivered] = new("Доставлено", "Delivered"),
        [MessageState.Read] = new("Прочитано", "Read"),
        [MessageState.Failed] = new("Не отправлено", "Failed"),
        [MessageState.Undelivered] = new("Не доставлено", "Not delivered"),
        [MessageState.Unknown] = new("Неизвестно, дошло ли", "Unknown whether it arrived"),
        [MessageState.Suppressed] = new("Не отправляем", "Not to be sent"),
        [MessageState.Stopped] = new("Остановлено", "Stopped"),
        [MessageState.Cleared] = new("Снято", "Taken out"),
        [MessageState.Expired] = new("Срок вышел", "Expired"),
    };

    internal static Said Of(MessageState state) => States[state];

    internal static string Of(Channel? channel) => channel switch
    {
        Channel.Sms => "SMS",
        Channel.WhatsApp => "WhatsApp",
        _ => "",
    };

    /// <summary>Why the message stands where it does; null where there is nothing to say.</summary>
    internal static ExplainedReason? ReasonOf(Message message) => message.Reason is null
        ? null
        : ExplainedReason.Of(message.Reason, KindOf(message.State))
            ?? ExplainedReason.All.FirstOrDefault(one => one.Code == message.Reason);

    private static ReasonKind KindOf(MessageState state) => state switch
    {
        MessageState.Held => ReasonKind.Hold,
        MessageState.Failed or MessageState.Undelivered => ReasonKind.Failed,
        MessageState.Suppressed => ReasonKind.Suppressed,
        MessageState.Stopped or MessageState.Cleared or MessageState.Expired => ReasonKind.Ended,
        MessageState.Sent => ReasonKind.Sent,
        _ => ReasonKind.Wait,
    };
}
