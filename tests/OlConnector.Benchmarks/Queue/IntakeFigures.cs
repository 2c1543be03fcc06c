using System.Text;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Queue;

/// <summary>
/// HANDLER calls a second from 64 connections: stored durably, and the same endpoint with a writer that acknowledges without executing.
/// </summary>
internal static class IntakeFigures
{
    private const int Connections = 64;

    private const string Body =
        "module_id=sender&properties%5Bphone_number%5D=%2B79267654321"
        + "&properties%5Bmessage_text%5D=%7B%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%7C"
        + "%D0%94%D0%BE%D0%B1%D1%80%D1%8B%D0%B9+%D0%B4%D0%B5%D0%BD%D1%8C%7D%2C"
        + "+%D1%81%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0"
        + "&type=SMS&message_to=%2B79267654321"
        + "&message_body=%7B%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%7C"
        + "%D0%94%D0%BE%D0%B1%D1%80%D1%8B%D0%B9+%D0%B4%D0%B5%D0%BD%D1%8C%7D%2C"
        + "+%D1%81%D0%BA%D0%B8%D0%B4%D0%BA%D0%B0&ts=1786437801&message_id=";

    public static async Task RunAsync(TimeSpan length)
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        await MeasureAsync(host, TimeSpan.FromSeconds(2));
        var (durable, durableP99) = await MeasureAsync(host, length);
        host.Get<Writer>().AcknowledgesOnly = true;
        var (bare, bareP99) = await MeasureAsync(host, length);
        host.Get<Writer>().AcknowledgesOnly = false;
        QueueFigures.Print("Intake, durable (64 connections, SQLite FULL)", durable, "requests/s");
        QueueFigures.Print("Intake, writer acknowledges without executing", bare, "requests/s");
        QueueFigures.Print("  ratio", durable / bare, "");
        QueueFigures.Print("  p99 durable", durableP99, "ms");
        QueueFigures.Print("  p99 without storage", bareP99, "ms");
    }

    private static async Task<(double PerSecond, double P99)> MeasureAsync(ProductHost host, TimeSpan length)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var (clock, handler) = (TimeProvider.System, new Uri(host.Handlers[0]));
        var start = clock.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async client =>
        {
            var mine = new List<double>();
            for (var i = 0; clock.GetElapsedTime(start) < length; i++)
            {
                var sent = clock.GetTimestamp();
                using var body = new StringContent(
                    $"{Body}{start:x}{client:x2}{i:x8}", Encoding.ASCII, "application/x-www-form-urlencoded");
                using var answer = await http.PostAsync(handler, body);
                answer.EnsureSuccessStatusCode();
                mine.Add(clock.GetElapsedTime(sent).TotalMilliseconds);
            }

            return mine;
        }));
        var all = latencies.SelectMany(mine => mine).Order().ToArray();
        return (all.Length / clock.GetElapsedTime(start).TotalSeconds, all[(int)(all.Length * 0.99)]);
    }
}
