using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Messages;

/// <summary>What single messages alone are refused for.</summary>
internal static class QuickSendRefusals
{
    /// <summary>One code for both reasons: a program does the same about either.</summary>
    internal static Refusal OnStopList(string reason) => new(409, "opted_out", reason == Reason.OptedOut ? RecipientRefused : Listed, "to");

    private static readonly Said RecipientRefused = new(
        "Получатель отказался от сообщений. Отправляйте только то, о чём он сам просил: с transactional, если у вас есть на это право.",
        "The recipient has opted out. Send only what they asked for themselves: with transactional, if you may.");

    private static readonly Said Listed = new(
        "Номер в стоп-листе. Снимите его там, если это ошибка, или отправьте с transactional то, о чём человек сам просил.",
        "The number is on the stop list. Take it off if that is a mistake, or send what the person asked for with transactional.");

    internal static Refusal MayNotBeTransactional() => new(403, "forbidden", new Said(
        "Для transactional нужна роль support или токен, созданный с transactional. Обратитесь к администратору портала.",
        "transactional takes the role support, or a token that was made with transactional. Ask an administrator of the portal."),
        "transactional");

    internal static Refusal MarketingIsNotTransactional() => Refuse.Invalid("transactional", new Said(
        "Рекламное сообщение не бывает transactional. Уберите transactional или kind.",
        "A marketing message is never transactional. Leave transactional or kind out."));
}
