using OlConnector.Engine.Portals;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What the frame's pages say, in one language.</summary>
internal sealed record FrameWords(
    string Title, string Subtitle, string Installing, string Opening, string Portal, string Plan, string Role, string Lines, string NoLines, string LinesFailed, string Queued,
    string Loading, string Trouble, string NeedsAdministrator, Func<string, bool, string> PlanOf, Func<Role, string> RoleOf, Func<FrameNotice, (string Title, string Text)> Of)
{
    private static readonly FrameWords Russian = new(
        "OlConnector", "Рассылки WhatsApp и SMS из CRM-маркетинга", "Установка OlConnector", "Приложение установлено, открываем…", "Портал", "Тариф", "Ваша роль", "Линии",
        "Линий пока нет. Добавьте первую: она появится среди SMS-провайдеров портала.", "Не удалось прочитать линии. Обновите страницу.", "в очереди", "Загружаем…",
        "Осталось сделать:", "администратору портала нужно открыть приложение, чтобы восстановить доступ.",
        (status, isDemo) => isDemo ? $"Демо ({status})" : $"Полный ({status})",
        role => role switch { Engine.Portals.Role.Admin => "Администратор", Engine.Portals.Role.Support => "Поддержка", Engine.Portals.Role.Marketer => "Маркетолог", _ => "Просмотр" },
        notice => notice switch
        {
            FrameNotice.OutsidePortal => ("Это приложение для Битрикс24", "Откройте его внутри своего портала: «Приложения» → OlConnector. Здесь, снаружи, показывать нечего."),
            FrameNotice.NotVerified => ("Не удалось проверить вход", "Портал не подтвердил, кто вы. Закройте страницу и откройте приложение из меню портала ещё раз."),
            FrameNotice.NotAdministrator => ("Нужен администратор", "Установить приложение может только администратор портала. Попросите его открыть эту страницу: ничего ещё не изменено."),
            FrameNotice.NotInstalled => ("Приложение не установлено", "На этом портале приложение не установлено. Попросите администратора установить его из Маркета."),
            FrameNotice.Unpaid => ("Приложение не оплачено", "Срок действия приложения или подписки на портале закончился. После оплаты всё продолжит работать с того же места."),
            _ => ("Битрикс24 не отвечает", "Не удалось связаться с порталом. Подождите минуту и откройте приложение ещё раз."),
        });

    private static readonly FrameWords English = new(
        "OlConnector", "WhatsApp and SMS mailings from CRM-Marketing", "Installing OlConnector", "The app is installed, opening…", "Portal", "Plan", "Your role", "Lines",
        "No lines yet. Add the first one: it appears among the portal's SMS providers.", "The lines could not be read. Reload the page.", "queued", "Loading…",
        "Still to do:", "an administrator of the portal has to open the app to restore access.",
        (status, isDemo) => isDemo ? $"Demo ({status})" : $"Full ({status})",
        role => role.ToString(),
        notice => notice switch
        {
            FrameNotice.OutsidePortal => ("This is an app for Bitrix24", "Open it inside your portal: Applications → OlConnector. Out here there is nothing to show."),
            FrameNotice.NotVerified => ("Your sign-in could not be checked", "The portal did not confirm who you are. Close this page and open the app from the portal's menu again."),
            FrameNotice.NotAdministrator => ("An administrator is needed", "Only an administrator of the portal can install the app. Ask one to open this page: nothing has been changed yet."),
            FrameNotice.NotInstalled => ("The app is not installed", "The app is not installed on this portal. Ask an administrator to install it from the Market."),
            FrameNotice.Unpaid => ("The app is not paid for", "The time of the app or the subscription on this portal is over. Once it is paid, everything goes on where it stopped."),
            _ => ("Bitrix24 does not answer", "The portal could not be reached. Wait a minute and open the app again."),
        });

    internal static FrameWords In(string language) => language == "ru" ? Russian : English;
}
