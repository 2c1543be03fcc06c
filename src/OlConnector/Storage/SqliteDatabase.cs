using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace OlConnector.Storage;

/// <summary>The embedded default: one file, one process, one writer.</summary>
internal sealed class SqliteDatabase(DatabaseOptions options, DataDirectory directory) : Database(
    string.IsNullOrWhiteSpace(options.ConnectionString)
        ? new SqliteConnectionStringBuilder { DataSource = directory.File(FileName), Pooling = true, DefaultTimeout = 30 }.ToString()
        : options.ConnectionString)
{
    private const string FileName = "olconnector.db";

    private const string OnWriting = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;
        PRAGMA wal_autocheckpoint=16384; PRAGMA secure_delete=ON;
        """;

    // SQLITE_DBCONFIG_ENABLE_QPSG (sqlite.org/c3ref/c_dbconfig_defensive.html): plans never look at bound values.
    private const int StableQueryPlans = 1007;

    // Result codes of SQLite's C interface (sqlite.org/rescode.html).
    private const int Busy = 5, ReadOnly = 8, InputOutput = 10, Full = 13, CannotOpen = 14;

    /// <inheritdoc/>
    public override bool IsShared => false;

    internal override string Begin => "BEGIN IMMEDIATE";

    internal override DbConnection OpenForWriting()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        // A prepared statement whose LIMIT is a bound value would be planned anew by each call: a third of a mailing message's CPU.
        SQLitePCL.raw.sqlite3_db_config(connection.Handle, StableQueryPlans, 1, out _);
        using var command = connection.CreateCommand();
        command.CommandText = OnWriting;
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>
    /// The pages are overwritten (secure_delete), but the write-ahead log keeps their earlier forms until it is used again. Writers wait
    /// meanwhile, so a reader that stays longer than a second is left to the next time.
    /// </summary>
    internal override void Scrub()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=1000; PRAGMA wal_checkpoint(TRUNCATE);";
        command.ExecuteNonQuery();
    }

    internal override IStatements StatementsOn(DbConnection connection) => new DirectStatements(connection);

    /// <summary>The data directory's lock is held, so a migration lock in the file is a dead process's.</summary>
    internal override void ForgetAbandonedMigration(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        command.ExecuteNonQuery();
    }

    internal override bool IsAway(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: Busy or ReadOnly or InputOutput or Full or CannotOpen }
        || (failure.InnerException is { } inner && IsAway(inner));

    internal override bool IsWorthRepeating(Exception failure) => false;

    private protected override void UseForReading(DbContextOptionsBuilder<OlConnectorDb> builder) => builder.UseSqlite(ConnectionString);

    private protected override void Use(DbContextOptionsBuilder<OlConnectorDb> builder, DbConnection connection) =>
        builder.UseSqlite(connection);
}
