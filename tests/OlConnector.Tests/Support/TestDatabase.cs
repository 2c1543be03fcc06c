using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using OlConnector.Storage;

namespace OlConnector.Tests.Support;

/// <summary>
/// The database of a test's folder: a file in it, or, when <c>OLC_TEST_DATABASE</c>
/// says <c>postgresql</c>, a database of its own on the server that
/// <c>OLC_POSTGRES</c> names (tests/run starts one). The same tests run on both.
/// </summary>
internal static class TestDatabase
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Made = [];
    private static string? template;

    /// <summary>True when this run is on PostgreSQL.</summary>
    public static bool IsPostgreSql { get; } = string.Equals(
        Environment.GetEnvironmentVariable("OLC_TEST_DATABASE"), "postgresql", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key that wraps the key rings of all test nodes.</summary>
    public const string MasterKey = "a master key for tests, long enough to be one";

    private static string Server { get; } = Environment.GetEnvironmentVariable("OLC_POSTGRES") ?? "";

    /// <summary>Settings that lead to the folder's database, which exists afterwards.</summary>
    public static DatabaseOptions Options(string folder) =>
        IsPostgreSql
            ? new DatabaseOptions { Provider = "PostgreSql", ConnectionString = Existing(folder), Writers = 3 }
            : new DatabaseOptions();

    /// <summary>Settings that lead to a database in which nothing has been done yet.</summary>
    public static DatabaseOptions EmptyOptions(string folder)
    {
        if (!IsPostgreSql) return new DatabaseOptions();
        lock (Gate)
        {
            if (Made.Add(folder)) Execute(Server, $"CREATE DATABASE {NameOf(folder)}");
        }

        return new DatabaseOptions { Provider = "PostgreSql", ConnectionString = For(NameOf(folder)) };
    }

    /// <summary>The same as settings of a host.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(string folder)
    {
        if (!IsPostgreSql) yield break;
        yield return KeyValuePair.Create<string, string?>("Database:Provider", "PostgreSql");
        yield return KeyValuePair.Create<string, string?>("Database:ConnectionString", Existing(folder));
        yield return KeyValuePair.Create<string, string?>("Database:Writers", "3");
        yield return KeyValuePair.Create<string, string?>("Secrets:MasterKey", MasterKey);
    }

    /// <summary>The database that the host would open.</summary>
    public static Database Open(DatabaseOptions options, DataDirectory directory) =>
        options.Provider == "PostgreSql" ? new PostgreSqlDatabase(options) : new SqliteDatabase(options, directory);

    /// <summary>A connection of the test's own.</summary>
    public static DbConnection Connect(Database database)
    {
        DbConnection connection = IsPostgreSql
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(database.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Lets go of connections that are kept for later.</summary>
    public static void ClearPools()
    {
        if (!IsPostgreSql) SqliteConnection.ClearAllPools();
    }

    /// <summary>The folder goes, and its database with it.</summary>
    internal static void Drop(string folder)
    {
        lock (Gate)
        {
            if (!Made.Remove(folder)) return;
        }

        NpgsqlConnection.ClearAllPools();
        Execute(Server, $"DROP DATABASE IF EXISTS {NameOf(folder)} WITH (FORCE)");
    }

    private static string Existing(string folder)
    {
        lock (Gate)
        {
            template ??= MakeTemplate();
            if (Made.Add(folder)) Execute(Server, $"CREATE DATABASE {NameOf(folder)} TEMPLATE {template}");
        }

        return For(NameOf(folder));
    }

    /// <summary>Migrated once, copied for every test.</summary>
    private static string MakeTemplate()
    {
        if (Server.Length == 0) throw new InvalidOperationException("OLC_POSTGRES names no server. tests/run starts one.");
        var name = $"t_template_{Environment.ProcessId}";
        Execute(Server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        Execute(Server, $"CREATE DATABASE {name}");
        using var folder = new TempFolder();
        using var directory = new DataDirectory(folder.Path);
        new Migrator(new PostgreSqlDatabase(
            new DatabaseOptions { Provider = "PostgreSql", ConnectionString = For(name) + ";Pooling=false" }), directory).Migrate();
        return name;
    }

    private static string For(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ToString();

    private static string NameOf(string folder) => "t_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..24];

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
