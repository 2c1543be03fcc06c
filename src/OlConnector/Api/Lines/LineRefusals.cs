using OlConnector.Web.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>What lines alone refuse.</summary>
internal static class LineRefusals
{
    internal static Refusal Deleted() => Refuse.WrongState("The line was deleted. Make another one.", "Линия удалена. Создайте другую.");

    internal static Refusal DemoIsFull(int most) => new(
        409, "demo_lines", $"A demo has at most {most} lines. Delete one, or buy a plan.",
        $"В демо-режиме не больше {most} линий. Удалите одну или оплатите тариф.");

    internal static Refusal KindIsFixed(string kind) => new(
        400, "gateway_kind_fixed", $"This line sends by {kind} for ever. Make another line for another gateway.", $"Эта линия всегда работает через {kind}. Для другого шлюза создайте другую линию.", "gateway.kind");

    internal static Refusal NoNumber(string field) => new(
        400, "invalid_number", $"{field} is no telephone number. Write it with plus and country code, such as +49 151 23456789.", $"В поле {field} не телефонный номер. Укажите его с плюсом и кодом страны, например +7 916 123-45-67.", field);

    internal static Refusal CannotCheckNumbers() => Refuse.WrongState("The gateway of this line cannot say whether a number is on its network.", "Шлюз этой линии не умеет проверять номера.");

    internal static Refusal NoQuestionsLeft(TimeSpan wait) => new(
        429, "number_checks_used_up", "This line has checked enough numbers for now: too many checks get it banned. Wait as long as Retry-After says.",
        "Линия проверила достаточно номеров: за частые проверки её блокируют. Подождите столько секунд, сколько указано в Retry-After.")
    { RetryAfter = wait };

    internal static Refusal NoTelephone() => Refuse.WrongState("The gateway of this line is not linked to a telephone.", "Шлюз этой линии не связан с телефоном: входить не нужно.");

    internal static Refusal NoSuchAction() => Refuse.Invalid("action", "The gateway of this line cannot do that. GET login lists what it can.", "Шлюз этой линии так не умеет. Что он умеет, показывает GET login.");

    internal static Refusal GatewayRefused(string why) => Refuse.WrongState($"The gateway did not do it: {why}", $"Шлюз не выполнил команду: {why}");

    internal static Refusal NoTemplates() => Refuse.WrongState("The gateway of this line has no templates.", "У шлюза этой линии нет шаблонов.");

    internal static Refusal TemplatesNotRead() => Refuse.WrongState(
        "The vendor did not show the templates. Check wabaId and the rights of the access token, then try in a minute.", "Не удалось получить шаблоны. Проверьте wabaId и права токена и повторите через минуту.");
}
