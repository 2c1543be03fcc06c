using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>One reading of a portal's CRM: what is known so far, and the trouble that ended it early, if any.</summary>
internal sealed class CrmReading(PortalId portal, PortalClient client, CrmCache cache)
{
    private readonly Dictionary<CardKey, JObject?> _cards = [];
    private readonly Dictionary<string, CardKey?> _phones = new(StringComparer.Ordinal);

    /// <summary>The answer that made going on pointless; null in good health.</summary>
    internal RestAnswer? Trouble { get; private set; }

    internal PortalId Portal => portal;

    /// <summary>False when the card was not reached because of trouble; null inside when CRM has none.</summary>
    internal bool TryGetCard(CardKey key, out JObject? card) => _cards.TryGetValue(key, out card);

    /// <inheritdoc cref="TryGetCard"/>
    internal bool TryGetClient(string phone, out CardKey? key) => _phones.TryGetValue(phone, out key);

    /// <summary>The phones that the cache does not know.</summary>
    internal List<string> TakeKnown(IEnumerable<string> phones)
    {
        var unknown = new List<string>();
        foreach (var phone in phones.Distinct(StringComparer.Ordinal))
        {
            if (cache.TryGet(portal, phone, out CardKey? known)) _phones[phone] = known;
            else unknown.Add(phone);
        }

        return unknown;
    }

    internal void Keep(string phone, CardKey? key)
    {
        _phones[phone] = key;
        cache.Keep(portal, phone, key);
    }

    /// <summary>Reads the cards that are not known yet, 50 in a command and 50 commands in a call.</summary>
    internal async Task ReadCardsAsync(IEnumerable<CardKey> keys, CancellationToken ct)
    {
        var unknown = new List<CardKey>();
        foreach (var key in keys.Distinct().Where(key => !_cards.ContainsKey(key)))
        {
            if (cache.TryGet(portal, key, out JObject? card)) _cards[key] = card;
            else unknown.Add(key);
        }

        var pages = unknown.GroupBy(key => key.Type).SelectMany(group => group.Chunk(BatchWire.Most)).ToList();
        var answers = await RunAsync(pages.ConvertAll(page => (Page: page, Method: $"crm.{CardKey.NameOf(page[0].Type)}.list", Parameters: ListOf(page))), item => (item.Method, item.Parameters), ct);
        foreach (var (item, rows) in answers) Keep(item.Page, rows as JArray ?? []);
    }

    /// <summary>Runs commands in batches until one meets trouble; answers what was carried out.</summary>
    internal async Task<List<(T Item, JToken Result)>> RunAsync<T>(List<T> items, Func<T, (string Method, JObject Parameters)> command, CancellationToken ct)
    {
        var done = new List<(T, JToken)>();
        foreach (var chunk in items.Chunk(BatchWire.Most))
        {
            if (Trouble is not null) break;
            var calls = chunk.Select((item, index) => new BatchCall($"c{index}", command(item).Method, command(item).Parameters)).ToList();
            var answer = await client.CallBatchAsync(portal, calls, Lane.Background, ct);
            if (answer.Whole is not RestAnswer.Ok) Trouble = answer.Whole;
            foreach (var (item, call) in chunk.Zip(calls))
            {
                if (!answer.Parts.TryGetValue(call.Key, out var part)) continue;
                if (part is RestAnswer.Ok ok) done.Add((item, ok.Result));
                else Trouble = part;
            }
        }

        return done;
    }

    private void Keep(CardKey[] page, JArray rows)
    {
        var found = rows.OfType<JObject>().Where(row => long.TryParse((string?)row["ID"], out _)).ToDictionary(row => long.Parse((string)row["ID"]!, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var key in page)
        {
            _cards[key] = found.GetValueOrDefault(key.Id);
            cache.Keep(portal, key, _cards[key]);
        }
    }

    private static JObject ListOf(CardKey[] page) => new()
    {
        ["filter"] = new JObject { ["ID"] = new JArray(page.Select(key => key.Id)) },
        ["select"] = page[0].Type == CardKey.Deal ? new JArray("*", "UF_*") : new JArray("*", "UF_*", "PHONE", "EMAIL"),
        ["start"] = -1,
    };
}
