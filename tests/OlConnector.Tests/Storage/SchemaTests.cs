using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task Migrating_an_empty_database_gives_the_schema_of_the_model()
    {
        await using var migrated = new StorageWorld();
        using var folder = new TempFolder();
        using var directory = new DataDirectory(folder.Path);
        var made = TestDatabase.Open(TestDatabase.EmptyOptions(folder.Path), directory);
        using var ofModel = TestDatabase.Connect(made);
        using (var db = made.ForMigrating(ofModel)) db.GetService<IRelationalDatabaseCreator>().CreateTables();

        using var ofMigrations = migrated.Connect();
        var (fromMigrations, fromModel) = (SchemaReading.Of(ofMigrations), SchemaReading.Of(ofModel));

        fromModel.Count.ShouldBeGreaterThan(150, "the comparison must not be one of two empty lists");
        fromMigrations.Except(fromModel).ShouldBeEmpty("in the migrations only");
        fromModel.Except(fromMigrations).ShouldBeEmpty("in the model only");
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var world = new StorageWorld();
        await world.Writer.RunAsync(turn => StorageWorld.Write(turn, "kept"));
        using var connection = world.Connect();
        var before = SchemaReading.Of(connection);

        world.Migrator.Migrate();

        SchemaReading.Of(connection).ShouldBe(before);
        world.Codes().ShouldBe(["kept"]);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task A_migration_killed_before_its_first_table_does_not_block_the_next_start()
    {
        using var file = new EmptyFile();
        AbandonLock(file);

        await StartAsync(file);

        using var connection = file.Connect();
        SchemaReading.Of(connection).ShouldContain("messages counts its keys up for ever");
        HeldLocks(file).ShouldBe(0);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task A_migration_killed_when_all_was_done_does_not_block_the_next_start()
    {
        using var file = new EmptyFile();
        await StartAsync(file);
        AbandonLock(file);

        await StartAsync(file);

        HeldLocks(file).ShouldBe(0);
    }

    /// <summary>Takes EF's own migration lock and forgets it, as a killed process does.</summary>
    private static void AbandonLock(EmptyFile file)
    {
        using var db = file.OpenDb();
        db.Database.OpenConnection();
        _ = db.GetService<IHistoryRepository>().AcquireDatabaseLock();
        HeldLocks(file).ShouldBe(1);
    }

    private static async Task StartAsync(EmptyFile file) => await Task.Run(file.Migrator.Migrate).WaitAsync(TimeSpan.FromSeconds(60));

    private static int HeldLocks(EmptyFile file)
    {
        using var connection = file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"__EFMigrationsLock\"";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
