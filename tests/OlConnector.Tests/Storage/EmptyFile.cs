using Microsoft.Data.Sqlite;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

/// <summary>A database file in which nothing has been done yet.</summary>
internal sealed class EmptyFile : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DataDirectory _directory;
    private readonly SqliteDatabase _database;

    internal EmptyFile()
    {
        _directory = new DataDirectory(_folder.Path);
        _database = new SqliteDatabase(new DatabaseOptions(), _directory);
        Migrator = new Migrator(_database, _directory);
    }

    internal Migrator Migrator { get; }

    /// <summary>A context that may change the schema.</summary>
    internal OlConnectorDb OpenDb() => _database.ForMigrating(Connect());

    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_database.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
        _folder.Dispose();
    }
}
