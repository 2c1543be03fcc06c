using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>
/// Looks recipients up in a portal's CRM (design.md §10): the client is the first contact, else lead, else company that the message is
/// bound to, else the contact, lead or company with the recipient's phone. Asks in batches, so that a segment costs the portal a few
/// requests.
/// </summary>
internal sealed class CrmDirectory(
    CardReader cards, PhoneSearch phones, CrmCache cache)
{
    private static readonly CardKind[] PhoneOrder = [CardKind.Contact, CardKind.Lead, CardKind.Company];


    /// <summary>An answer for each question, in their order.</summary>
    /// <param name="portal">Whose CRM.</param>
    /// <param name="questions">Whose fields.</param>
    /// <param name="fields">Names of the fields as letters write them.</param>
    /// <param name="ct">Ends the search.</param>
    public async Task<IReadOnlyList<CrmAnswer>> FindAsync(
        PortalId portal, IReadOnlyList<CrmQuestion> questions, IReadOnlySet<string> fields, CancellationToken ct)
    {
        var wanted = new WantedFields(fields);
        var key = string.Join(',', fields.Select(name => name.ToUpperInvariant()).Order(StringComparer.Ordinal));
        var answers = questions.Distinct().ToDictionary(question => question, question => (CrmAnswer?)cache.Find(portal, question, key));
        var open = answers.Where(pair => pair.Value is null).Select(pair => new Search(pair.Key)).ToList();
        if (open.Count > 0) await SearchAsync(portal, open, wanted, ct);
        foreach (var search in open)
        {
            var answer = search.Answer(wanted);
            answers[search.Question] = answer;
            if (answer is CrmAnswer.Found found && fields.All(found.Fields.ContainsKey)) cache.Keep(portal, search.Question, key, found);
        }

        return [.. questions.Select(question => answers[question]!)];
    }

    private async Task SearchAsync(PortalId portal, List<Search> open, WantedFields wanted, CancellationToken ct)
    {
        await ReadBoundAsync(portal, open, wanted, ct);
        if (!wanted.NeedsClient) return;
        foreach (var kind in PhoneOrder) await FindByPhoneAsync(portal, kind, open, wanted, ct);
        if (wanted.HasCompany) await ReadCompaniesAsync(portal, open, wanted, ct);
    }

    private async Task ReadBoundAsync(PortalId portal, List<Search> open, WantedFields wanted, CancellationToken ct)
    {
        IEnumerable<CardKey> Keys(Search search) =>
            (wanted.NeedsClient ? search.Bound.Clients : []).Concat(wanted.HasDeal && search.Bound.Deal is { } deal ? [deal] : []);
        var read = await cards.ReadAsync(portal, open.SelectMany(Keys), wanted, ct);
        foreach (var search in open)
        {
            if (wanted.NeedsClient) search.TakeClient(read);
            if (wanted.HasDeal && search.Bound.Deal is { } deal) search.Deal = search.Take(read[deal]);
        }
    }

    private async Task FindByPhoneAsync(PortalId portal, CardKind kind, List<Search> open, WantedFields wanted, CancellationToken ct)
    {
        var nameless = open.Where(search => search is { Client: null, Away: null, Question.Phone: not null }).ToList();
        if (nameless.Count == 0) return;
        var found = await phones.FindAsync(portal, kind, [.. nameless.Select(search => search.Question.Phone!).Distinct()], wanted, ct);
        foreach (var search in nameless) search.Client = search.Take(found[search.Question.Phone!]);
    }

    private async Task ReadCompaniesAsync(PortalId portal, List<Search> open, WantedFields wanted, CancellationToken ct)
    {
        var members = open.Select(search => (Search: search, Key: search.Client is { } client ? CardValues.CompanyOf(client) : null))
            .Where(member => member.Key is not null).ToList();
        var read = await cards.ReadAsync(portal, members.Select(member => member.Key!.Value), wanted, ct);
        foreach (var (search, key) in members) search.Company = search.Take(read[key!.Value]);
    }

    /// <summary>One question on its way to an answer.</summary>
    private sealed class Search(CrmQuestion question)
    {
        public CrmQuestion Question { get; } = question;
        public CardBindings Bound { get; } = CardBindings.Read(question.Bindings);
        public FoundCard? Client { get; set; }
        public JObject? Company { get; set; }
        public JObject? Deal { get; set; }
        public TimeSpan? Away { get; private set; }

        /// <summary>The first bound card that exists. One that was deleted names nobody.</summary>
        public void TakeClient(Dictionary<CardKey, Reading<JObject>> read)
        {
            foreach (var key in Bound.Clients)
            {
                if (Take(read[key]) is not { } card) continue;
                Client = new FoundCard(key, card);
                return;
            }
        }

        /// <summary>What was read; notes when it could not be.</summary>
        public T? Take<T>(Reading<T> reading) where T : class
        {
            if (reading is Reading<T>.Away away) Away = Away > away.After ? Away : away.After;
            return (reading as Reading<T>.Known)?.Value;
        }

        public CrmAnswer Answer(WantedFields wanted) =>
            Away is { } after ? new CrmAnswer.Unavailable(after)
            : Client is null && Deal is null && (wanted.NeedsClient || wanted.HasDeal) ? new CrmAnswer.NotFound()
            : new CrmAnswer.Found(CardValues.Of(Client, Company, Deal, Question.Phone));
    }
}
