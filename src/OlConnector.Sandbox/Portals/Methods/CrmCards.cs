using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>
/// <c>crm.contact.*</c>, <c>crm.lead.*</c>, <c>crm.company.*</c>, <c>crm.deal.*</c>: get, list, fields, update (bitrix24.md §7.1).
/// </summary>
internal static class CrmCards
{
    private const int PageSize = 50;

    private static readonly (string Name, int TypeId)[] Types =
        [("contact", CrmTypes.Contact), ("lead", CrmTypes.Lead), ("company", CrmTypes.Company), ("deal", CrmTypes.Deal)];

    public static IEnumerable<KeyValuePair<string, RestMethod>> All { get; } = Types.SelectMany(type => new Dictionary<string, RestMethod>
    {
        [$"crm.{type.Name}.get"] = RestMethod.Of("crm", call => Get(call, type.TypeId)),
        [$"crm.{type.Name}.list"] = RestMethod.Of("crm", call => List(call, type.TypeId)),
        [$"crm.{type.Name}.fields"] = RestMethod.Of("crm", call => Fields(call, type.TypeId)),
        [$"crm.{type.Name}.update"] = RestMethod.Of("crm", call => Update(call, type.TypeId)),
    });

    private static RestAnswer NotFound { get; } = RestAnswer.Failed(400, "", "Not found");

    private static RestAnswer Get(RestContext call, int typeId)
    {
        if (PhpValue.Int(call["id"]) is var id && id <= 0)
            return RestAnswer.Failed(400, "", "ID is not defined or invalid.");
        return call.Portal.Crm.Find(typeId, id) is { } card ? RestAnswer.Ok(card.Classic()) : NotFound;
    }

    private static RestAnswer List(RestContext call, int typeId)
    {
        var start = PhpValue.Int(call["start"]);
        var cards = call.Portal.Crm.All(typeId).Select(card => card.Classic()).ToList();
        var filter = Known(cards, call["filter"] as JObject);
        var found = cards.Where(card => CrmFilter.Matches(card, filter)).ToList();
        var page = found.Skip(Math.Max(0, start)).Take(PageSize).Select(card => Selected(card, call["select"]));
        return RestAnswer.Ok(
            new JArray(page),
            start < 0 ? 0 : found.Count,
            start >= 0 && start + PageSize < found.Count ? start + PageSize : null);
    }

    // Conditions on fields that no card of the kind has are passed over, so that the list is longer than the caller meant.
    private static JObject Known(List<JObject> cards, JObject? filter)
    {
        var known = (JObject)(filter?.DeepClone() ?? new JObject());
        var names = cards.SelectMany(card => card.Properties()).Select(field => field.Name).Append("PHONE").Distinct().ToList();
        foreach (var condition in known.Properties().Where(one => CrmFilter.Stranger(names, new JObject(one)) is not null).ToList())
            condition.Remove();
        return known;
    }

    private static JObject Selected(JObject card, JToken? select)
    {
        var wanted = PhpValue.Items(select).Select(PhpValue.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isMultiple = (JProperty field) => field.Value is JArray;
        return new JObject(card.Properties().Where(field =>
            field.Name == "ID" || wanted.Contains(field.Name) || (wanted.Count == 0 || wanted.Contains("*")) && !isMultiple(field)));
    }

    private static RestAnswer Fields(RestContext call, int typeId)
    {
        var names = call.Portal.Crm.All(typeId).SelectMany(card => card.Fields.Properties()).Select(field => field.Name).Distinct()
            .Prepend("ID");
        return RestAnswer.Ok(new JObject(names.Select(name => new JProperty(name, new JObject
        {
            ["type"] = name.EndsWith("ID", StringComparison.Ordinal) ? "integer" : "string",
            ["isRequired"] = false,
            ["isReadOnly"] = name == "ID",
            ["isMultiple"] = false,
            ["title"] = name,
        }))));
    }

    private static RestAnswer Update(RestContext call, int typeId)
    {
        if (call.Portal.Crm.Find(typeId, PhpValue.Int(call["id"])) is not { } card)
            return NotFound;
        var fields = (JObject)card.Fields.DeepClone();
        foreach (var (name, value) in call["fields"] as JObject ?? [])
            fields[name.ToUpper(CultureInfo.InvariantCulture)] = PhpValue.Text(value);
        call.Portal.Crm.Put(card with { Fields = fields });
        return RestAnswer.Ok(true);
    }
}
