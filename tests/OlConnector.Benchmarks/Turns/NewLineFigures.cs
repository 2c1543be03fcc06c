using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using OlConnector.Benchmarks.Load;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;

namespace OlConnector.Benchmarks.Turns;

/// <summary>
/// New lines on many portals while other lines change all the time: is every HANDLER call after its 201 taken, on every node?
/// </summary>
internal static class NewLineFigures
{
    private const int Portals = 20;
    private const int Lines = 2_000;
    private const int Makers = 8;

    internal static async Task RunAsync(string? server, int nodes)
    {
        await using var scratch = server is null ? null : new ScratchDatabase(server);
        await using var one = await ProductHost.StartAsync(null, scratch?.Connection, ProductHost.StandingStill);
        await using var two = nodes == 1
            ? null
            : await ProductHost.StartAsync(null, scratch?.Connection, ProductHost.StandingStill);
        var programs = new List<HttpClient>();
        for (var i = 0; i < Portals; i++)
        {
            var portal = new PortalId($"{i:x32}");
            await one.AddLinesAsync(2, TimeSpan.FromSeconds(15), portal: portal);
            programs.Add(await one.AddProgramAsync(portal));
        }

        var (next, refused, changed, done) = (-1, 0, 0, false);
        var changes = programs.Take(4).Select(ChangeAsync).ToList();
        await Task.WhenAll(Enumerable.Range(0, Makers).Select(_ => MakeAsync()));
        done = true;
        await Task.WhenAll(changes);
        QueueFigures.Print(
            $"{Lines:N0} new lines, {nodes} node(s), {(server is null ? "SQLite" : "PostgreSQL")}: calls refused after the 201",
            refused, "");
        QueueFigures.Print("  changes of other lines meanwhile", changed, "");

        async Task MakeAsync()
        {
            using var http = new HttpClient();
            while (Interlocked.Increment(ref next) is var i && i < Lines)
            {
                using var made = await programs[i % Portals].PostAsJsonAsync("api/v1/lines", new
                {
                    name = $"Line {i}",
                    gateway = new { kind = "sandbox", settings = new { baseUrl = "http://127.0.0.1:9" } },
                });
                var path = new Uri((string)JsonNode.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["handlerUrl"]!)
                    .AbsolutePath;
                foreach (var node in two is null ? [one] : new[] { two, one })
                {
                    using var body = new StringContent(
                        $"type=SMS&message_to=%2B79990001122&message_body=x&message_id=m{i}", Encoding.ASCII,
                        "application/x-www-form-urlencoded");
                    using var answer = await http.PostAsync(new Uri(node.Url + path), body);
                    if (answer.StatusCode != HttpStatusCode.OK) Interlocked.Increment(ref refused);
                }
            }
        }

        async Task ChangeAsync(HttpClient program)
        {
            var lines = JsonNode.Parse(await program.GetStringAsync(new Uri("api/v1/lines", UriKind.Relative)))!["items"]!.AsArray();
            var line = (string)lines[0]!["id"]!;
            for (var jitter = 0; !Volatile.Read(ref done); jitter++)
            {
                using var answer = await program.PatchAsync(
                    new Uri($"api/v1/lines/{line}", UriKind.Relative), ChangeFigures.Patch(jitter % 100));
                answer.EnsureSuccessStatusCode();
                Interlocked.Increment(ref changed);
            }
        }
    }
}
