using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OlConnector.Harness.Worlds;

/// <summary>A throw-away PostgreSQL (tests/postgres): one server for a run, a database for each world. It ends with the run.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _script;
    private readonly string _folder;
    private int _databases;
    private int _hasEnded;

    private PostgresServer(string script, string folder, string connection) =>
        (_script, _folder, Connection) = (script, folder, connection);

    /// <summary>How the server is reached.</summary>
    public string Connection { get; }

    /// <summary>The port it listens on.</summary>
    public int Port => new NpgsqlConnectionStringBuilder(Connection).Port;

    /// <summary>Makes and starts one; null where it is not installed.</summary>
    public static async Task<PostgresServer?> StartAsync()
    {
        if (OperatingSystem.IsWindows() || Script() is not { } script) return null;
        // The server's own user has to reach its folder.
        var outer = Directory.CreateTempSubdirectory("olc-pg-").FullName;
        var readable = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(outer, File.GetUnixFileMode(outer) | readable);
        var (ended, said) = await RunAsync(
            script, "start", Path.Combine(outer, "cluster"), Ports.Next().ToString(CultureInfo.InvariantCulture));
        if (ended == 0) return new PostgresServer(script, Path.Combine(outer, "cluster"), said.Trim());
        Directory.Delete(outer, recursive: true);
        return null;
    }

    /// <summary>A new database; the settings of the product that lead to it.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"world{++_databases}");
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(Connection) { Database = name }.ToString();
    }

    /// <summary>Restarts it: <c>fast</c> ends sessions in order, <c>immediate</c> is a crash.</summary>
    public Task RestartAsync(string how) => RunAsync(_script, "restart", _folder, how);

    /// <summary>Ends every session of the product from the server's side.</summary>
    public Task TerminateBackendsAsync() =>
        ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'OlConnector'");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A signal may come while the run ends.
        if (Interlocked.Exchange(ref _hasEnded, 1) == 1) return;
        NpgsqlConnection.ClearAllPools();
        await RunAsync(_script, "stop", _folder, "immediate");
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string? Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "tests", "postgres"))) return Path.Combine(folder.FullName, "tests", "postgres");
        }

        return null;
    }

    /// <summary>The server that is started inherits the output and never closes it: a line is all that is read.</summary>
    private static async Task<(int Ended, string Said)> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = arguments[0] == "start" ? await process.StandardOutput.ReadLineAsync() : "";
        await process.WaitForExitAsync();
        return (process.ExitCode, said ?? "");
    }
}
