using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Load;

/// <summary>What somebody who brings a mailing from a table is just doing.</summary>
public enum MailerStep
{
    /// <summary>A table is on its way into a mailing.</summary>
    Importing,

    /// <summary>A mailing is being started.</summary>
    Starting,

    /// <summary>Its messages are taken out as a file.</summary>
    Exporting,
}

/// <summary>
/// People of one portal who bring mailings from tables: each makes one, brings a table, starts it, brings a second one while it runs, takes
/// a report out. A call that broke is looked after as a person would: what became of it is read, then it is made again or given up. Every
/// row is noted as promised once its table is whole and its mailing has begun; a row of a table that never came whole is never noted, so
/// that its message would be one that nobody offered.
/// </summary>
public sealed class Mailer(WorldPlan plan, OfferJournal journal, Func<string?> node, int seed, TimeProvider clock) : IAsyncDisposable
{
    private const int FewestRows = 20, MostRows = 60, MostRowsOfSecond = 1_200;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly List<Task> _workers = [];
    private readonly List<OwnMailing> _mailings = [];
    private readonly Dictionary<MailerStep, TaskCompletionSource> _awaited = [];
    private int _lastNumber;

    /// <summary>All mailings so far.</summary>
    public IReadOnlyList<OwnMailing> Mailings
    {
        get
        {
            lock (_mailings) return [.. _mailings];
        }
    }

    /// <summary>Begins: one person at each quick line.</summary>
    public void Start() => _workers.AddRange(plan.Portals.SelectMany(portal => portal.Lines.Where(line => line.Weight > 1).Select(
        (line, index) => Task.Run(() => WorkUntilStoppedAsync(portal, line, new Random(seed * 100 + index))))));

    /// <summary>Finishes as the next one begins such a step.</summary>
    public Task BeginsAsync(MailerStep step)
    {
        lock (_awaited)
        {
            if (!_awaited.TryGetValue(step, out var begun))
                _awaited[step] = begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return begun.Task;
        }
    }

    /// <summary>Ends; what is under way is looked after to its end, so a node has to live.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task WorkUntilStoppedAsync(PortalPlan portal, LinePlan line, Random chance)
    {
        while (!_stopping.IsCancellationRequested) await MailAsync(portal, line, chance);
    }

    private async Task MailAsync(PortalPlan portal, LinePlan line, Random chance)
    {
        var mailing = new OwnMailing(portal, line, await MakeAsync(portal, line));
        lock (_mailings) _mailings.Add(mailing);
        var first = Rows(chance.Next(FewestRows, MostRows));
        if (!await BringAsync(mailing, first, "first"))
        {
            // Half the people withdraw what broke, half leave it lying there.
            if (chance.Next(2) == 0) await UntilAnsweredAsync(portal, HttpMethod.Delete, $"campaigns/{mailing.Id}");
            return;
        }

        await StartAsync(mailing);
        Promise(mailing, first);
        var second = Rows(chance.Next(FewestRows, MostRowsOfSecond));
        if (chance.Next(3) > 0 && await BringAsync(mailing, second, "second"))
        {
            Promise(mailing, second);
            await EndAsync(mailing);
        }

        mailing.HasTornReport |= await ExportAsync(mailing) is false;
    }

    private async Task<string> MakeAsync(PortalPlan portal, LinePlan line)
    {
        var key = Next();
        var body = JsonSerializer.Serialize(new
        {
            kind = "file",
            line = line.Id.ToString("N"),
            text = "{Добрый день|Здравствуйте|Привет}, {{ NAME }}! Заказ готов. id {{ ID }} конец",
        });
        var made = await UntilAnsweredAsync(portal, HttpMethod.Post, "campaigns", () => Json(body), key);
        return made.GetProperty("id").GetString()!;
    }

    /// <summary>True when the whole table is in the mailing.</summary>
    private async Task<bool> BringAsync(OwnMailing mailing, IReadOnlyList<string> rows, string name)
    {
        var table = $"PHONE;NAME;ID\n{string.Concat(rows.Select(row => $"+{row};Анна;{row}\n"))}";
        Begin(MailerStep.Importing);
        var (status, _) = await CallAsync(
            mailing.Portal, HttpMethod.Post, $"campaigns/{mailing.Id}/files?name={name}",
            new StringContent(table, Encoding.UTF8, "text/csv"));
        if (status != 0) return status == (int)HttpStatusCode.OK;
        var files = await UntilAnsweredAsync(mailing.Portal, HttpMethod.Get, $"campaigns/{mailing.Id}/files");
        return files.GetProperty("items").EnumerateArray().Any(file => file.GetProperty("name").GetString() == name);
    }

    private async Task StartAsync(OwnMailing mailing)
    {
        Begin(MailerStep.Starting);
        while (true)
        {
            var (status, _) = await CallAsync(
                mailing.Portal, HttpMethod.Post, $"campaigns/{mailing.Id}/start", Json("""{"acknowledgeRisk":true}"""));
            if (status == (int)HttpStatusCode.OK) return;
            var shown = await UntilAnsweredAsync(mailing.Portal, HttpMethod.Get, $"campaigns/{mailing.Id}");
            if (shown.GetProperty("state").GetString() != "draft") return;
        }
    }

    /// <summary>A long mailing is not waited for: once its messages are made, what is unsent of them is cleared.</summary>
    private async Task EndAsync(OwnMailing mailing)
    {
        while (await WaitingAsync(mailing) > 0) await Task.Delay(BetweenTries, clock);
        await UntilAnsweredAsync(mailing.Portal, HttpMethod.Post, $"campaigns/{mailing.Id}/clear", () => Json("{}"));
    }

    /// <summary>Recipients for whom no message has been made.</summary>
    private async Task<int> WaitingAsync(OwnMailing mailing) =>
        (await UntilAnsweredAsync(mailing.Portal, HttpMethod.Get, $"campaigns/{mailing.Id}")).GetProperty("recipients").GetInt32();

    /// <summary>Null when the call broke, false when what came as a whole is not.</summary>
    private async Task<bool?> ExportAsync(OwnMailing mailing)
    {
        Begin(MailerStep.Exporting);
        var (status, body) = await CallAsync(mailing.Portal, HttpMethod.Get, $"campaigns/{mailing.Id}/report.csv");
        if (status != (int)HttpStatusCode.OK) return null;
        return body.EndsWith('\n') && CountRows(body) <= MostRows + MostRowsOfSecond;
    }

    /// <summary>Messages in a report, by the ids in their texts.</summary>
    public async Task<int> ReportedAsync(OwnMailing mailing)
    {
        var (status, body) = await CallAsync(mailing.Portal, HttpMethod.Get, $"campaigns/{mailing.Id}/report.csv");
        return status switch { 200 => CountRows(body), 404 => 0, _ => -1 };
    }

    private static int CountRows(string report) => report.Count(sign => sign == '\n') - 1;

    private void Promise(OwnMailing mailing, IReadOnlyList<string> rows)
    {
        var now = clock.GetTimestamp();
        foreach (var row in rows)
            journal.Note(new Offer(row, mailing.Line.Name, IsMarketing: true, now, now, (int)HttpStatusCode.OK));
        mailing.Promised += rows.Count;
    }

    private List<string> Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>A telephone number that stands for a row.</summary>
    private string Next() => string.Create(CultureInfo.InvariantCulture, $"7999{Interlocked.Increment(ref _lastNumber):0000000}");

    private void Begin(MailerStep step)
    {
        TaskCompletionSource? begun;
        lock (_awaited) _awaited.Remove(step, out begun);
        begun?.SetResult();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>Makes a call that may be made twice until somebody answers it.</summary>
    private async Task<JsonElement> UntilAnsweredAsync(
        PortalPlan portal, HttpMethod method, string what, Func<HttpContent>? content = null, string? key = null)
    {
        while (true)
        {
            var (status, body) = await CallAsync(portal, method, what, content?.Invoke(), key);
            if (status is >= 200 and < 300) return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
            if (status is > 0 and not (429 or 503)) throw new InvalidOperationException($"{method} {what}: {status} {body}");
            await Task.Delay(BetweenTries, clock);
        }
    }

    /// <summary>Status 0 where no whole answer came.</summary>
    private async Task<(int Status, string Body)> CallAsync(
        PortalPlan portal, HttpMethod method, string what, HttpContent? content = null, string? key = null)
    {
        if (node() is not { } url) return (0, "");
        try
        {
            using var request = new HttpRequestMessage(method, $"{url}/api/v1/{what}") { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", portal.ApiToken);
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            using var answer = await _http.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return (0, "");
        }
    }
}
