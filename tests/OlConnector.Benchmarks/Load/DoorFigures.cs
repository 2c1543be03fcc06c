using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Web.Sessions;

namespace OlConnector.Benchmarks.Load;

/// <summary>What strangers and other portals can take from a portal: memory by hostile bodies, time by dear calls.</summary>
internal static class DoorFigures
{
    private const int AtOnce = 3;
    private const int ProbesPerSecond = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>The portal whose people attack; the one whose calls are timed is <see cref="ProductHost.Portal"/>.</summary>
    private static readonly PortalId Attacker = new("0bad0bad0bad0bad0bad0bad0bad0bad");

    /// <summary>How much larger the process is at its largest while it reads each body, several at once, and what that costs.</summary>
    internal static async Task HostileAsync()
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        using var http = new HttpClient();
        var handler = host.Handlers[0];
        foreach (var door in (string[])[$"{host.Url}/b24/events", $"{host.Url}/b24/app", $"{host.Url}/b24/install", handler])
            foreach (var (what, type, body) in HostileBodies.OfPortals()) await MeasureAsync(host, http, door, what, type, body);
        var hook = handler.Replace("/b24/sms/", "/hooks/sandbox/", StringComparison.Ordinal) + "h";
        foreach (var door in (string[])[$"{host.Url}/api/v1/session", hook])
            foreach (var (what, type, body) in HostileBodies.OfPrograms()) await MeasureAsync(host, http, door, what, type, body);
    }

    /// <summary>HANDLER calls while strangers read the description of the API.</summary>
    internal static Task DescriptionAsync() => CompareAsync(
        "the description asked for over 16 connections", _ => Task.CompletedTask,
        (outside, host) => outside.AttackAsync(new Uri($"{host.Url}/openapi/v1.json"), 16));

    /// <summary>HANDLER calls while people of another portal ask for what costs much.</summary>
    internal static async Task DearAsync(int messages)
    {
        var hostile = string.Concat(Enumerable.Repeat("{a|b|c|d|e|f|g|h|i|j}", 190));
        var preview = JsonConvert.SerializeObject(new { items = Enumerable.Repeat(new { template = hostile }, 100) });
        await CompareAsync(
            "40 dry runs of hostile texts by another portal's viewer",
            host => host.AddLinesAsync(1, TimeSpan.FromSeconds(15), portal: Attacker),
            (outside, host) => outside.AttackAsync(new Uri($"{host.Url}/api/v1/text/preview"), 40, TokenOf(host), preview));
        await CompareAsync(
            $"50 searches in another portal's {messages:N0} messages", host => FillAsync(host, messages),
            (outside, host) => outside.AttackAsync(new Uri($"{host.Url}/api/v1/messages?q=nowhere"), 50, TokenOf(host)));
    }

    private static async Task CompareAsync(
        string what, Func<ProductHost, Task> prepare, Func<OutsideWorld, ProductHost, Task> attack)
    {
        await using var outside = await OutsideWorld.StartAsync();
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        var handler = host.Handlers[0];
        await prepare(host);
        await outside.ProbeAsync(handler, ProbesPerSecond, seconds: 5);
        var quiet = await outside.ProbeAsync(handler, ProbesPerSecond, seconds: 15);
        await attack(outside, host);
        var (stopped, start) = (GC.GetTotalPauseDuration(), TimeProvider.System.GetTimestamp());
        var attacked = await outside.ProbeAsync(handler, ProbesPerSecond, seconds: 15);
        var share = (GC.GetTotalPauseDuration() - stopped) / TimeProvider.System.GetElapsedTime(start);
        Console.WriteLine($"HANDLER calls of another portal, {what} ({await outside.PeaceAsync()})");
        QueueFigures.Print("  p50 quiet", quiet.P50, "ms");
        QueueFigures.Print("  p50 attacked", attacked.P50, "ms");
        QueueFigures.Print("  p95 quiet", quiet.P95, "ms");
        QueueFigures.Print("  p95 attacked", attacked.P95, "ms");
        QueueFigures.Print("  longest attacked", attacked.Longest, "ms");
        QueueFigures.Print("  time that the collector stopped everybody", share * 100, "%");
        QueueFigures.Print("  ratio of p95", attacked.P95 / quiet.P95, "");
    }

    private static async Task FillAsync(ProductHost host, int messages)
    {
        await host.AddLinesAsync(1, TimeSpan.FromMinutes(10), portal: Attacker);
        await host.Get<Writer>().RunAsync(
            turn => turn.Execute(ClaimFigures.Fill, ("count", messages), ("portal", Attacker), ("lines", 2)));
    }

    private static string TokenOf(ProductHost host) => host.Get<SessionTokens>()
        .Issue(new PortalSession(Attacker, "7", "Viewer", IsAdmin: false, "en", TimeZone: null)).Token;

    private static async Task MeasureAsync(ProductHost host, HttpClient http, string door, string what, string type, byte[] body)
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        var (before, cpu) = (process.WorkingSet64, process.TotalProcessorTime);
        var calls = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => StatusAsync(http, door, type, body)));
        var largest = before;
        while (await Task.WhenAny(calls, Task.Delay(Look, TimeProvider.System)) != calls)
        {
            process.Refresh();
            largest = Math.Max(largest, process.WorkingSet64);
        }

        process.Refresh();
        largest = Math.Max(largest, process.WorkingSet64);
        var path = new Uri(door).AbsolutePath;
        path = path.StartsWith("/b24/sms", StringComparison.Ordinal) || path.StartsWith("/hooks", StringComparison.Ordinal)
            ? path[..path.LastIndexOf('/')]
            : path;
        var status = string.Join(' ', (await calls).Distinct());
        QueueFigures.Print($"{path}: {what}, {AtOnce} × {body.Length:N0} bytes → {status}", (largest - before) / 1048576.0, "MiB");
        QueueFigures.Print("  CPU", (process.TotalProcessorTime - cpu).TotalMilliseconds, "ms");
    }

    private static async Task<int> StatusAsync(HttpClient http, string door, string type, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var answer = await http.PostAsync(new Uri(door), content);
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode;
    }
}
