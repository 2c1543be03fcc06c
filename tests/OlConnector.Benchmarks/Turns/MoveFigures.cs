using Microsoft.Data.Sqlite;
using OlConnector.Benchmarks.Load;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Keeping.Moving;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Turns;

/// <summary>Books of so many messages, each with an attempt and a report, move from one's own file to a server.</summary>
internal static class MoveFigures
{
    private const string NewKeyText = """
        upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2)
            || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
        """;

    private const string Attempts = """
        INSERT INTO attempts (portal_id, message_sequence, number, started_at)
        SELECT portal_id, sequence, 1, accepted_at FROM messages
        """;

    private const string Tally = "UPDATE intake_tallies SET received = received + @more";

    internal static async Task RunAsync(int messages)
    {
        var server = Environment.GetEnvironmentVariable("OLC_POSTGRES")
            ?? throw new InvalidOperationException("OLC_POSTGRES names no server.");
        var folder = Directory.CreateTempSubdirectory("olconnector-bench-").FullName;
        try
        {
            await MakeAsync(folder, messages);
            await using var scratch = new ScratchDatabase(server);
            var start = TimeProvider.System.GetTimestamp();
            var code = MoveCommand.Run(
                ["--to", scratch.Connection, "--DataDirectory", folder, "--Secrets:MasterKey", ProductHost.MasterKey], Console.WriteLine);
            if (code != 0) throw new InvalidOperationException("It was not moved.");
            var took = TimeProvider.System.GetElapsedTime(start);
            QueueFigures.Print($"{messages:N0} messages moved, read back and compared", took.TotalSeconds, "s");
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            QueueFigures.Print("  most memory of the process", process.PeakWorkingSet64 / 1024.0 / 1024.0, "MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MakeAsync(string folder, int messages)
    {
        await using (var host = await ProductHost.StartAsync(folder, settings: ProductHost.StandingStill))
        {
            await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
            var (writer, acceptance) = (host.Get<Writer>(), host.Get<Acceptance>());
            var line = await writer.RunAsync(turn => turn.First("SELECT id FROM lines", row => new LineId(row.GetGuid(0))));
            await writer.RunAsync(turn => acceptance.Store(
                turn, ReportFigures.Letter(line, 1), MessageId.New(TimeProvider.System), TimeProvider.System.GetUtcNow()));
        }

        SqliteConnection.ClearAllPools();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "olconnector.db")};Pooling=False");
        connection.Open();
        var columns = Columns(connection).Where(column => column is not ("sequence" or "id" or "portal_message_id")).ToList();
        Execute(connection, $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {messages - 1})
            INSERT INTO messages (id, portal_message_id, {string.Join(", ", columns)})
            SELECT {NewKeyText}, 'copy-' || n, {string.Join(", ", columns)} FROM messages CROSS JOIN numbers WHERE sequence = 1
            """);
        Execute(connection, Attempts);
        Execute(connection, Tally.Replace("@more", $"{messages - 1}", StringComparison.Ordinal));
    }

    private static List<string> Columns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('messages')";
        using var rows = command.ExecuteReader();
        var all = new List<string>();
        while (rows.Read()) all.Add(rows.GetString(0));
        return all;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
