using Npgsql;
using OlConnector.Engine;

namespace OlConnector.Benchmarks.Load;

/// <summary>A database of its own on a PostgreSQL server, dropped at the end.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name = $"bench_{NewKey.At(TimeProvider.System):N}";

    internal ScratchDatabase(string server)
    {
        _server = server;
        Execute($"CREATE DATABASE {_name}");
    }

    internal string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        Execute($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        return ValueTask.CompletedTask;
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_server + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
