using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Crm;

/// <summary>
/// Fills a portal's CRM with invented people. The last two digits of a phone script its fate (see <see cref="Phones.PhoneScript"/>).
/// </summary>
internal sealed class CrmSeeding(CrmStore crm, Chance chance)
{
    private const double WithoutPhone = 0.04;
    private const double Unsubscribed = 0.03;
    private const int TroubleEvery = 12;
    private const int DealEvery = 4;
    private const int FirstCalmEnding = 22;
    private const int Endings = 100;
    private const int RemarkableEvery = 20;
    private const int DifficultBlock = 99;

    private static readonly string[] Ranges = ["+7999000", "+37533000", "+7700000"];
    private static readonly int[] Remarkable = [0, 11, 18, 19, 20];

    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    /// <summary>Contacts, leads, companies and deals, with so many clients in all.</summary>
    public void Fill(int clients)
    {
        for (var i = 0; i < clients; i++)
        {
            var client = (i % 10) switch
            {
                < 6 => AddContact(i),
                < 9 => AddLead(i),
                _ => AddCompany(i),
            };
            if (client.TypeId == CrmTypes.Contact && i % DealEvery == 0)
                AddDeal(client);
        }
    }

    /// <summary>Contacts whose numbers end as told: the difficult ones.</summary>
    public IReadOnlyList<CrmEntity> AddWithEndings(params int[] endings) =>
        [.. endings.Select((ending, i) => crm.Add(CrmTypes.Contact, Person(i, i), Number(Ranges[0], DifficultBlock, ending)))];

    private CrmEntity AddContact(int i)
    {
        var fields = Person(i, i / TroubleEvery);
        fields["POST"] = InventedNames.Posts[i % InventedNames.Posts.Length];
        fields["COMPANY_ID"] = crm.All(CrmTypes.Company) is { Count: > 0 } companies ? Text(companies[i % companies.Count].Id) : null;
        fields["UF_CRM_CITY"] = InventedNames.Cities[i % InventedNames.Cities.Length];
        fields["UF_CRM_BONUS"] = Text(i * 7 % 500);
        return Put(CrmTypes.Contact, fields, i);
    }

    private CrmEntity AddLead(int i)
    {
        var fields = Person(i, i);
        fields["TITLE"] = $"{InventedNames.LeadTitles[i % InventedNames.LeadTitles.Length]} {i}";
        fields["STATUS_ID"] = "NEW";
        return Put(CrmTypes.Lead, fields, i);
    }

    private CrmEntity AddCompany(int i)
    {
        var name = InventedNames.Companies[i / 10 % InventedNames.Companies.Length];
        return Put(CrmTypes.Company, new JObject
        {
            ["TITLE"] = name,
            ["ASSIGNED_BY_ID"] = "1",
            ["UF_CRM_CITY"] = InventedNames.Cities[i % InventedNames.Cities.Length],
        }, i);
    }

    private void AddDeal(CrmEntity contact) => crm.Add(CrmTypes.Deal, new JObject
    {
        ["TITLE"] = $"Заказ № {1000 + contact.Id}",
        ["STAGE_ID"] = "NEW",
        ["OPPORTUNITY"] = $"{contact.Id * 150 % 9000}.00",
        ["CURRENCY_ID"] = "RUB",
        ["CONTACT_ID"] = Text(contact.Id),
        ["COMPANY_ID"] = contact.Fields["COMPANY_ID"],
        ["ASSIGNED_BY_ID"] = "2",
    });

    private static JObject Person(int i, int pick)
    {
        var (name, lastName) = i % 2 == 0
            ? InventedNames.Women[pick % InventedNames.Women.Length]
            : InventedNames.Men[pick % InventedNames.Men.Length];
        var isTrouble = i % TroubleEvery == TroubleEvery - 1;
        return new JObject
        {
            ["NAME"] = isTrouble ? InventedNames.Troublesome[i / TroubleEvery % InventedNames.Troublesome.Length] : name,
            ["SECOND_NAME"] = "",
            ["LAST_NAME"] = lastName,
            ["HONORIFIC"] = null,
            ["BIRTHDATE"] = "",
            ["ASSIGNED_BY_ID"] = "1",
        };
    }

    private CrmEntity Put(int typeId, JObject fields, int i)
    {
        string[] phones = chance.Happens(WithoutPhone) ? [] : [Written(NextNumber(Ranges[i % Ranges.Length]), i)];
        return crm.Put(crm.Add(typeId, fields, phones) with { IsUnsubscribed = chance.Happens(Unsubscribed) });
    }

    // One in twenty is remarkable, the rest are calm: delivered, most of them read.
    private string NextNumber(string range)
    {
        var index = _used[range] = _used.GetValueOrDefault(range) + 1;
        return index % RemarkableEvery == 0
            ? Number(range, index / Endings, Remarkable[index / RemarkableEvery % Remarkable.Length])
            : Number(range, index / (Endings - FirstCalmEnding), FirstCalmEnding + index % (Endings - FirstCalmEnding));
    }

    private static string Number(string range, int block, int ending) =>
        string.Create(CultureInfo.InvariantCulture, $"{range}{block:00}{ending:00}");

    // People write the same number in many ways.
    private static string Written(string number, int i) => (i % 9) switch
    {
        3 when number.StartsWith("+7999", StringComparison.Ordinal) => $"8 (999) 000-{number[^4..^2]}-{number[^2..]}",
        5 => $"{number[..^7]} {number[^7..^4]}-{number[^4..^2]}-{number[^2..]}",
        _ => number,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
