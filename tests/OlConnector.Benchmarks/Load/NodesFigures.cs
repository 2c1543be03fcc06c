using Npgsql;
using OlConnector.Benchmarks.Queue;

namespace OlConnector.Benchmarks.Load;

/// <summary>What a second node on one PostgreSQL adds when the sending is limited by the gateway: each node may have so many sends under way, and each takes its time.</summary>
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
        var name = $"load_{Environment.ProcessId}_{(second ? 2 : 1)}";
        Execute(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        Execute(server, $"CREATE DATABASE {name}");
        var database = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        await using var outside = await OutsideWorld.StartAsync(LatencyMilliseconds);
        double rate;
        await using (var one = await LoadHost.StartAsync(database: database, settings: ("Dispatching:SendSlots", Slots)))
        {
            await one.AddLinesAsync(400, outside.Url, TimeSpan.FromMilliseconds(1));
            await using var two = second ? await LoadHost.StartAsync(database: database, settings: ("Dispatching:SendSlots", Slots)) : null;
            await LoadFigures.SendAsync(outside, one, 500);
            var start = TimeProvider.System.GetTimestamp();
            await LoadFigures.SendAsync(outside, one, messages / 4);
            rate = messages / 4 / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        NpgsqlConnection.ClearAllPools();
        Execute(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        return rate;
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
