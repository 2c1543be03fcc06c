using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>A card and where it stands.</summary>
internal sealed record FoundCard(CardKey Key, JObject Card);

/// <summary>
/// Finds cards of one kind by phone, many phones in one call. The answer does not say which card belongs to which phone, and from twenty
/// hits on it is cut (bitrix24.md §7.1): cards are matched by their own numbers, and what stays doubtful is asked again in halves, at last
/// phone by phone.
/// </summary>
internal sealed class PhoneSearch(CrmCalls calls, CardReader cards)
{
    /// <summary>The method takes 20, but 20 phones of one card each give the 20 hits that mean "perhaps more"; 19 do not.</summary>
    private const int PhonesPerCall = 19;

    private const int PerhapsMore = 20;

    private static readonly Dictionary<CardKind, string> Types = new()
    {
        [CardKind.Contact] = "CONTACT",
        [CardKind.Lead] = "LEAD",
        [CardKind.Company] = "COMPANY",
    };

    /// <summary>The card of the lowest id for each phone.</summary>
    internal async Task<Dictionary<string, Reading<FoundCard>>> FindAsync(
        PortalId portal, CardKind kind, IReadOnlyCollection<string> phones, WantedFields fields, CancellationToken ct)
    {
        var found = new Dictionary<string, Reading<FoundCard>>(StringComparer.Ordinal);
        var open = phones.Chunk(PhonesPerCall).ToList();
        while (open.Count > 0)
        {
            var answers = await calls.RunAsync(portal, [.. open.Select(group => Call(kind, group))], ct);
            var hits = answers.ConvertAll(answer => answer is Reading<JToken>.Known known ? CrmJson.Ids(known.Value, Types[kind]) : []);
            var read = await cards.ReadAsync(portal, hits.SelectMany(ids => ids).Select(id => new CardKey(kind, id)), fields, ct);
            var again = new List<string[]>();
            foreach (var (group, i) in open.Select((group, i) => (group, i)))
            {
                if (answers[i] is Reading<JToken>.Away away) Answer(found, group, _ => new Reading<FoundCard>.Away(away.After));
                else if (AwayFor(hits[i], kind, read) is { } length) Answer(found, group, _ => new Reading<FoundCard>.Away(length));
                else again.AddRange(Match(found, group, CardsOf(hits[i], kind, read), hits[i].Count >= PerhapsMore));
            }

            open = again;
        }

        return found;
    }

    /// <summary>Gives each phone its card; what cannot be told comes back in smaller groups.</summary>
    private static IEnumerable<string[]> Match(
        Dictionary<string, Reading<FoundCard>> found, string[] group, List<FoundCard> hits, bool isCut)
    {
        if (group.Length == 1)
        {
            found[group[0]] = new Reading<FoundCard>.Known(hits.MinBy(hit => hit.Key.Id));
            return [];
        }

        var isDoubtful = isCut || hits.Exists(hit => !CardText.Phones(hit.Card).Any(group.Contains));
        if (isDoubtful) return group.Chunk((group.Length + 1) / 2);
        Answer(
            found, group,
            phone => new Reading<FoundCard>.Known(hits.Where(hit => CardText.Phones(hit.Card).Contains(phone)).MinBy(hit => hit.Key.Id)));
        return [];
    }

    private static void Answer(Dictionary<string, Reading<FoundCard>> found, string[] group, Func<string, Reading<FoundCard>> answer)
    {
        foreach (var phone in group) found[phone] = answer(phone);
    }

    private static List<FoundCard> CardsOf(List<long> ids, CardKind kind, Dictionary<CardKey, Reading<JObject>> read) =>
    [
        .. ids.Select(id => new CardKey(kind, id))
            .Select(key => read[key] is Reading<JObject>.Known { Value: { } card } ? new FoundCard(key, card) : null)
            .OfType<FoundCard>(),
    ];

    private static TimeSpan? AwayFor(List<long> ids, CardKind kind, Dictionary<CardKey, Reading<JObject>> read) =>
        ids.Select(id => read[new CardKey(kind, id)]).OfType<Reading<JObject>.Away>().FirstOrDefault()?.After;

    private static (string Method, JObject Parameters) Call(CardKind kind, string[] phones) => ("crm.duplicate.findbycomm", new JObject
    {
        ["type"] = "PHONE",
        ["values"] = new JArray(phones.Select(phone => string.Create(CultureInfo.InvariantCulture, $"+{phone}"))),
        ["entity_type"] = Types[kind],
    });
}
