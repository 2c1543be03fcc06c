using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OlConnector.Benchmarks.Load;

/// <summary>
/// Callers and gateway in a process of their own, so that their work is not the product's. Knows the
/// wire only: HANDLER bodies, and the gateway <c>sandbox</c> with a path for each line.
/// </summary>
internal static class Outside
{
    private static readonly ConcurrentDictionary<string, List<(long Arrived, long Answered)>> Sends = new(StringComparer.Ordinal);
    private static int _clients;

    /// <summary>Serves until its parent ends it.</summary>
    internal static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(args[1]);
        var latency = TimeSpan.FromMilliseconds(int.Parse(args[2], CultureInfo.InvariantCulture));
        app.MapPost("/{line}/messages", (string line) => TakeAsync(line, latency));
        app.MapPost("/drive", DriveAsync);
        app.MapAttackers();
        app.MapPost("/forget", () => Sends.Clear());
        app.MapGet("/count", () => Sends.Values.Sum(line => line.Count).ToString(CultureInfo.InvariantCulture));
        app.MapGet("/gaps", (double interval) => Gaps(TimeSpan.FromSeconds(interval)));
        await app.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task<IResult> TakeAsync(string line, TimeSpan latency)
    {
        var arrived = TimeProvider.System.GetTimestamp();
        if (latency > TimeSpan.Zero) await Task.Delay(latency, TimeProvider.System);
        var sends = Sends.GetOrAdd(line, _ => []);
        lock (sends) sends.Add((arrived, TimeProvider.System.GetTimestamp()));
        return Results.Text($$"""{"id":"{{line}}-{{arrived}}"}""", "application/json", statusCode: 201);
    }

    /// <summary>
    /// Posts so many HANDLER calls to the keys in turn; answers the calls that were
    /// not taken and the latency that 99 % kept, in milliseconds.
    /// </summary>
    private static async Task<string> DriveAsync(HttpRequest request)
    {
        var (count, connections, perSecond, marketing) = (
            Number(request, "count"), Number(request, "connections"), Number(request, "perSecond"), request.Query["marketing"] == "1");
        var keys = (await new StreamReader(request.Body).ReadToEndAsync()).Split('\n');
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        // No client hears twice: a mailing would leave the second letter out.
        var (next, refused, first, start) = (-1, 0, Interlocked.Add(ref _clients, count), TimeProvider.System.GetTimestamp());
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            var mine = new List<double>();
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                var due = perSecond == 0
                    ? TimeSpan.Zero
                    : TimeSpan.FromSeconds((double)i / perSecond) - TimeProvider.System.GetElapsedTime(start);
                if (due > TimeSpan.Zero) await Task.Delay(due, TimeProvider.System);
                using var body = new StringContent(
                    $"{(marketing ? "module_id=sender&" : "")}type=SMS"
                    + $"&message_to=%2B7999{1000000 + first + i}&message_body=Hello+number+{i}&message_id={start:x}{i:x}",
                    Encoding.ASCII, "application/x-www-form-urlencoded");
                var sent = TimeProvider.System.GetTimestamp();
                using var answer = await http.PostAsync(new Uri(keys[i % keys.Length]), body);
                mine.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
                if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref refused);
            }

            return mine;
        }));
        var all = latencies.SelectMany(mine => mine).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{refused} {all[(int)(all.Length * 0.99)]}");
    }

    /// <summary>
    /// Over all lines: gaps that were shorter than the interval, and by how much the others were longer, in
    /// milliseconds: the middle one, what 99 % kept, the longest; and how many there were.
    /// </summary>
    private static string Gaps(TimeSpan interval)
    {
        var late = Sends.Values.SelectMany(
            sends => sends.Zip(sends.Skip(1),
                (left, right) => (TimeProvider.System.GetElapsedTime(left.Answered, right.Arrived) - interval).TotalMilliseconds))
                .Order().ToArray();
        if (late.Length == 0) return "0 0 0 0 0";
        return string.Create(CultureInfo.InvariantCulture,
            $"{late.Count(gap => gap < 0)} {late[late.Length / 2]} {late[(int)(late.Length * 0.99)]} {late[^1]} {late.Length}");
    }

    private static int Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : 0;
}
