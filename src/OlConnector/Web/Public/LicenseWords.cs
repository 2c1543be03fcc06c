using OlConnector.Engine;

namespace OlConnector.Web.Public;

/// <summary>The terms on which a portal uses the app. The program itself is under the licence in the repository's LICENSE.</summary>
internal static class LicenseWords
{
    internal static IEnumerable<(Said Title, Said Text)> Of(VendorOptions vendor) =>
    [
        (new Said("О чём соглашение", "What this is about"),
            new Said(
                "Устанавливая приложение OlConnector, портал получает право пользоваться им, пока оно установлено и оплачено, если "
                + $"его тариф платный. {(vendor.Name is "" ? "" : $"Вторая сторона: {vendor.Name}. ")}Исходный код программы "
                + "распространяется по лицензии MIT.",
                "By installing the app OlConnector a portal gets the right to use it while it is installed, and paid for where it "
                + $"is a paid one. {(vendor.Name is "" ? "" : $"The other party: {vendor.Name}. ")}The program's source code is under "
                + "the MIT licence.")),
        (new Said("Что нужно для работы", "What it needs"),
            new Said(
                "Права администратора портала для установки, тариф Битрикс24 или подписка с доступом приложений к REST и "
                + "CRM-маркетингу, собственная учётная запись у шлюза WhatsApp или SMS. Услуги шлюза оплачиваются ему отдельно, по его "
                + "ценам.",
                "An administrator of the portal to install it, a plan of Bitrix24 or a subscription that gives apps REST and "
                + "CRM-Marketing, an account of your own with a WhatsApp or SMS gateway. The gateway's services are paid to the "
                + "gateway, at its prices.")),
        (new Said("За что отвечает портал", "What the portal answers for"),
            new Said(
                "За согласие получателей на рассылку, за содержание сообщений и за правила сети, через которую он пишет. Массовая "
                + "рассылка через неофициальное подключение WhatsApp может привести к блокировке номера: приложение снижает этот риск "
                + "темпом, лимитами и предупреждениями, но не отменяет его.",
                "For the recipients' consent to mailings, for what the messages say, and for the rules of the network it writes "
                + "through. Mass mailings through an unofficial WhatsApp connection can get a number blocked: the app lowers that "
                + "risk by pace, limits and warnings, and does not remove it.")),
        (new Said("За что отвечает приложение", "What the app answers for"),
            new Said(
                "За то, что принятое сообщение не теряется и не отправляется дважды, насколько это зависит от него. Доставку сетью и "
                + "сроки шлюза оно не гарантирует. Программа предоставляется «как есть».",
                "For a message that was accepted not being lost and not being sent twice, as far as that depends on it. It does "
                + "not guarantee delivery by the network, nor the gateway's times. The program is provided as it is.")),
        (new Said("Пробный период", "The trial"),
            new Said(
                "В демонстрационном режиме число сообщений, линий и дней ограничено; остаток виден на странице «Демо», отказанное "
                + "после оплаты можно отправить.",
                "In demo the number of messages, lines and days is limited; what is left is shown on the page Demo, and what was "
                + "refused can be sent after payment.")),
        (new Said("Прекращение", "The end"),
            new Said(
                "Приложение можно удалить в любой момент; очередь после этого не отправляется. Что хранится и сколько — в политике "
                + "конфиденциальности.",
                "The app can be removed at any time; what is queued is not sent after that. What is kept, and for how long, stands "
                + "in the privacy policy.")),
    ];
}
