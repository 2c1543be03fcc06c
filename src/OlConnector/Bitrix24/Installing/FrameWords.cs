using OlConnector.Engine;
using OlConnector.Engine.Portals;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What the frame's pages say.</summary>
internal static class FrameWords
{
    internal static readonly Said Title = new("OlConnector", "OlConnector");
    internal static readonly Said Subtitle = new(
        "Рассылки WhatsApp и SMS из CRM-маркетинга", "WhatsApp and SMS mailings from CRM-Marketing");
    internal static readonly Said Installing = new("Установка OlConnector", "Installing OlConnector");
    internal static readonly Said Opening = new("Приложение установлено, открываем…", "The app is installed, opening…");
    internal static readonly Said Portal = new("Портал", "Portal");
    internal static readonly Said Plan = new("Тариф", "Plan");
    internal static readonly Said Role = new("Ваша роль", "Your role");
    internal static readonly Said Lines = new("Линии", "Lines");

    internal static readonly Said NoLines = new(
        "Линий пока нет. Добавьте первую: она появится среди SMS-провайдеров портала.",
        "No lines yet. Add the first one: it appears among the portal's SMS providers.");

    internal static readonly Said LinesFailed = new(
        "Не удалось прочитать линии. Обновите страницу.",
        "The lines could not be read. Reload the page.");

    internal static readonly Said Queued = new("в очереди", "queued");
    internal static readonly Said Loading = new("Загружаем…", "Loading…");
    internal static readonly Said Trouble = new("Осталось сделать:", "Still to do:");

    internal static readonly Said NeedsAdministrator = new(
        "администратору портала нужно открыть приложение, чтобы восстановить доступ.",
        "an administrator of the portal has to open the app to restore access.");

    /// <summary>The plan, with Bitrix24's letter for it.</summary>
    internal static Said PlanOf(string status, bool isDemo) =>
        isDemo ? new Said($"Демо ({status})", $"Demo ({status})") : new Said($"Полный ({status})", $"Full ({status})");

    internal static Said RoleOf(Role role) => role switch
    {
        Engine.Portals.Role.Admin => new Said("Администратор", "Admin"),
        Engine.Portals.Role.Support => new Said("Поддержка", "Support"),
        Engine.Portals.Role.Marketer => new Said("Маркетолог", "Marketer"),
        _ => new Said("Просмотр", "Viewer"),
    };

    /// <summary>Why there is no page: in short, and what to do.</summary>
    internal static (Said Title, Said Text) Of(FrameNotice notice) => notice switch
    {
        FrameNotice.OutsidePortal => (
            new Said("Это приложение для Битрикс24", "This is an app for Bitrix24"),
            new Said(
                "Откройте его внутри своего портала: «Приложения» → OlConnector. Здесь, снаружи, показывать нечего.",
                "Open it inside your portal: Applications → OlConnector. Out here there is nothing to show.")),
        FrameNotice.NotVerified => (
            new Said("Не удалось проверить вход", "Your sign-in could not be checked"),
            new Said(
                "Портал не подтвердил, кто вы. Закройте страницу и откройте приложение из меню портала ещё раз.",
                "The portal did not confirm who you are. Close this page and open the app from the portal's menu again.")),
        FrameNotice.NotAdministrator => (
            new Said("Нужен администратор", "An administrator is needed"),
            new Said(
                "Установить приложение может только администратор портала. Попросите его открыть эту страницу: ничего ещё не изменено.",
                "Only an administrator of the portal can install the app. Ask one to open this page: nothing has been changed yet.")),
        FrameNotice.NotInstalled => (
            new Said("Приложение не установлено", "The app is not installed"),
            new Said(
                "На этом портале приложение не установлено. Попросите администратора установить его из Маркета.",
                "The app is not installed on this portal. Ask an administrator to install it from the Market.")),
        FrameNotice.Unpaid => (
            new Said("Приложение не оплачено", "The app is not paid for"),
            new Said(
                "Закончился срок приложения или подписки, либо тариф портала не даёт приложениям доступа к REST. Оплатите или смените "
                + "тариф: сообщения ждут, и самое позднее через час всё продолжится с того же места.",
                "The time of the app or the subscription is over, or the portal's plan gives apps no REST. Pay, or change the plan: "
                + "messages wait, and within an hour at the latest everything goes on where it stopped.")),
        FrameNotice.Quiet => (
            new Said("Приложение на проверке", "The app is being looked at"),
            new Said(
                "Этот узел намеренно отключён от порталов и шлюзов (Outbound:Quiet) и никого не может проверить. Откройте позже.",
                "This node is kept away from portals and gateways on purpose (Outbound:Quiet) and can verify nobody. Open the app later.")),
        _ => (
            new Said("Битрикс24 не отвечает", "Bitrix24 does not answer"),
            new Said(
                "Не удалось связаться с порталом. Подождите минуту и откройте приложение ещё раз.",
                "The portal could not be reached. Wait a minute and open the app again.")),
    };
}
