using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Load;

/// <summary>How much is offered.</summary>
/// <param name="PerSecond">Calls a second over all lines.</param>
/// <param name="Connections">Calls under way at once.</param>
public sealed record LoadSettings(double PerSecond = 40, int Connections = 16);

/// <summary>
/// Posts HANDLER calls to the nodes until it is stopped. Some ids come again on purpose: after an answer, and after a call that broke.
/// </summary>
public sealed class Generator(WorldPlan plan, OfferJournal journal, Func<string?> node, LoadSettings load, int seed, TimeProvider clock)
    : IAsyncDisposable
{
    private const int RepeatPercent = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(40);

    private readonly CancellationTokenSource _stopping = new();
    private readonly (PortalPlan Portal, LinePlan Line)[] _lines =
        [.. plan.Portals.SelectMany(portal => portal.Lines.Select(line => (portal, line)))];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Patience };
    private readonly List<Task> _workers = [];
    private int _lastNumber;

    /// <summary>Begins.</summary>
    public void Start() => _workers.AddRange(
        Enumerable.Range(0, load.Connections).Select(worker => Task.Run(() => OfferUntilStoppedAsync(new Random(seed * 1000 + worker)))));

    /// <summary>Ends; calls under way are finished.</summary>
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

    private async Task OfferUntilStoppedAsync(Random chance)
    {
        var pause = TimeSpan.FromSeconds(load.Connections / load.PerSecond);
        Call? again = null;
        while (!_stopping.IsCancellationRequested)
        {
            var call = again ?? Invent(chance);
            var status = await OfferAsync(call);
            var isBroken = status != (int)HttpStatusCode.OK;
            again = (isBroken && chance.Next(2) == 0) || chance.Next(100) < RepeatPercent ? call : null;
            await Task.Delay(isBroken ? AfterRefusal : pause * (2 * chance.NextDouble()), clock, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Call Invent(Random chance)
    {
        var (portal, line) = Pick(chance);
        var number = Interlocked.Increment(ref _lastNumber);
        var id = string.Create(CultureInfo.InvariantCulture, $"m{seed}x{number}");
        var isMarketing = chance.Next(2) == 0;
        var phone = string.Create(CultureInfo.InvariantCulture, $"+7999{number:0000000}");
        var text = $"{{Добрый день|Здравствуйте|Привет}}! Заказ готов, ждём вас. id {id} конец";
        return new Call(line, id, isMarketing, HandlerForm.Of(portal, line, id, phone, text, isMarketing, clock.GetUtcNow()));
    }

    private (PortalPlan Portal, LinePlan Line) Pick(Random chance)
    {
        var left = chance.Next(_lines.Sum(entry => entry.Line.Weight));
        return _lines.First(entry => (left -= entry.Line.Weight) < 0);
    }

    private async Task<int> OfferAsync(Call call)
    {
        var offeredAt = clock.GetTimestamp();
        var status = await PostAsync(call);
        journal.Note(new Offer(call.Id, call.Line.Name, call.IsMarketing, offeredAt, clock.GetTimestamp(), status));
        return status;
    }

    private async Task<int> PostAsync(Call call)
    {
        if (node() is not { } url) return 0;
        try
        {
            using var content = new ByteArrayContent(call.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            using var answer = await _http.PostAsync(new Uri($"{url}/b24/sms/{call.Line.HandlerKey}"), content);
            return (int)answer.StatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }

    private sealed record Call(LinePlan Line, string Id, bool IsMarketing, byte[] Body);
}
