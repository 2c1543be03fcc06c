using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

/// <summary>A migrated database file with its one writer, as the host has them, and nothing else of the host.</summary>
internal sealed class StorageWorld : IAsyncDisposable
{
    private const string Insert = "INSERT INTO retired_codes (code) VALUES (@code)";

    private readonly TempFolder _folder = new();

    /// <summary>Makes the file and brings its schema up.</summary>
    /// <param name="configure">Changes the database's settings.</param>
    public StorageWorld(Action<DatabaseOptions>? configure = null)
    {
        var options = new FixedOptions<DatabaseOptions>(TestDatabase.Options(_folder.Path));
        configure?.Invoke(options.Value);
        Directory = new DataDirectory(_folder.Path);
        Database = TestDatabase.Open(options.Value, Directory);
        Migrator = new Migrator(Database, Directory);
        Migrator.Migrate();
        Writer = new Writer(Database, options);
    }

    /// <summary>Its folder, locked.</summary>
    public DataDirectory Directory { get; }

    /// <summary>The file.</summary>
    public Database Database { get; }

    /// <summary>Brings the schema up again.</summary>
    public Migrator Migrator { get; }

    /// <summary>The one writer.</summary>
    public Writer Writer { get; }

    /// <summary>A small row that no rule of the house looks at.</summary>
    public static int Write(WriteTurn turn, string code) => turn.Execute(Insert, ("code", code));

    /// <summary>The rows as another connection sees them.</summary>
    public IReadOnlyList<string> Codes()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT code FROM retired_codes ORDER BY code";
        using var reader = command.ExecuteReader();
        var codes = new List<string>();
        while (reader.Read()) codes.Add(reader.GetString(0));
        return codes;
    }

    /// <summary>A connection of the test's own.</summary>
    public DbConnection Connect() => TestDatabase.Connect(Database);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        TestDatabase.ClearPools();
        Directory.Dispose();
        _folder.Dispose();
    }
}
