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
}
