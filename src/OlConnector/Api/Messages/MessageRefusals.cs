using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Messages;

/// <summary>What single messages alone refuse.</summary>
internal static class MessageRefusals
{
    /// <summary>What its mailing's risk holds is let out with the mailing.</summary>
    internal static Refusal RiskIsTheMailings() => new(409, "risk_acknowledgement_required", new Said(
        "Сообщение задержано из-за риска всей рассылки. Откройте рассылку и отпустите её сообщения, подтвердив риск.",
        "The message is held for the risk of its whole mailing. Open the mailing and release its messages, confirming the risk."));

    /// <summary>It cannot be cancelled any more.</summary>
    internal static Refusal TooLate(MessageState state) => Refuse.WrongState(state switch
    {
        MessageState.Dispatching => new Said(
            "Отменять поздно: сообщение прямо сейчас передаётся шлюзу. Что с ним стало, будет видно через несколько секунд.",
            "It is too late to cancel: the message is being handed to the gateway right now. Look at it again in a few seconds."),
        MessageState.Sent or MessageState.Delivered or MessageState.Read or MessageState.Undelivered or MessageState.Unknown => new Said(
            $"Отменять поздно: сообщение уже ушло, сейчас оно {EnumText.Of(state)}.",
            $"It is too late to cancel: the message has left and is {EnumText.Of(state)}."),
        _ => new Said(
            $"Отменять нечего: сообщение и так не уйдёт, оно {EnumText.Of(state)}.",
            $"There is nothing to cancel: the message does not leave, it is {EnumText.Of(state)}."),
    });
}
