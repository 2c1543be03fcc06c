using Microsoft.EntityFrameworkCore;

namespace OlConnector.Storage;

/// <summary>Brings the schema up to date before anything else starts. Nodes that start together take turns.</summary>
internal sealed class Migrator(Database database, DataDirectory directory)
{
    /// <summary>Applies what is missing.</summary>
    public void Migrate()
    {
        // On SQLite nobody else has the file then: what a dead process left in it may be removed.
        directory.EnsureHeld();
        using var connection = database.OpenForWriting();
        database.ForgetAbandonedMigration(connection);
        using var db = database.ForMigrating(connection);
        db.Database.Migrate();
    }

    /// <summary>Books that were moved are not sent from a second time.</summary>
    /// <exception cref="BooksMovedException">They were moved away from here, or may have been.</exception>
    public void RefuseMoved()
    {
        if (database.IsShared) return;
        using var db = database.Read();
        if (db.Moves.OrderBy(mark => mark.At).FirstOrDefault() is { } mark) throw new BooksMovedException(mark.At);
    }
}

/// <summary>The database of this file lives on elsewhere; the message says what to do.</summary>
internal sealed class BooksMovedException(DateTimeOffset at) : InvalidOperationException(
    $"This database was moved to PostgreSQL at {at:u}; what is sent from there must not be sent from here as well. "
    + "Start with Database:Provider=PostgreSql. If the move was cut off, run the same move once more: it finds out how far it came.");
