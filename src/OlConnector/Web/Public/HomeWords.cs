using OlConnector.Engine;

namespace OlConnector.Web.Public;

/// <summary>What stands at the root of the server.</summary>
internal static class HomeWords
{
    internal static IEnumerable<(Said Title, Said Text)> Of(string version, VendorOptions vendor)
    {
        yield return (
            new Said("Что это", "What this is"),
            new Said(
                "Сервер приложения OlConnector для Битрикс24: оно отправляет сообщения из CRM-маркетинга, карточек CRM, роботов и "
                + $"бизнес-процессов через ваш шлюз WhatsApp или SMS в спокойном темпе. Версия {version}.",
                "The server of OlConnector, an app for Bitrix24: it sends what CRM-Marketing, CRM cards, robots and workflows hand "
                + $"over through your WhatsApp or SMS gateway, at a calm pace. Version {version}."));
        yield return (
            new Said("Куда идти", "Where to go"),
            new Said(
                "Приложение живёт внутри портала: «Приложения» → OlConnector. Здесь, снаружи, показывать больше нечего. Программы "
                + "найдут описание API по адресу /openapi/v1.json, наблюдение за сервером — /health/live и /health/ready.",
                "The app lives inside the portal: Applications → OlConnector. Out here there is nothing more to show. Programs "
                + "find the API described at /openapi/v1.json, monitoring at /health/live and /health/ready."));
        if (vendor.Name.Length + vendor.Contact.Length + vendor.SupportHours.Length > 0)
            yield return (
                new Said("Кто отвечает за сервер", "Who runs it"),
                new Said(Contact(vendor), Contact(vendor)));
    }

    private static string Contact(VendorOptions vendor) =>
        string.Join(" · ", new[] { vendor.Name, vendor.Contact, vendor.SupportHours }.Where(part => part.Length > 0));
}
