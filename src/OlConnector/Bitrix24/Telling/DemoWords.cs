using OlConnector.Engine;

namespace OlConnector.Bitrix24.Telling;

/// <summary>What a portal's administrators read about its demo and about what they paid for.</summary>
internal static class DemoWords
{
    /// <summary>Nothing of the quota is left.</summary>
    internal static Said Spent(int messages) => new(
        $"OlConnector: пробные сообщения рассылок ({messages}) закончились, остальные не отправлены. "
        + "Оплатите приложение в Маркете: после оплаты их можно отправить одной кнопкой, OlConnector → «Рассылки».",
        $"OlConnector: the {messages} trial messages for mailings are used up and the others were not sent. "
        + "Pay for the app in the Market: then one button sends them, OlConnector → Mailings.");

    /// <summary>A line's demo ends soon.</summary>
    internal static Said Ending(string line, int days) => new(
        $"OlConnector: пробный период линии «{line}» закончится меньше чем через {(days == 1 ? "сутки" : $"{days} суток")}, "
        + "и рассылки по ней остановятся. "
        + "Чтобы они шли дальше, оплатите приложение в Маркете.",
        $"OlConnector: the trial of the line “{line}” ends in less than {(days == 1 ? "a day" : $"{days} days")}, "
        + "and its mailings end with it. "
        + "To have them go on, pay for the app in the Market.");

    /// <summary>A line's demo is over, and a mailing met it.</summary>
    internal static Said Over(string line) => new(
        $"OlConnector: пробный период линии «{line}» окончен, рассылка по ней не отправлена. "
        + "Оплатите приложение в Маркете: после оплаты её можно отправить одной кнопкой, OlConnector → «Рассылки».",
        $"OlConnector: the trial of the line “{line}” is over and a mailing was not sent by it. "
        + "Pay for the app in the Market: then one button sends it, OlConnector → Mailings.");

    /// <summary>What the portal paid for ends soon.</summary>
    internal static Said TermEnding(int days) => new(
        $"OlConnector: оплаченный срок приложения закончится {WhenRu(days)}, после этого сообщения не уйдут. Продлите его в Маркете.",
        $"OlConnector: the time that is paid for ends {WhenEn(days)}; after that nothing is sent. Renew it in the Market.");

    private static string WhenRu(int days) => days switch
    {
        0 => "сегодня",
        1 => "завтра",
        < 5 => $"через {days} дня",
        _ => $"через {days} дней",
    };

    private static string WhenEn(int days) => days switch
    {
        0 => "today",
        1 => "tomorrow",
        _ => $"in {days} days",
    };
}
