using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Crm;

/// <summary>Entity type ids of the CRM (bitrix24.md §5.2).</summary>
public static class CrmTypes
{
    /// <summary>A lead.</summary>
    public const int Lead = 1;

    /// <summary>A deal.</summary>
    public const int Deal = 2;

    /// <summary>A contact.</summary>
    public const int Contact = 3;

    /// <summary>A company.</summary>
    public const int Company = 4;

    /// <summary>The one smart process of the sandbox.</summary>
    public const int SmartProcess = 183;

    /// <summary>The name in <c>crm.duplicate.findbycomm</c> and document ids.</summary>
    public static string Name(int typeId) => typeId switch
    {
        Lead => "LEAD",
        Deal => "DEAL",
        Contact => "CONTACT",
        Company => "COMPANY",
        _ => string.Create(CultureInfo.InvariantCulture, $"DYNAMIC_{typeId}"),
    };
}

/// <summary>One card of the CRM. Field values are strings, as PHP prints them.</summary>
/// <param name="TypeId">See <see cref="CrmTypes"/>.</param>
/// <param name="Id">Unique within the type.</param>
/// <param name="Fields">Classic names: <c>NAME</c>, <c>LAST_NAME</c>, <c>TITLE</c>, <c>UF_CRM_…</c>.</param>
/// <param name="Phones">As a person typed them.</param>
public sealed record CrmEntity(int TypeId, int Id, JObject Fields, IReadOnlyList<string> Phones)
{
    /// <summary>Unsubscribed or on the blacklist of CRM-Marketing: never reaches the app (bitrix24.md §6.1).</summary>
    public bool IsUnsubscribed { get; init; }

    /// <summary>What CRM-Marketing puts for <c>#NAME#</c>: a contact's name, the title of a lead or company.</summary>
    public string DisplayName => PhpValue.Text(Fields[TypeId == CrmTypes.Contact ? "NAME" : "TITLE"]);

    /// <summary>The card of <c>crm.contact.get</c> and its siblings.</summary>
    public JObject Classic()
    {
        var card = new JObject { ["ID"] = Text(Id) };
        card.Merge(Fields);
        if (TypeId != CrmTypes.Deal)
            card["HAS_PHONE"] = Phones.Count > 0 ? "Y" : "N";
        if (Phones.Count > 0)
            card["PHONE"] = PhoneRows("ID", "VALUE_TYPE", "VALUE", "TYPE_ID");
        return card;
    }

    /// <summary>The card of <c>crm.item.get</c>: camelCase, ids as numbers, phones in <c>fm</c>.</summary>
    public JObject Item()
    {
        var card = new JObject { ["id"] = Id, ["entityTypeId"] = TypeId };
        foreach (var (name, value) in Fields)
            card[CamelCase(name)] = name.EndsWith("_ID", StringComparison.Ordinal) && int.TryParse(PhpValue.Text(value), out var id)
                ? id
                : value;
        card["fm"] = PhoneRows("id", "valueType", "value", "typeId");
        return card;
    }

    private JArray PhoneRows(string id, string valueType, string value, string typeId) => new(Phones.Select((phone, index) => new JObject
    {
        [id] = Text(Id * 10 + index),
        [valueType] = index == 0 ? "WORK" : "MOBILE",
        [value] = phone,
        [typeId] = "PHONE",
    }));

    private static string CamelCase(string name)
    {
        var camel = new StringBuilder(name.Length);
        foreach (var word in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
            camel.Append(camel.Length == 0 ? word.ToLowerInvariant() : $"{word[0]}{word[1..].ToLowerInvariant()}");
        return camel.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
