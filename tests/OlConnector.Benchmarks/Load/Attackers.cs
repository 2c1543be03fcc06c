using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OlConnector.Benchmarks.Load;

/// <summary>The outside world's other half: those who call to do harm, and one honest caller whose calls are timed meanwhile.</summary>
internal static class Attackers
{
    private static readonly ConcurrentDictionary<int, int> Answers = new();
    private static CancellationTokenSource _end = new();
    private static Task _attack = Task.CompletedTask;

    internal static void MapAttackers(this WebApplication app)
    {
        app.MapPost("/attack", AttackAsync);
        app.MapPost("/peace", PeaceAsync);
        app.MapPost("/probe", ProbeAsync);
    }

    /// <summary>Begins to send one request over and over, over so many connections.</summary>
    private static async Task AttackAsync(HttpRequest request)
    {
        var (connections, address, token) = (Number(request, "connections"), new Uri(request.Query["address"]!), request.Query["token"]);
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        _end = new CancellationTokenSource();
        Answers.Clear();
        var ct = _end.Token;
        _attack = Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => RepeatAsync(address, token, body, ct), ct)));
    }

    private static async Task RepeatAsync(Uri address, string? token, string body, CancellationToken ct)
    {
        using var http = new HttpClient();
        while (!ct.IsCancellationRequested)
        {
            using var call = new HttpRequestMessage(body.Length == 0 ? HttpMethod.Get : HttpMethod.Post, address);
            if (body.Length > 0) call.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (!string.IsNullOrEmpty(token)) call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var answer = await http.SendAsync(call, ct);
                await answer.Content.ReadAsByteArrayAsync(ct);
                Answers.AddOrUpdate((int)answer.StatusCode, 1, (_, known) => known + 1);
                // Whoever is told to wait does so for the least time there is to tell: attackers take their cores from the same machine.
                if ((int)answer.StatusCode == 429) await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
            }
            catch (Exception over) when (over is OperationCanceledException or HttpRequestException)
            {
                if (ct.IsCancellationRequested) return;
            }
        }
    }

    /// <summary>Ends the attack; answers how often which status came.</summary>
    private static async Task<string> PeaceAsync()
    {
        await _end.CancelAsync();
        await _attack.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return string.Join(", ", Answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} × {pair.Value}"));
    }

    /// <summary>
    /// Posts so many HANDLER calls a second for so many seconds; answers their p50, p95 and the longest, in milliseconds.
    /// </summary>
    private static async Task<string> ProbeAsync(HttpRequest request)
    {
        var (perSecond, seconds) = (Number(request, "perSecond"), Number(request, "seconds"));
        var address = new Uri(await new StreamReader(request.Body).ReadToEndAsync());
        using var http = new HttpClient();
        var start = TimeProvider.System.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, perSecond * seconds).Select(async i =>
        {
            await Task.Delay(TimeSpan.FromSeconds((double)i / perSecond), TimeProvider.System);
            using var body = new StringContent(
                $"type=SMS&message_to=%2B79991234567&message_body=Hello&message_id=p{start:x}{i:x}", Encoding.ASCII,
                "application/x-www-form-urlencoded");
            var sent = TimeProvider.System.GetTimestamp();
            using var answer = await http.PostAsync(address, body);
            answer.EnsureSuccessStatusCode();
            return TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds;
        }));
        Array.Sort(took);
        return string.Create(CultureInfo.InvariantCulture, $"{took[took.Length / 2]} {took[(int)(took.Length * 0.95)]} {took[^1]}");
    }

    private static int Number(HttpRequest request, string name) => int.Parse(request.Query[name]!, CultureInfo.InvariantCulture);
}
