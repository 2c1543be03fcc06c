using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Crm;

/// <summary>
/// Finds clients by phone (bitrix24.md §7.1): contacts first, then leads, then companies, the lowest number of each. Several phones share a command; because the
/// answer does not say which phone found which card, the cards' own phones tell, and what they leave open is asked once more, phone by phone.
/// </summary>
internal static class PhoneLookup
{
    private const string Find = "crm.duplicate.findbycomm";

    /// <summary>The method takes 20; with fewer its limit of hits is rarely met.</summary>
    private const int PhonesPerCommand = 10;

    /// <summary>From here on the portal may have left hits out.</summary>
    private const int TooManyHits = 20;

    /// <summary>Finds the clients of all phones and keeps them in the reading.</summary>
    internal static async Task RunAsync(CrmReading reading, IEnumerable<string> phones, CancellationToken ct)
    {
        var left = reading.TakeKnown(phones);
        foreach (var type in CardKey.ClientTypes)
        {
            if (left.Count == 0) return;
            var alone = await TogetherAsync(reading, type, left, ct);
            await AloneAsync(reading, type, alone, ct);
            if (reading.Trouble is not null) return;
            left = left.FindAll(phone => !reading.TryGetClient(phone, out _));
        }

        left.ForEach(phone => reading.Keep(phone, null));
    }

    /// <summary>Looks for groups of phones. Answers those that have to be asked alone.</summary>
    private static async Task<List<string>> TogetherAsync(CrmReading reading, int type, List<string> phones, CancellationToken ct)
    {
        if (phones.Count == 1) return phones;
        var groups = await reading.RunAsync([.. phones.Chunk(PhonesPerCommand)], group => (Find, Parameters(type, group)), ct);
        var hits = groups.ConvertAll(group => (Phones: group.Item, Cards: Cards(type, group.Result)));
        await reading.ReadCardsAsync(hits.SelectMany(group => group.Cards), ct);
        var open = new List<string>();
        foreach (var (group, cards) in hits)
        {
            var isDoubtful = cards.Count >= TooManyHits;
            var unexplained = cards.Where(card => !group.Any(phone => Has(reading, card, phone))).ToList();
            foreach (var phone in group)
            {
                var own = cards.Where(card => Has(reading, card, phone)).ToList();
                if (isDoubtful || (own.Count == 0 && unexplained.Count > 0)) open.Add(phone);
                else if (own.Count > 0) reading.Keep(phone, own.MinBy(card => card.Id));
            }
        }

        return open;
    }

    private static async Task AloneAsync(CrmReading reading, int type, List<string> phones, CancellationToken ct)
    {
        foreach (var (phone, result) in await reading.RunAsync(phones, phone => (Find, Parameters(type, [phone])), ct))
            if (Cards(type, result) is { Count: > 0 } cards) reading.Keep(phone, cards.MinBy(card => card.Id));
    }

    private static bool Has(CrmReading reading, CardKey key, string phone) =>
        reading.TryGetCard(key, out var card) && card?["PHONE"] is JArray phones && phones.Any(entry => IsSame((string?)(entry as JObject)?["VALUE"], phone));

    /// <summary>CRM keeps numbers as people typed them: the last ten digits decide, as long as both have them.</summary>
    private static bool IsSame(string? typed, string phone)
    {
        const int Significant = 10;
        if (typed is null) return false;
        var digits = new string([.. typed.Where(char.IsAsciiDigit)]);
        return digits == phone || (digits.Length >= Significant && phone.Length >= Significant && digits[^Significant..] == phone[^Significant..]);
    }

    private static JObject Parameters(int type, IEnumerable<string> phones) => new()
    {
        ["type"] = "PHONE",
        ["values"] = new JArray(phones.Select(phone => "+" + phone)),
        ["entity_type"] = CardKey.NameOf(type).ToUpperInvariant(),
    };

    /// <summary>Nothing found comes as an empty list.</summary>
    private static List<CardKey> Cards(int type, JToken result) =>
        [.. ((result as JObject)?[CardKey.NameOf(type).ToUpperInvariant()] as JArray ?? []).Where(id => long.TryParse(id.ToString(), out _))
            .Select(id => new CardKey(type, long.Parse(id.ToString(), System.Globalization.CultureInfo.InvariantCulture)))];
}
