using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>Opens connections to the one SQLite file. Whoever writes does so in the <see cref="Writer"/>'s turn; everybody else reads.</summary>
public sealed class Database
{
    private readonly DbContextOptions<OlConnectorDb> _reading;

    public Database(IOptions<DatabaseOptions> options, DataDirectory directory)
    {
        ConnectionString = string.IsNullOrWhiteSpace(options.Value.ConnectionString)
            ? new SqliteConnectionStringBuilder { DataSource = directory.File("olconnector.db"), Pooling = true, DefaultTimeout = 30 }.ToString()
            : options.Value.ConnectionString;
        _reading = Configure(builder => builder.UseSqlite(ConnectionString));
    }

    /// <summary>How the file is reached. Holds no secret on SQLite.</summary>
    public string ConnectionString { get; }

    /// <summary>A context for reading; saving through it is refused.</summary>
    public OlConnectorDb Read() => new(_reading);

    /// <summary>A context on the writer's connection, inside its transaction.</summary>
    internal static OlConnectorDb Within(DbConnection connection) =>
        new(Configure(builder => builder.UseSqlite(connection))) { MayWrite = true, Database = { AutoTransactionBehavior = AutoTransactionBehavior.Never } };

    /// <summary>A context that may change the schema; its transactions are its own.</summary>
    internal static OlConnectorDb ForMigrating(DbConnection connection) => new(Configure(builder => builder.UseSqlite(connection))) { MayWrite = true };

    /// <summary>A connection of the caller's own, set up for durable writes (WAL, every commit flushed).</summary>
    internal SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384;";
        command.ExecuteNonQuery();
        return connection;
    }

    private static DbContextOptions<OlConnectorDb> Configure(Action<DbContextOptionsBuilder<OlConnectorDb>> provider)
    {
        var builder = new DbContextOptionsBuilder<OlConnectorDb>();
        provider(builder);
        // Migrations are hand-written and carry no snapshot; SchemaTests prove that they equal the model.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        return builder.Options;
    }
}
