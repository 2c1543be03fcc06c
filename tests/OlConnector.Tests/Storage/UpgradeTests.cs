using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

/// <summary>A database that an older version left behind, with rows in it.</summary>
public sealed class UpgradeTests
{
    private const string Rows = """
        INSERT INTO portals (id, domain, client_endpoint, authorization_server, state, status, token_version, needs_reauthorization,
                             language, time_zone, installed_at, literal_spintax, accept_any_number, missing_value)
        VALUES ('3b7f', 'a.bitrix24.ru', 'https://a.bitrix24.ru/rest/', 'https://oauth.bitrix24.tech', 'active', 'P', 0, FALSE,
                'ru', 'UTC', 0, FALSE, FALSE, 'hold');
        INSERT INTO lines (portal_id, id, code, name, state, connection, gateway_kind, gateway_settings, marketing_interval,
                           direct_interval, jitter, resend_unknown, treat_as_marketing, is_registered, handler_key_hash, handler_key,
                           hook_key_hash, hook_key, created_at, version)
        VALUES ('3b7f', '00000000-0000-0000-0000-000000000001', 'olc_1', 'Line', 'active', 'connected', 'sandbox', '', 15000,
                500, 0, FALSE, FALSE, TRUE, 'h', '', 'k', '', 0, 1);
        INSERT INTO messages (portal_id, id, line_id, code, portal_message_id, source, traffic, raw_to, template, state, history,
                              accepted_at, compose_after, expires_at, attempt, counted_attempts, is_guard_counted, is_released,
                              has_demo_unit)
        VALUES ('3b7f', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'olc_1', 'm1', 'direct',
                'direct', '+79161234567', 'Hello', 'accepted', '', 0, 0, 1, 0, 0, FALSE, FALSE, FALSE)
        """;

    private const string OfBooks = """
        INSERT INTO campaigns (portal_id, id, line_id, kind, name, rank, started_at, last_arrival_at, first_text, is_paused, is_live, size,
                               is_held_by_guard, version)
        VALUES ('3b7f', '00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000001', 'marketing', 'A letter', 0, 0, 0,
                'Hello', FALSE, TRUE, 1, FALSE, 0);
        INSERT INTO messages (portal_id, id, line_id, code, portal_message_id, source, traffic, raw_to, template, state, history,
                              accepted_at, compose_after, expires_at, attempt, counted_attempts, is_guard_counted, is_released,
                              has_demo_unit, campaign_id)
        VALUES ('3b7f', '00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001', 'olc_1', 'm2', 'marketing',
                'marketing', '+79161234567', 'Hello', 'sent', '', 1000000, 0, 1, 0, 0, FALSE, FALSE, FALSE,
                '00000000-0000-0000-0000-000000000003');
        INSERT INTO intake_tallies (portal_id, line_id, day, received)
        VALUES ('3b7f', '00000000-0000-0000-0000-000000000001', 0, 3), ('3b7f', '00000000-0000-0000-0000-000000000001', 20, 4)
        """;

    [Fact]
    public async Task Lines_and_messages_of_the_version_before_are_there_and_go_on()
    {
        using var folder = new TempFolder();
        using var directory = new DataDirectory(folder.Path);
        var options = TestDatabase.EmptyOptions(folder.Path);
        var database = TestDatabase.Open(options, directory);
        await LeaveBehindAsync(database, "0007_GatewayAnswers", Rows);

        new Migrator(database, directory).Migrate();

        await using var writer = new Writer(database, Options.Create(options));
        var line = new LineId(new Guid(0, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
        await using var db = database.Read();
        (await LineReading.Of(db.Lines, db.Portals).SingleAsync()).ShouldSatisfyAllConditions(
            reading => reading.Id.ShouldBe(line), reading => reading.Revision.ShouldBe(0), reading => reading.HandlerKeyHash.ShouldBe("h"));
        await writer.RunAsync(turn => Revisions.Note(turn, line));
        (await LineReading.Of(db.Lines, db.Portals).SingleAsync()).Revision.ShouldBe(1);
        var batch = await writer.RunAsync(turn => FairBatch.Take(turn, after: null, 10, TimeSpan.FromSeconds(5), Given.Morning));
        batch.Messages.ShouldHaveSingleItem().Row.LineId.ShouldBe(line);
        TestDatabase.ClearPools();
    }

    [Fact]
    public async Task Tallies_of_days_become_tallies_of_quarters_and_a_difference_stays_on_its_day()
    {
        using var folder = new TempFolder();
        using var directory = new DataDirectory(folder.Path);
        var options = TestDatabase.EmptyOptions(folder.Path);
        var database = TestDatabase.Open(options, directory);
        await LeaveBehindAsync(database, "0021_Control", $"{Rows};{OfBooks}");

        new Migrator(database, directory).Migrate();

        await using var db = database.Read();
        (await db.IntakeTallies.OrderBy(tally => tally.Quarter).Select(tally => new { tally.Quarter, tally.Received }).ToListAsync())
            .Select(tally => (tally.Quarter, tally.Received))
            .ShouldBe([(0, 2), (1, 1), (20 * 96, 4)], "of three on the first day one is lost");
        (await db.Campaigns.SingleAsync()).Received.ShouldBe(1);
        TestDatabase.ClearPools();
    }

    private static async Task LeaveBehindAsync(OlConnector.Storage.Database database, string version, string rows)
    {
        await using var connection = TestDatabase.Connect(database);
        await using var before = database.ForMigrating(connection);
        MigrateTo(version, before);
        await using var command = connection.CreateCommand();
        command.CommandText = rows;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>EF goes to a version of one's choice only where names begin with a moment, which ours do not.</summary>
    private static void MigrateTo(string version, OlConnectorDb db)
    {
        var (assembly, history) = (db.GetService<IMigrationsAssembly>(), db.GetService<IHistoryRepository>());
        history.Create();
        foreach (var (id, type) in assembly.Migrations.Where(known => string.CompareOrdinal(known.Key, version) <= 0))
        {
            var migration = assembly.CreateMigration(type, db.Database.ProviderName!);
            db.GetService<IMigrationCommandExecutor>().ExecuteNonQuery(
                db.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations), db.GetService<IRelationalConnection>());
            db.Database.ExecuteSqlRaw(history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())));
        }
    }
}
