using OlConnector.Benchmarks.Queue;

namespace OlConnector.Benchmarks.Load;

/// <summary>
/// What a second node on one PostgreSQL adds when the sending is limited by the gateway:
/// each node may have so many sends under way, and each takes its time.
/// </summary>
internal static class NodesFigures
{
    private const int LatencyMilliseconds = 200;
    private const string Slots = "40";

    internal static async Task RunAsync(string server, int messages)
    {
        var alone = await MeasureAsync(server, messages, second: false);
        var together = await MeasureAsync(server, messages, second: true);
        QueueFigures.Print($"One node on PostgreSQL, {Slots} sends of {LatencyMilliseconds} ms at once", alone, "messages/s");
        QueueFigures.Print("Two nodes", together, "messages/s");
        QueueFigures.Print("  ratio", together / alone, "");
    }

    private static async Task<double> MeasureAsync(string server, int messages, bool second)
    {
        await using var scratch = new ScratchDatabase(server);
        await using var outside = await OutsideWorld.StartAsync(LatencyMilliseconds);
        await using var one = await ProductHost.StartAsync(database: scratch.Connection, settings: ("Dispatching:SendSlots", Slots));
        await one.AddLinesAsync(400, TimeSpan.FromMilliseconds(1), outside.Url);
        await using var two = second ? await ProductHost.StartAsync(
            database: scratch.Connection, settings: ("Dispatching:SendSlots", Slots)) : null;
        await LoadFigures.SendAsync(outside, one, 500);
        var start = TimeProvider.System.GetTimestamp();
        await LoadFigures.SendAsync(outside, one, messages / 4);
        return messages / 4 / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
