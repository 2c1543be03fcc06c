using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OlConnector.Storage;

/// <summary>The database for several nodes: any number of them share it. PostgreSQL 15 or newer.</summary>
internal sealed partial class PostgreSqlDatabase : Database
{
    /// <summary>The key of the lock under which transactions that are not hot take turns.</summary>
    private const long ColdWorkLock = 0x6F6C63;

    /// <summary>Statements that a connection keeps prepared: about as many as the hot paths have.</summary>
    private const int KeptStatements = 200;

    private static readonly string[] OnWriting =
    [
        "SET synchronous_commit = on",
        // A node that froze inside a transaction must not hold its row locks for ever.
        "SET idle_in_transaction_session_timeout = '4s'",
        "SET lock_timeout = '10s'",
        // Every hot statement has its index. A plan that is made anew each time costs more than it can win, and one that was made while
        // the tables were empty must not read them whole later.
        "SET plan_cache_mode = force_generic_plan",
        "SET enable_seqscan = off",
    ];

    private readonly NpgsqlDataSource _source;

    /// <param name="options">Names the server.</param>
    public PostgreSqlDatabase(DatabaseOptions options) : base(Complete(options.ConnectionString!)) =>
        _source = NpgsqlDataSource.Create(ConnectionString);

    /// <inheritdoc/>
    public override bool IsShared => true;

    internal override string Begin => "BEGIN";

    internal override DbConnection OpenForWriting()
    {
        var connection = _source.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = string.Join("; ", OnWriting);
        command.ExecuteNonQuery();
        return connection;
    }

    internal override IStatements StatementsOn(DbConnection connection) => new PipelinedStatements(connection, Translate);

    /// <summary>Row locks and sets as the server has them (docs/adr/0008); nothing else of a statement changes.</summary>
    private static string Translate(string sql) => Sets().Replace(
        sql.Replace(RowLock.Wait, "FOR UPDATE", StringComparison.Ordinal)
            .Replace(RowLock.Skip, "FOR UPDATE SKIP LOCKED", StringComparison.Ordinal),
        "= ANY(${set})");

    [GeneratedRegex(@"IN \(SELECT value FROM json_each\((?<set>@[a-z]+)\)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sets();

    /// <summary>PostgreSQL's migration lock is a table lock: it goes with the connection of the process that died.</summary>
    internal override void ForgetAbandonedMigration(DbConnection connection)
    {
    }

    internal override OlConnectorDb Within(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_xact_lock({ColdWorkLock})";
        command.ExecuteNonQuery();
        return base.Within(connection);
    }

    internal override bool IsAway(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState[..2] is "08" or "25" or "53" or "57" or "58"
            || refused.SqlState == PostgresErrorCodes.LockNotAvailable,
        NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException => true,
        _ => failure.InnerException is { } inner && IsAway(inner),
    };

    /// <summary>Whoever looked for a row, found none and lost the race to insert it, finds it the next time.</summary>
    internal override bool IsWorthRepeating(Exception failure) =>
        failure is RowMissedException
        || (failure is PostgresException refused && IsLostRace(refused.SqlState))
        || (failure.InnerException is { } inner && IsWorthRepeating(inner));

    private static bool IsLostRace(string sqlState) =>
        sqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation;

    private protected override void UseForReading(DbContextOptionsBuilder<OlConnectorDb> builder) => builder.UseNpgsql(_source);

    private protected override void Use(DbContextOptionsBuilder<OlConnectorDb> builder, DbConnection connection) =>
        builder.UseNpgsql(connection);

    private static string Complete(string given)
    {
        var complete = new NpgsqlConnectionStringBuilder(given)
        {
            ApplicationName = "OlConnector",
            MaxAutoPrepare = KeptStatements,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        if (!given.Contains("Timeout", StringComparison.OrdinalIgnoreCase)) (complete.Timeout, complete.CommandTimeout) = (5, 15);
        if (!given.Contains("Keepalive", StringComparison.OrdinalIgnoreCase)) complete.KeepAlive = 15;
        return complete.ToString();
    }
}
