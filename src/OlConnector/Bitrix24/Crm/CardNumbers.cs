using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>
/// Reads the telephone numbers of cards: its own, then those of the client whom a deal, a lead or a smart process names.
/// </summary>
internal sealed class CardNumbers(CardReader cards, CrmCalls calls)
{
    private const string ContactId = "CONTACT_ID";
    private const string CompanyId = "COMPANY_ID";
    private const string LeadId = "LEAD_ID";

    private static readonly WantedFields Wanted = new(
        new[] { ContactId, CompanyId, LeadId }.Select(name => $"{WantedFields.DealPrefix}{name}").Append(ContactId));

    /// <summary>The numbers of each card as a person typed them, the best first; none for a card that does not exist.</summary>
    /// <param name="portal">Whose CRM.</param>
    /// <param name="wanted">Cards as <c>type:id</c>.</param>
    /// <param name="ct">Ends the reading.</param>
    internal async Task<Dictionary<string, Reading<IReadOnlyList<string>>>> FindAsync(
        PortalId portal, IEnumerable<string> wanted, CancellationToken ct)
    {
        var names = wanted.Distinct(StringComparer.Ordinal).ToList();
        var owners = await OwnersOfProcessesAsync(portal, [.. names.Where(name => KeyOf(name) is null)], ct);
        var own = await cards.ReadAsync(portal, names.Select(KeyOf).OfType<CardKey>(), Wanted, ct);
        foreach (var name in names)
            if (KeyOf(name) is { } key) owners[name] = OwnersOf(key, own[key]);
        var read = await cards.ReadAsync(portal, owners.Values.SelectMany(Known).Where(key => !own.ContainsKey(key)), Wanted, ct);
        foreach (var (key, card) in own) read[key] = card;
        return names.ToDictionary(name => name, name => NumbersOf(KeyOf(name), owners[name], read), StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, Reading<IReadOnlyList<CardKey>>>> OwnersOfProcessesAsync(
        PortalId portal, IReadOnlyList<string> names, CancellationToken ct)
    {
        var answers = await calls.RunAsync(portal, [.. names.Select(ItemGet)], ct);
        return names.Zip(answers).ToDictionary(
            pair => pair.First,
            pair => pair.Second switch
            {
                Reading<JToken>.Away away => (Reading<IReadOnlyList<CardKey>>)new Reading<IReadOnlyList<CardKey>>.Away(away.After),
                Reading<JToken>.Known { Value: JObject found } => OwnersIn(found["item"] as JObject, "contactId", "companyId"),
                _ => new Reading<IReadOnlyList<CardKey>>.Known([]),
            },
            StringComparer.Ordinal);
    }

    private static (string Method, JObject Parameters) ItemGet(string name)
    {
        var parts = name.Split(':');
        return ("crm.item.get", new JObject { ["entityTypeId"] = parts[0], ["id"] = parts[^1] });
    }

    /// <summary>A contact and a company own themselves.</summary>
    private static Reading<IReadOnlyList<CardKey>> OwnersOf(CardKey key, Reading<JObject> read) => read switch
    {
        Reading<JObject>.Away away => new Reading<IReadOnlyList<CardKey>>.Away(away.After),
        Reading<JObject>.Known { Value: { } card } when key.Kind is CardKind.Deal or CardKind.Lead =>
            OwnersIn(card, ContactId, CompanyId, LeadId),
        _ => new Reading<IReadOnlyList<CardKey>>.Known([]),
    };

    private static Reading<IReadOnlyList<CardKey>> OwnersIn(JObject? card, string contact, string company, string? lead = null) =>
        new Reading<IReadOnlyList<CardKey>>.Known(
            [.. new[] { Key(CardKind.Contact, card?[contact]), Key(CardKind.Company, card?[company]),
                Key(CardKind.Lead, lead is null ? null : card?[lead]) }.OfType<CardKey>()]);

    private static Reading<IReadOnlyList<string>> NumbersOf(
        CardKey? own, Reading<IReadOnlyList<CardKey>> owners, Dictionary<CardKey, Reading<JObject>> read)
    {
        if (owners is Reading<IReadOnlyList<CardKey>>.Away away) return new Reading<IReadOnlyList<string>>.Away(away.After);
        var numbers = new List<string>();
        foreach (var key in (own is { } first ? [first] : Array.Empty<CardKey>()).Concat(Known(owners)))
        {
            if (read[key] is Reading<JObject>.Away gone) return new Reading<IReadOnlyList<string>>.Away(gone.After);
            numbers.AddRange(Typed((read[key] as Reading<JObject>.Known)?.Value));
        }

        return new Reading<IReadOnlyList<string>>.Known([.. numbers.Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<CardKey> Known(Reading<IReadOnlyList<CardKey>> owners) =>
        (owners as Reading<IReadOnlyList<CardKey>>.Known)?.Value ?? [];

    private static IEnumerable<string> Typed(JObject? card) =>
        CrmJson.Items(card?["PHONE"]).OfType<JObject>().Select(phone => JsonText.Plain(phone["VALUE"])).Where(text => text.Length > 0);

    private static CardKey? KeyOf(string name) =>
        CardBindings.Read(name) is { Clients.Count: > 0 } client ? client.Clients[0] : CardBindings.Read(name).Deal;

    private static CardKey? Key(CardKind kind, JToken? id) =>
        long.TryParse(JsonText.Plain(id), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new CardKey(kind, number)
            : null;
}
