using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OlConnector.Storage;

/// <summary>
/// Where the books are kept. Whoever writes does so in the <see cref="Writer"/>'s turn; everybody else reads. Two exist, with one
/// behaviour (docs/adr/0008).
/// </summary>
internal abstract class Database
{
    private readonly Lazy<DbContextOptions<OlConnectorDb>> _reading;

    private protected Database(string connectionString)
    {
        ConnectionString = connectionString;
        _reading = new Lazy<DbContextOptions<OlConnectorDb>>(() => Configure(UseForReading));
    }

    /// <summary>How the database is reached. Holds a password on PostgreSQL: never logged.</summary>
    public string ConnectionString { get; }

    /// <summary>True when other nodes may work on the same database at the same time.</summary>
    public abstract bool IsShared { get; }

    /// <summary>The statement that begins a writing transaction.</summary>
    internal abstract string Begin { get; }

    /// <summary>A context for reading; saving through it is refused.</summary>
    public OlConnectorDb Read() => new(_reading.Value);

    /// <summary>
    /// A context on the writer's connection, inside its transaction. On a shared database such transactions take turns: what is not hot
    /// need not think of others.
    /// </summary>
    internal virtual OlConnectorDb Within(DbConnection connection) =>
        new(Configure(builder => Use(builder, connection)))
        {
            MayWrite = true,
            Database = { AutoTransactionBehavior = AutoTransactionBehavior.Never },
        };

    /// <summary>A context that may change the schema; its transactions are its own.</summary>
    internal OlConnectorDb ForMigrating(DbConnection connection) => new(Configure(builder => Use(builder, connection))) { MayWrite = true };

    /// <summary>A connection of the caller's own, set up for durable writes.</summary>
    internal abstract DbConnection OpenForWriting();

    /// <summary>The way of statements to it.</summary>
    internal abstract IStatements StatementsOn(DbConnection connection);

    /// <summary>
    /// Takes what was deleted or overwritten out of the database's own log as well, as far as nobody reads in it. Not within a turn.
    /// </summary>
    internal virtual void Scrub()
    {
    }

    /// <summary>Removes what a process that died inside a migration left behind.</summary>
    internal abstract void ForgetAbandonedMigration(DbConnection connection);

    /// <summary>True when the failure is the database's, not the statement's: it is away, or its disk is full.</summary>
    internal abstract bool IsAway(Exception failure);

    /// <summary>True when the same work may well succeed at once: it lost against another node's.</summary>
    internal abstract bool IsWorthRepeating(Exception failure);

    private protected abstract void UseForReading(DbContextOptionsBuilder<OlConnectorDb> builder);

    private protected abstract void Use(DbContextOptionsBuilder<OlConnectorDb> builder, DbConnection connection);

    private static DbContextOptions<OlConnectorDb> Configure(Action<DbContextOptionsBuilder<OlConnectorDb>> provider)
    {
        var builder = new DbContextOptionsBuilder<OlConnectorDb>();
        provider(builder);
        builder.AddInterceptors(StorableParameters.Instance);
        // Migrations are hand-written and carry no snapshot; SchemaTests prove that they equal the model.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        return builder.Options;
    }
}
