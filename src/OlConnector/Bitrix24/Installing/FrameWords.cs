using OlConnector.Engine;

namespace OlConnector.Bitrix24.Installing;

/// <summary>What the frame says where it shows no interface.</summary>
internal static class FrameWords
{
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
