using OlConnector.Engine;

namespace OlConnector.Web.Public;

/// <summary>
/// The privacy policy. It says what the code does (docs/operations.md, "Keep and delete history" and "One person's data"); whoever runs the
/// server answers for what the law of their country asks beyond that.
/// </summary>
internal static class PrivacyWords
{
    internal static IEnumerable<(Said Title, Said Text)> Of(VendorOptions vendor) =>
    [
        (new Said("Кто обрабатывает данные", "Who processes the data"),
            new Said(
                $"{(vendor.Name is "" ? "Тот, кто держит этот сервер" : vendor.Name)}, по поручению портала Битрикс24, который "
                + "установил приложение OlConnector. "
                + $"{(vendor.Contact is "" ? "Спросите администратора портала." : $"Вопросы: {vendor.Contact}.")}",
                $"{(vendor.Name is "" ? "Whoever runs this server" : vendor.Name)}, on behalf of the Bitrix24 portal that installed "
                + "the app OlConnector. "
                + $"{(vendor.Contact is "" ? "Ask the portal's administrator." : $"Questions: {vendor.Contact}.")}")),
        (new Said("Какие данные", "Which data"),
            new Said(
                "О портале: адрес, тариф, часовой пояс, ключи доступа (зашифрованы). О сотрудниках: номер пользователя, имя, роль в "
                + "приложении, журнал решений. О клиентах: номер телефона, отправленный текст, состояние доставки, отказ от рассылок; "
                + "об ответах клиента — только время и номер. Имена и другие поля клиентов читаются из CRM, чтобы составить текст, и "
                + "отдельно не хранятся.",
                "Of the portal: address, plan, time zone, keys of access (encrypted). Of employees: the user's number, name, role "
                + "in the app, a log of decisions. Of clients: telephone number, the text that was sent, state of delivery, refusal "
                + "of mailings; of a client's replies the time and the number only. Names and other fields of clients are read from "
                + "CRM to write the text and are not kept by themselves.")),
        (new Said("Зачем", "What for"),
            new Said(
                "Чтобы отправить сообщения, которые передал портал, сообщить ему их состояние, не послать ничего дважды и не писать "
                + "тем, кто отказался. Данные не продаются, не используются для рекламы и не передаются никому, кроме портала и шлюза, "
                + "который портал подключил сам.",
                "To send the messages that the portal hands over, to tell it what became of them, to send nothing twice, and not "
                + "to write to those who refused. Data is not sold, not used for advertising, and given to nobody but the portal and "
                + "the gateway that the portal itself connected.")),
        (new Said("Сколько хранится", "How long it is kept"),
            new Said(
                "История сообщений и журнал решений — 24 месяца, если владелец сервера не сократил срок. Запросы к порталу без "
                + "токенов и личных данных — три дня. После удаления приложения с портала ключи доступа стираются сразу, остальное — "
                + "вместе с порталом; если при удалении выбрано «сохранить данные», история ждёт повторной установки.",
                "The history of messages and the log of decisions for 24 months, where whoever runs the server has not set less. "
                + "Calls to the portal, without tokens and personal data, for three days. When the app is removed from the portal "
                + "the keys of access are erased at once and the rest with the portal; where \"keep the data\" was chosen, the "
                + "history waits for the next installation.")),
        (new Said("Права человека", "A person's rights"),
            new Said(
                "Администратор портала может стереть номер: из текстов, истории и журналов; в стоп-листе остаётся необратимый "
                + "отпечаток, чтобы отказ действовал и дальше. Отказаться от рассылок можно ответом «СТОП».",
                "The portal's administrator can erase a number: from texts, history and logs; the stop list keeps an irreversible "
                + "fingerprint, so that a refusal goes on working. Mailings are refused by answering STOP.")),
        (new Said("Защита", "Protection"),
            new Said(
                "Соединения только по https. Ключи порталов и шлюзов зашифрованы, в журналы не попадают. Данные одного портала не "
                + "видны другому. Файлов cookie и счётчиков посещений нет.",
                "Connections by https only. Keys of portals and gateways are encrypted and enter no log. One portal never sees "
                + "another's data. There are no cookies and no counters of visits.")),
    ];
}
