using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using OlConnector.Keeping.Moving;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Keeping.Moving;

/// <summary>A data directory with the embedded database in it, and an empty database on the server beside it.</summary>
internal sealed class MoveWorld : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Settings of a node on the embedded database, whatever the rest of this run is on.</summary>
    internal static readonly (string Name, string Value)[] Embedded =
    [
        ("Database:Provider", "Sqlite"), ("Database:ConnectionString", ""), ("Secrets:MasterKey", ""),
    ];

    /// <summary>The data directory of both.</summary>
    internal string Folder => _folder.Path;

    /// <summary>How the new database is reached.</summary>
    internal string To { get; }

    internal MoveWorld() => To = TestDatabase.Options(_folder.Path).ConnectionString!;

    /// <summary>A move as a person starts it.</summary>
    internal (int Code, string Said) Move(params string[] more)
    {
        var said = new List<string>();
        var code = MoveCommand.Run(
            ["--to", To, "--DataDirectory", Folder, "--Secrets:MasterKey", TestDatabase.MasterKey, .. more], said.Add);
        return (code, string.Join('\n', said));
    }

    /// <summary>Brings the embedded database's schema up, and nothing else.</summary>
    internal void Migrate()
    {
        using var directory = new DataDirectory(Folder);
        new Migrator(new SqliteDatabase(new DatabaseOptions(), directory), directory).Migrate();
    }

    internal SqliteConnection Source()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "olconnector.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    internal NpgsqlConnection Target()
    {
        var connection = new NpgsqlConnection($"{To};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>A host in this process leaves connections behind, as no process that ended does.</summary>
    internal void EndConnectionsThere()
    {
        using var connection = Target();
        Scalar(connection, """
            SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);
    }

    internal long CountThere(string table)
    {
        using var connection = Target();
        return (long)Scalar(connection, $"SELECT COUNT(*) FROM \"{table}\"")!;
    }

    internal static object? Scalar(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Every row as one text, sorted, read without the help of the product: times, keys and flags look the same on both.</summary>
    internal static List<string> Rows(System.Data.Common.DbConnection connection, string table, IReadOnlyList<string> columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM \"{table}\"";
        using var rows = command.ExecuteReader();
        var all = new List<string>();
        while (rows.Read()) all.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(at => Told(rows.GetValue(at)))));
        return [.. all.Order(StringComparer.Ordinal)];
    }

    private static string Told(object value) => value switch
    {
        DBNull => "-",
        bool flag => flag ? "1" : "0",
        Guid key => key.ToString("D").ToUpperInvariant(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    public void Dispose() => _folder.Dispose();
}
