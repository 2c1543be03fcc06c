using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary><c>crm.item.*</c>: the newer, camelCase view of all cards, smart processes included (bitrix24.md §7.1).</summary>
internal static class CrmItems
{
    private const int PageSize = 50;

    private static readonly int[] Types = [CrmTypes.Lead, CrmTypes.Deal, CrmTypes.Contact, CrmTypes.Company, CrmTypes.SmartProcess];

    /// <summary>Fields of every kind of card, filled in or not.</summary>
    private static readonly string[] Standard =
    [
        "id", "title", "name", "lastName", "secondName", "createdTime", "updatedTime", "createdBy", "updatedBy", "assignedById", "opened",
        "categoryId", "stageId", "companyId", "contactId", "opportunity", "currencyId", "sourceId", "originId", "originatorId", "xmlId",
    ];

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = new Dictionary<string, RestMethod>
    {
        ["crm.item.get"] = RestMethod.Of("crm", call => RefuseType(call) ?? Get(call)),
        ["crm.item.list"] = RestMethod.Of("crm", call => RefuseType(call) ?? List(call)),
        ["crm.item.fields"] = RestMethod.Of("crm", call => RefuseType(call) ?? Fields(call)),
    };

    private static RestAnswer? RefuseType(RestContext call) => Types.Contains(PhpValue.Int(call["entityTypeId"]))
        ? null
        : RestAnswer.Failed(400, "NOT_FOUND", "Smart process not found");

    private static RestAnswer Get(RestContext call) =>
        call.Portal.Crm.Find(PhpValue.Int(call["entityTypeId"]), PhpValue.Int(call["id"])) is { } card
            ? RestAnswer.Ok(new JObject { ["item"] = card.Item() })
            : RestAnswer.Failed(400, "NOT_FOUND", "Item not found");

    private static RestAnswer List(RestContext call)
    {
        var start = PhpValue.Int(call["start"]);
        var cards = call.Portal.Crm.All(PhpValue.Int(call["entityTypeId"])).Select(card => card.Item()).ToList();
        var known = cards.SelectMany(card => card.Properties()).Select(field => field.Name).Concat(Standard);
        if (CrmFilter.Stranger(known, call["filter"]) is { } name)
            return RestAnswer.Failed(400, "INVALID_ARG_VALUE", $"Invalid filter: field '{name}' is not allowed in filter");
        var found = cards.Where(card => CrmFilter.Matches(card, call["filter"])).ToList();
        var page = found.Skip(Math.Max(0, start)).Take(PageSize).Select(card => Selected(card, call["select"]));
        return RestAnswer.Ok(
            new JObject { ["items"] = new JArray(page) },
            start < 0 ? 0 : found.Count,
            start >= 0 && start + PageSize < found.Count ? start + PageSize : null);
    }

    // Phones come only with "*".
    private static JObject Selected(JObject card, JToken? select)
    {
        var wanted = PhpValue.Items(select).Select(PhpValue.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isAll = wanted.Contains("*");
        return new JObject(card.Properties().Where(field =>
            field.Name == "id" || isAll || (wanted.Count == 0 || wanted.Contains(field.Name)) && field.Name != "fm"));
    }

    private static RestAnswer Fields(RestContext call)
    {
        var names = call.Portal.Crm.All(PhpValue.Int(call["entityTypeId"])).SelectMany(card => card.Item().Properties())
            .Select(field => field.Name).Distinct();
        return RestAnswer.Ok(new JObject
        {
            ["fields"] = new JObject(names.Select(name => new JProperty(name, new JObject { ["type"] = "string", ["title"] = name }))),
        });
    }
}
