using Microsoft.EntityFrameworkCore;

namespace OlConnector.Storage;

/// <summary>Brings the schema up to date before anything else starts.</summary>
public sealed class Migrator(Database database, DataDirectory directory)
{
    /// <summary>Applies what is missing. The data directory's lock is held, so a migration lock in the file is a dead process's.</summary>
    public void Migrate()
    {
        ArgumentNullException.ThrowIfNull(directory);
        using var connection = database.OpenForWriting();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
            command.ExecuteNonQuery();
        }

        using var db = Database.ForMigrating(connection);
        db.Database.Migrate();
    }
}
