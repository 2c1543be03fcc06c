using System.Collections.Concurrent;
using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>
/// Looks recipients up in a portal's CRM for personalization: by the cards a message is bound to, else by phone (design.md §10). Batched and cached, so that a
/// campaign of hundreds costs a few requests.
/// </summary>
public sealed class CrmDirectory
{
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterAll = TimeSpan.FromMinutes(10);

    private readonly PortalClient _client;
    private readonly CrmCache _cache;
    private readonly ConcurrentDictionary<PortalId, SemaphoreSlim> _one = new();

    internal CrmDirectory(PortalClient client, CrmCache cache) => (_client, _cache) = (client, cache);

    /// <summary>Finds the fields of every query, in their order. One look-up per portal at a time, so that the second finds what the first has read.</summary>
    public async Task<IReadOnlyList<ClientFields>> FindAsync(PortalId portal, IReadOnlyList<ClientQuery> queries, CancellationToken ct)
    {
        var one = _one.GetOrAdd(portal, _ => new SemaphoreSlim(1, 1));
        await one.WaitAsync(ct);
        try
        {
            var reading = new CrmReading(portal, _client, _cache);
            var wanted = queries.Select(Wanted.Of).ToList();
            await PhoneLookup.RunAsync(reading, wanted.Where(item => item.Client is null && item.Phone is not null).Select(item => item.Phone!), ct);
            await reading.ReadCardsAsync(wanted.SelectMany(item => item.Cards(reading)), ct);
            await reading.ReadCardsAsync(wanted.Select(item => item.CompanyOf(reading)).OfType<CardKey>(), ct);
            return wanted.ConvertAll(item => item.Fields(reading, Unavailable(reading.Trouble)));
        }
        finally
        {
            one.Release();
        }
    }

    private static ClientFields.Unavailable Unavailable(RestAnswer? trouble) => trouble switch
    {
        RestAnswer.Later later => new ClientFields.Unavailable(later.After, later.Why),
        RestAnswer.Failed failed => new ClientFields.Unavailable(AfterRefusal, $"{failed.Code} {failed.Text}".Trim()),
        _ => new ClientFields.Unavailable(AfterAll, trouble?.GetType().Name ?? ""),
    };

    /// <summary>What one query needs.</summary>
    private sealed record Wanted(CardKey? Client, CardKey? Deal, string? Phone)
    {
        internal static Wanted Of(ClientQuery query)
        {
            var bindings = CardKey.Read(query.Bindings);
            var client = CardKey.ClientTypes.Select(type => bindings.FindAll(key => key.Type == type)).FirstOrDefault(found => found.Count > 0)?[0];
            var deals = bindings.FindAll(key => key.Type == CardKey.Deal);
            return new Wanted(client, deals.Count > 0 ? deals[0] : null, query.Phone?.TrimStart('+') is { Length: > 0 } phone ? phone : null);
        }

        internal IEnumerable<CardKey> Cards(CrmReading reading) => new[] { ClientIn(reading), Deal }.OfType<CardKey>();

        /// <summary>The company whose title a contact's letter may name.</summary>
        internal CardKey? CompanyOf(CrmReading reading) =>
            ClientIn(reading) is { Type: CardKey.Contact } key && reading.TryGetCard(key, out var card) && card is not null
            && long.TryParse((string?)card["COMPANY_ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var company) && company > 0
                ? new CardKey(CardKey.Company, company)
                : null;

        internal ClientFields Fields(CrmReading reading, ClientFields.Unavailable unavailable)
        {
            if (Client is null && Phone is not null && !reading.TryGetClient(Phone, out _)) return unavailable;
            var (client, deal, company) = (ClientIn(reading), Deal, CompanyOf(reading));
            if (!TryRead(reading, client, out var clientCard) || !TryRead(reading, deal, out var dealCard) || !TryRead(reading, company, out var companyCard)) return unavailable;
            return clientCard is null && dealCard is null
                ? new ClientFields.NotFound()
                : new ClientFields.Found(CardFields.Of(clientCard, client?.Type ?? 0, companyCard, dealCard, Phone));
        }

        private CardKey? ClientIn(CrmReading reading) => Client ?? (Phone is not null && reading.TryGetClient(Phone, out var found) ? found : null);

        private static bool TryRead(CrmReading reading, CardKey? key, out JObject? card)
        {
            card = null;
            return key is not { } known || reading.TryGetCard(known, out card);
        }
    }
}
