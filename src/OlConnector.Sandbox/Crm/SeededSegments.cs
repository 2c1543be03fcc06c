using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Crm;

/// <summary>The segments every portal starts with.</summary>
internal static class SeededSegments
{
    private const int Few = 40;
    private const int TooMany = 130;

    /// <summary>Fills the CRM, then groups it.</summary>
    public static void Fill(SandboxPortal portal, int clients, Chance chance)
    {
        var seeding = new CrmSeeding(portal.Crm, chance);
        seeding.Fill(clients);
        var everybody = new[] { CrmTypes.Contact, CrmTypes.Lead, CrmTypes.Company }.SelectMany(portal.Crm.All).ToList();
        var reachable = everybody.Where(client => client.Phones.Count > 0 && !client.IsUnsubscribed).ToList();
        // A newcomer's first letter is one mailing: names with braces make others of it, which the larger segments show.
        portal.Marketing.AddSegment(
            "Постоянные клиенты", reachable.Where(client => client.DisplayName.IndexOfAny(['{', '}']) < 0).Take(Few));
        portal.Marketing.AddSegment("Большая рассылка", reachable.Take(TooMany));
        portal.Marketing.AddSegment("Все клиенты", everybody);
        portal.Marketing.AddSegment("Контакты", everybody.Where(client => client.TypeId == CrmTypes.Contact));
        portal.Marketing.AddSegment("Лиды", everybody.Where(client => client.TypeId == CrmTypes.Lead));
        portal.Marketing.AddSegment("Компании", everybody.Where(client => client.TypeId == CrmTypes.Company));
        portal.Marketing.AddSegment("Трудные номера (00, 11, 12, 14–21)",
            seeding.AddWithEndings(0, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21));
        portal.Marketing.AddSegment("Блокировка линии (13)", seeding.AddWithEndings(55, 13, 56));
        AddSmartProcess(portal);
    }

    private static void AddSmartProcess(SandboxPortal portal)
    {
        foreach (var contact in portal.Crm.All(CrmTypes.Contact).Take(3))
            portal.Crm.Add(CrmTypes.SmartProcess, new JObject { ["TITLE"] = $"Визит {contact.Id}", ["CONTACT_ID"] = $"{contact.Id}" });
    }
}
