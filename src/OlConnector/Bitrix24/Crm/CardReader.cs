using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>Reads cards by id, fifty in one call, many calls in one request (bitrix24.md §7.1).</summary>
internal sealed class CardReader(CrmCalls calls)
{
    private const int CardsPerCall = 50;

    private static readonly Dictionary<CardKind, (string Name, string[] Always)> Kinds = new()
    {
        [CardKind.Contact] = ("contact", ["ID", "NAME", "LAST_NAME", "COMPANY_ID", "PHONE"]),
        [CardKind.Lead] = ("lead", ["ID", "NAME", "LAST_NAME", "TITLE", "COMPANY_ID", "COMPANY_TITLE", "PHONE"]),
        [CardKind.Company] = ("company", ["ID", "TITLE", "PHONE"]),
        [CardKind.Deal] = ("deal", ["ID", "TITLE"]),
    };

    /// <summary>Every card that was asked for, null where CRM has none of this id.</summary>
    internal async Task<Dictionary<CardKey, Reading<JObject>>> ReadAsync(
        PortalId portal, IEnumerable<CardKey> keys, WantedFields fields, CancellationToken ct)
    {
        var slices = keys.Distinct().GroupBy(key => key.Kind).SelectMany(kind => kind.Chunk(CardsPerCall)).ToList();
        var answers = await calls.RunAsync(portal, [.. slices.Select(slice => Call(slice, fields))], ct);
        var cards = new Dictionary<CardKey, Reading<JObject>>();
        foreach (var (slice, answer) in slices.Zip(answers))
        {
            var found = answer is Reading<JToken>.Known { Value: { } list } ? ById(list) : [];
            foreach (var key in slice)
                cards[key] = answer is Reading<JToken>.Away away
                    ? new Reading<JObject>.Away(away.After)
                    : new Reading<JObject>.Known(found.GetValueOrDefault(key.Id));
        }

        return cards;
    }

    private static (string Method, JObject Parameters) Call(CardKey[] slice, WantedFields fields)
    {
        var kind = slice[0].Kind;
        var names = fields.Of(kind).Concat(Kinds[kind].Always).Distinct(StringComparer.Ordinal);
        return ($"crm.{Kinds[kind].Name}.list", new JObject
        {
            ["filter"] = new JObject { ["ID"] = new JArray(slice.Select(key => key.Id)) },
            ["select"] = new JArray(names),
            // Counting all rows is the dear part of a list.
            ["start"] = -1,
        });
    }

    private static Dictionary<long, JObject> ById(JToken list)
    {
        var cards = new Dictionary<long, JObject>();
        foreach (var card in CrmJson.Items(list).OfType<JObject>())
            if (long.TryParse(JsonText.Plain(card["ID"]), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) cards[id] = card;
        return cards;
    }
}
