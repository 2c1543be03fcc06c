using System.Net.Http.Headers;
using System.Text.Json;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Verification;

/// <summary>Reads the product's books through its API, as the vendor's support would.</summary>
public sealed class BooksReader(WorldPlan plan, string operatorToken, TimeProvider clock) : IDisposable
{
    private const int PageSize = 200;
    private static readonly TimeSpan AfterLimit = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>All portals' books.</summary>
    public async Task<IReadOnlyList<Books>> ReadAsync(string node)
    {
        var books = new List<Books>();
        foreach (var portal in plan.Portals)
        {
            var sums = await GetAsync(node, portal, "reconciliation");
            var difference = Math.Abs(sums.GetProperty("difference").GetInt64()) + await MailingsDifferenceAsync(node, portal);
            books.Add(new Books(sums.GetProperty("received").GetInt64(), difference, await MessagesAsync(node, portal)));
        }

        return books;
    }

    /// <summary>Messages that still wait for something; null when a portal could not be asked.</summary>
    public async Task<long?> WaitingAsync(string node)
    {
        try
        {
            var waiting = 0L;
            foreach (var portal in plan.Portals)
            {
                var states = (await GetAsync(node, portal, "reconciliation")).GetProperty("states");
                waiting += new[] { "accepted", "held", "queued", "dispatching" }.Sum(state => states.GetProperty(state).GetInt64());
            }

            return waiting;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>All that the books say about one message, as it comes.</summary>
    public async Task<string> StoryAsync(string node, string portalMessageId)
    {
        foreach (var portal in plan.Portals)
        {
            var found = (await GetAsync(node, portal, $"messages?q={Uri.EscapeDataString(portalMessageId)}")).GetProperty("items")
                .EnumerateArray()
                .FirstOrDefault(item => item.GetProperty("portalMessageId").GetString() == portalMessageId);
            if (found.ValueKind == JsonValueKind.Object)
                return (await GetAsync(node, portal, $"messages/{found.GetProperty("id").GetString()}")).GetRawText();
        }

        return "(not in the books)";
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Each mailing has a count of its own.</summary>
    private async Task<long> MailingsDifferenceAsync(string node, PortalPlan portal)
    {
        var difference = 0L;
        foreach (var mailing in (await GetAsync(node, portal, $"campaigns?limit={PageSize}")).GetProperty("items").EnumerateArray())
        {
            var sums = await GetAsync(node, portal, $"reconciliation?campaign={mailing.GetProperty("id").GetString()}");
            difference += Math.Abs(sums.GetProperty("difference").GetInt64());
        }

        return difference;
    }

    private async Task<IReadOnlyList<BookMessage>> MessagesAsync(string node, PortalPlan portal)
    {
        var names = portal.Lines.ToDictionary(line => line.Id, line => line.Name);
        var (messages, cursor) = (new List<BookMessage>(), (string?)null);
        do
        {
            var page = await GetAsync(node, portal,
                $"messages?limit={PageSize}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            messages.AddRange(page.GetProperty("items").EnumerateArray().Select(item => new BookMessage(
                item.GetProperty("id").GetString()!, names[Guid.Parse(item.GetProperty("lineId").GetString()!)],
                item.GetProperty("portalMessageId").GetString() ?? item.GetProperty("to").GetString()!.TrimStart('+'),
                item.GetProperty("state").GetString()!, item.GetProperty("reason").GetString())));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        return messages;
    }

    private async Task<JsonElement> GetAsync(string node, PortalPlan portal, string what)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{node}/api/v1/{what}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorToken);
            request.Headers.Add("X-Portal", portal.MemberId);
            using var answer = await _http.SendAsync(request);
            if ((int)answer.StatusCode != 429)
                return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement;
            await Task.Delay(AfterLimit, clock);
        }
    }
}
