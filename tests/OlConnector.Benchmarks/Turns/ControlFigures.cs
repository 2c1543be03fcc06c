using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OlConnector.Benchmarks.Load;
using OlConnector.Benchmarks.Queue;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Turns;

/// <summary>
/// How long a person waits for each action on a mailing of ten thousand, of which the guard holds all but a hundred. Goals: 1 s for an
/// action, 50 ms for a forecast.
/// </summary>
internal static class ControlFigures
{
    private const int Messages = 10_000, Moved = 500;

    internal static async Task RunAsync(string? server)
    {
        await using var scratch = server is null ? null : new ScratchDatabase(server);
        await using var host = await ProductHost.StartAsync(
            database: scratch?.Connection, settings: [ProductHost.StandingStill, ("Guard:Policy", "hold-excess")]);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        using var program = await host.AddProgramAsync(ProductHost.Portal);
        var engine = server is null ? "SQLite" : "PostgreSQL";
        Console.WriteLine($"A mailing of {Messages:N0} on {engine}, each call from its beginning to its answer:");
        // The first round compiles; the second is told.
        await PlayAsync(host, program, "warm", isTold: false);
        await PlayAsync(host, program, "told", isTold: true);
    }

    private static async Task PlayAsync(ProductHost host, HttpClient program, string name, bool isTold)
    {
        var line = await MakeAsync(host, $"{name}1");
        var id = await YoungestAsync(program);
        var path = $"campaigns/{id}";
        await CallAsync("read it", HttpMethod.Get, path);
        await CallAsync("forecast: its timeline", HttpMethod.Get, $"{path}/timeline");
        await CallAsync($"split {Messages - 100:N0} into waves", HttpMethod.Post, $"{path}/split",
            $$"""{"size":100,"gap":"01:00:00","acknowledge":{{Messages - 100}}}""");
        await CallAsync("cancel the waves", HttpMethod.Delete, $"{path}/waves");
        await CallAsync($"release {Messages - 100:N0}", HttpMethod.Post, $"{path}/release", $$"""{"acknowledge":{{Messages - 100}}}""");
        await host.Get<Composer>().ComposeDueAsync(CancellationToken.None);
        await CallAsync("pause", HttpMethod.Post, $"{path}/pause");
        await CallAsync("resume", HttpMethod.Post, $"{path}/resume");
        await CallAsync("change pace", HttpMethod.Patch, path, """{"perMinute":2,"interval":"00:00:20"}""");
        await CallAsync("forecast: its timeline, all queued", HttpMethod.Get, $"{path}/timeline");
        await CallAsync("forecast: the line with other settings, each moment", HttpMethod.Post, $"lines/{line}/forecast",
            """{"messages":10000,"marketingInterval":"00:00:20","each":true}""");
        await HoursAsync("hold");
        await CallAsync("forecast: its timeline, by the hours of each recipient", HttpMethod.Get, $"{path}/timeline");
        await HoursAsync("off");
        var moved = await SomeAsync(program, id);
        var apart = await CallAsync(
            $"separate {moved.Count:N0}", HttpMethod.Post, $"{path}/separate", $$"""{"messages":{{moved.ToJsonString()}}}""");
        await CallAsync("merge them again", HttpMethod.Post, $"{path}/merge", $$"""{"other":"{{(string)apart["id"]!}}"}""");
        await CallAsync($"clear {Messages:N0}", HttpMethod.Post, $"{path}/clear");
        await MakeAsync(host, $"{name}2");
        var other = await YoungestAsync(program);
        await CallAsync($"discard {Messages - 100:N0}", HttpMethod.Post, $"campaigns/{other}/discard");
        await CallAsync("stop", HttpMethod.Post, $"campaigns/{other}/stop");
        await CallAsync(
            $"restart of the {Messages:N0} unsent", HttpMethod.Post, $"campaigns/{other}/restart",
            $$"""{"which":"unsent","acknowledge":{{Messages}}}""");
        await MakeAsync(host, $"{name}3");
        var last = await YoungestAsync(program);
        await CallAsync($"stop {Messages:N0}", HttpMethod.Post, $"campaigns/{last}/stop");

        Task HoursAsync(string mode) => CallAsync(
            $"change the line's limits", HttpMethod.Patch, $"lines/{line}",
            $$"""{"limits": {"recipientHours": {"mode":"{{mode}}","from":"09:00","to":"21:00"} } }""");

        async Task<JsonNode> CallAsync(string what, HttpMethod method, string address, string? body = null)
        {
            using var call = new HttpRequestMessage(method, new Uri($"api/v1/{address}", UriKind.Relative));
            if (body is not null)
                call.Content = new StringContent(body, new MediaTypeHeaderValue(
                    method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"));
            var start = TimeProvider.System.GetTimestamp();
            using var answer = await program.SendAsync(call);
            var text = await answer.Content.ReadAsStringAsync();
            var took = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{what}: {(int)answer.StatusCode} {text}");
            if (isTold) QueueFigures.Print($"  {what}", took, "ms");
            return JsonNode.Parse(text) ?? new JsonObject();
        }
    }

    /// <summary>A mailing of a letter with a marker of its own, composed and admitted; answers its line.</summary>
    private static async Task<LineId> MakeAsync(ProductHost host, string marker)
    {
        var (writer, acceptance, clock) = (host.Get<Writer>(), host.Get<Acceptance>(), TimeProvider.System);
        var line = await writer.RunAsync(turn => turn.First("SELECT id FROM lines", row => new LineId(row.GetGuid(0))));
        foreach (var slice in Enumerable.Range(0, Messages).Chunk(500))
            await writer.RunAsync(turn => Array.ForEach(
                slice, i => acceptance.Store(turn, AMessage(line, marker, i), MessageId.New(clock), clock.GetUtcNow())));
        await host.Get<Composer>().ComposeDueAsync(CancellationToken.None);
        return line;
    }

    private static IncomingMessage AMessage(LineId line, string marker, int i) => new(
        ProductHost.Portal, line, $"olc_{line}", $"{marker}{i}", MessageSource.Marketing, Traffic.Marketing, $"+7999{1000000 + i}",
        $"{marker}: {{Здравствуйте|Добрый день}}, клиент {i}! Сегодня скидка на весь каталог. [[c:{marker}]]",
        "1", null);

    private static async Task<string> YoungestAsync(HttpClient program) =>
        (string)(await program.GetFromJsonAsync<JsonNode>(new Uri("api/v1/campaigns?limit=1", UriKind.Relative)))!["items"]![0]!["id"]!;

    private static async Task<JsonArray> SomeAsync(HttpClient program, string campaign)
    {
        var (found, next) = (new JsonArray(), "");
        while (found.Count < Moved)
        {
            var address = new Uri($"api/v1/messages?campaign={campaign}&state=queued&limit=100{next}", UriKind.Relative);
            var page = (await program.GetFromJsonAsync<JsonNode>(address))!;
            foreach (var message in page["items"]!.AsArray()) found.Add((string)message!["id"]!);
            if (page["next"] is not { } more) break;
            next = $"&cursor={Uri.EscapeDataString((string)more!)}";
        }

        return found;
    }
}
