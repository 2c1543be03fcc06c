using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways;
using OlConnector.Storage;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>What lines alone refuse.</summary>
internal static class LineRefusals
{
    internal static Refusal Deleted() => Refuse.WrongState(new Said(
        "Линия удалена. Создайте другую.",
        "The line was deleted. Make another one."));

    /// <summary>The gateway says that the line cannot send: what has to be done there before it goes on.</summary>
    internal static Refusal CannotSend(ConnectionReport said)
    {
        var words = OwnWords.In(said.Text ?? EnumText.Of(said.Connection));
        var first = said.Connection switch
        {
            LineConnection.NeedsLogin => new Said(
                "Сначала проверьте настройки шлюза или войдите заново",
                "First check the gateway's settings, or log in again"),
            LineConnection.Unpaid => new Said("Сначала оплатите шлюз", "First pay the gateway"),
            _ => new Said("Сначала снимите блокировку у шлюза", "First have the gateway lift the block"),
        };
        static string Ended(string text) => text.TrimEnd('.', ' ') + ".";
        return Refuse.WrongState(new Said(
            $"Линия не может отправлять и остановилась бы снова. Шлюз говорит: {Ended(words.Ru)} {first.Ru}, затем возобновите линию.",
            $"The line cannot send and would freeze again. Its gateway says: {Ended(words.En)} {first.En}, then resume the line."));
    }

    internal static Refusal DemoIsFull(int lines) => new(409, "demo_lines", new Said(
        $"В демо-режиме не больше {lines} линий. Удалите одну или оплатите тариф.",
        $"A demo has at most {lines} lines. Delete one, or buy a plan."));

    internal static Refusal TooMany(int lines) => new(409, "too_many_lines", new Said(
        $"У портала уже {lines} линий, больше нельзя. Удалите ненужные или обратитесь в поддержку приложения.",
        $"This portal has {lines} lines, and no portal may have more. Delete what is not needed, or ask the app's support."));

    internal static Refusal KindIsFixed(string kind) => new(400, "gateway_kind_fixed", new Said(
        $"Эта линия всегда работает через {kind}. Для другого шлюза создайте другую линию.",
        $"This line sends by {kind} for ever. Make another line for another gateway."), "gateway.kind");

    internal static Refusal GraceTooLong(TimeSpan longest) => Refuse.Invalid("grace", new Said(
        $"grace — от 00:00:00 до {longest:c}.",
        $"grace is 00:00:00 to {longest:c}."));

    internal static Refusal GraceRuns() => new(409, "grace_runs", new Said(
        "Прежний ключ ещё действует: ему обещан этот срок. Дождитесь его конца или передайте grace 00:00:00: все прежние закончатся сразу.",
        "An earlier key still works for its grace, as promised. Wait for its end, or send grace 00:00:00: all earlier keys end at once."));

    internal static Refusal SecretNeeded(string secret) => new(400, "secret_needed", new Said(
        $"Адрес шлюза меняется, и сохранённый {secret} ушёл бы туда. Введите {secret} заново вместе с новым адресом.",
        $"The gateway's address changes, and the stored {secret} would go there. Enter {secret} again together with the new address."),
        $"gateway.settings.{secret}");

    internal static Refusal CannotCheckNumbers() => Refuse.WrongState(new Said(
        "Шлюз этой линии не умеет проверять номера.",
        "The gateway of this line cannot say whether a number is on its network."));

    internal static Refusal NoQuestionsLeft(TimeSpan wait) => new(429, "number_checks_used_up", new Said(
        "Линия проверила достаточно номеров: за частые проверки её блокируют. Подождите столько секунд, сколько указано в Retry-After.",
        "This line has checked enough numbers for now: too many checks get it banned. Wait as long as Retry-After says."))
    { RetryAfter = wait };

    internal static Refusal NoTelephone() => Refuse.WrongState(new Said(
        "Шлюз этой линии не связан с телефоном: входить не нужно.",
        "The gateway of this line is not linked to a telephone."));

    internal static Refusal NoSuchAction() => Refuse.Invalid("action", new Said(
        "Шлюз этой линии так не умеет. Что он умеет, показывает GET login.",
        "The gateway of this line cannot do that. GET login lists what it can."));

    internal static Refusal GatewayRefused(Said why) => Refuse.WrongState(new Said(
        $"Шлюз не выполнил команду: {why.Ru}",
        $"The gateway did not do it: {why.En}"));

    internal static Refusal NoTemplates() => Refuse.WrongState(new Said(
        "У шлюза этой линии нет шаблонов.",
        "The gateway of this line has no templates."));

    internal static Refusal TemplatesNotRead() => Refuse.WrongState(new Said(
        "Не удалось получить шаблоны. Проверьте wabaId и права токена и повторите через минуту.",
        "The vendor did not show the templates. Check wabaId and the rights of the access token, then try in a minute."));
}
