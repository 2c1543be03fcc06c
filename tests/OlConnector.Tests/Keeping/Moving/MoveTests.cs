using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Sandbox;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Deploy;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Keeping.Moving;

/// <summary>One's own file becomes a database on a server: all of it or nothing, and nothing is sent from two places.</summary>
[Trait("Database", "PostgreSql")]
public sealed class MoveTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task An_installation_goes_on_where_it_stopped_with_its_pace_its_secrets_and_equal_books()
    {
        using var world = new MoveWorld();
        var clock = new ScaledTimeProvider(60);
        await using var cloud = await SandboxCloud.StartAsync(new SandboxOptions(), clock);
        GivenLine line;
        await using (var before = await StartAsync(world, cloud, clock, MoveWorld.Embedded))
        {
            line = await before.LineAsync(cloud.Portal.MemberId, cloud.Phones.BaseUrl);
            for (var i = 0; i < 6; i++) await HandAsync(before, line, i);
            await cloud.Phones.WaitForAsync(2);
            for (var i = 0; i < 3; i++) await TakeUnitAsync(before, line);
        }

        world.Move().Code.ShouldBe(0);

        await using var after = await StartAsync(world, cloud, clock, []);
        await HandAsync(after, line, 3);
        var received = await cloud.Phones.WaitForAsync(6);
        cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        received.Zip(received.Skip(1), (first, second) => second.ReceivedAt - first.ReceivedAt).Min().ShouldBeGreaterThanOrEqualTo(Pace);
        (await UnitsAsync(after, line)).ShouldBe(7, "the demo's ledger knows the portal by the same name");
        await using var db = after.Services.GetRequiredService<Database>().Read();
        (await db.Messages.CountAsync()).ShouldBe(6, "what was handed over again is known");
        (await after.Services.GetRequiredService<BooksComparison>().CompareAsync(CancellationToken.None)).ShouldBeEmpty();
        after.Services.GetRequiredService<SecretBox>().Unprotect((await db.Portals.SingleAsync()).ApplicationToken!)
            .ShouldBe(Given.ApplicationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_stands_in_any_table_arrives_and_numbers_go_on_behind_the_last(int seed)
    {
        using var world = new MoveWorld();
        world.Migrate();
        var tables = RandomRows.Fill(world, seed);

        var (code, said) = world.Move();

        code.ShouldBe(0, said);
        using var from = world.Source();
        using var into = world.Target();
        tables.Count.ShouldBeGreaterThan(30, "the reading must see something");
        foreach (var (table, columns) in tables)
            MoveWorld.Rows(into, table, columns).ShouldBe(MoveWorld.Rows(from, table, columns), table);
        var last = (long)MoveWorld.Scalar(from, "SELECT seq FROM sqlite_sequence WHERE name = 'messages'")!;
        MoveWorld.Scalar(into, "SELECT nextval(pg_get_serial_sequence('messages', 'sequence'))").ShouldBe(last + 1);
    }

    [Fact]
    public async Task A_move_that_is_killed_leaves_nothing_there_and_is_done_by_the_next_one()
    {
        using var world = new MoveWorld();
        world.Migrate();
        RandomRows.Fill(world, seed: 4, rows: 2_000);

        using (var first = StartProcess(world))
        {
            string? line;
            do line = await first.StandardOutput.ReadLineAsync();
            while (line is not null && !line.StartsWith("campaigns:", StringComparison.Ordinal));
            line.ShouldNotBeNull("it ended before it could be killed");
            first.Kill();
            await first.WaitForExitAsync();
        }

        world.CountThere("campaigns").ShouldBe(0);
        using (var second = StartProcess(world))
        {
            var said = await second.StandardOutput.ReadToEndAsync();
            await second.WaitForExitAsync();
            second.ExitCode.ShouldBe(0, said);
        }

        world.CountThere("messages").ShouldBe(2_000);
    }

    [Fact]
    public async Task Nothing_starts_on_a_database_that_was_moved_and_a_second_move_changes_nothing()
    {
        using var world = new MoveWorld();
        world.Migrate();
        RandomRows.Fill(world, seed: 5);
        world.Move().Code.ShouldBe(0);

        await StartIsRefusedAsync(world);

        var (code, said) = world.Move();
        code.ShouldBe(0);
        said.ShouldContain("Nothing to do");
        world.CountThere("messages").ShouldBe(20);
    }

    [Fact]
    public async Task A_move_cut_off_just_before_its_end_keeps_the_old_database_shut_until_it_is_repeated()
    {
        using var world = new MoveWorld();
        world.Migrate();
        RandomRows.Fill(world, seed: 6);
        using (var source = world.Source())
            MoveWorld.Scalar(source, "INSERT INTO moves (id, at) VALUES ('0198C0DE-0000-7000-8000-000000000001', 0)");

        await StartIsRefusedAsync(world);

        world.Move().Code.ShouldBe(0);
        world.CountThere("messages").ShouldBe(20);
        using var from = world.Source();
        MoveWorld.Scalar(from, "SELECT COUNT(*) FROM moves").ShouldBe(1L);
    }

    [Fact]
    public async Task It_moves_into_an_empty_database_only_on_which_no_node_runs()
    {
        using var world = new MoveWorld();
        world.Migrate();
        await using (await Product.StartAsync(new FakeTimeProvider(Given.Morning), settings: [.. TargetOf(world)]))
            world.Move().ShouldSatisfyAllConditions(
                move => move.Code.ShouldBe(1), move => move.Said.ShouldContain("A node runs on the new database"));
        world.EndConnectionsThere();
        using (var target = world.Target()) MoveWorld.Scalar(target, "INSERT INTO retired_codes (code) VALUES ('x')");

        var (code, said) = world.Move();

        code.ShouldBe(1);
        said.ShouldContain("there are rows in retired_codes");
        using var from = world.Source();
        MoveWorld.Scalar(from, "SELECT COUNT(*) FROM moves").ShouldBe(0L, "the old one goes on");
    }

    [Theory]
    [InlineData("--to", "", "Say where to")]
    [InlineData("--to", "nonsense", "--to is no connection string")]
    [InlineData("--to", "Host=127.0.0.1;Port=1;Username=x;Database=x", "The database cannot be used")]
    [InlineData("--Secrets:MasterKey", "", "Set Secrets:MasterKey")]
    [InlineData("--Secrets:MasterKey", "short", "at least 32 characters")]
    [InlineData("--Database:Provider", "PostgreSql", "Database:ConnectionString is needed")]
    public void What_is_said_wrong_is_answered_with_what_to_do(string setting, string value, string answer)
    {
        using var world = new MoveWorld();
        world.Migrate();

        var (code, said) = world.Move(setting, value);

        code.ShouldBe(1);
        said.ShouldContain(answer);
    }

    [Fact]
    public async Task A_ring_that_another_master_key_wrapped_is_refused_before_anything_moves()
    {
        using var world = new MoveWorld();
        await using (var before = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), folder: world.Folder,
            settings: [.. MoveWorld.Embedded[..2], ("Secrets:MasterKey", "another master key that is long enough, too")]))
            before.Services.GetRequiredService<SecretBox>().Protect("token");
        SqliteConnection.ClearAllPools();

        var (code, said) = world.Move();

        code.ShouldBe(1);
        said.ShouldContain("another Secrets:MasterKey");
    }

    private static async Task StartIsRefusedAsync(MoveWorld world)
    {
        var (code, said) = await SystemProgram.RunAsync(
            "dotnet", folder: null, Path.Combine(AppContext.BaseDirectory, "OlConnector.dll"), "--DataDirectory", world.Folder,
            "--urls", "http://127.0.0.1:0", "--Bitrix24:ClientId", "app.test", "--Bitrix24:ClientSecret", "secret",
            "--Bitrix24:PublicUrl", "https://olc.example.com");
        code.ShouldBe(1, said);
        said.ShouldContain("This database was moved to PostgreSQL");
    }

    private static IEnumerable<(string, string)> TargetOf(MoveWorld world) =>
        TestDatabase.Settings(world.Folder).Select(pair => (pair.Key, pair.Value!));

    private static Task<Product> StartAsync(
        MoveWorld world, SandboxCloud cloud, TimeProvider clock, (string Name, string Value)[] settings) =>
        Product.StartAsync(clock, cloud, world.Folder,
            settings: [("Dispatching:SendTimeout", "00:05:00"), ("Dispatching:ClaimExpiry", "00:10:00"), .. settings]);

    private static async Task HandAsync(Product product, GivenLine line, int number)
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = "sender",
            ["message_id"] = $"m{number}",
            ["message_to"] = $"+7999123450{number}",
            ["message_body"] = "{Hello|Hi}, this is a letter",
            ["type"] = "SMS",
        };
        (await product.Http.PostAsync($"/b24/sms/{line.HandlerKey}", new FormUrlEncodedContent(form))).EnsureSuccessStatusCode();
    }

    private static Task<bool> TakeUnitAsync(Product product, GivenLine line) =>
        product.Services.GetRequiredService<Writer>().RunAsync(
            turn => product.Services.GetRequiredService<DemoLedgers>().TryTake(turn, line.Portal));

    private static Task<int> UnitsAsync(Product product, GivenLine line) =>
        product.Services.GetRequiredService<Writer>().RunAsync(
            turn => product.Services.GetRequiredService<DemoLedgers>().Left(turn, line.Portal));

    private static Process StartProcess(MoveWorld world)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "OlConnector.dll"), "move", "--to", world.To, "--DataDirectory", world.Folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["Secrets__MasterKey"] = TestDatabase.MasterKey;
        return Process.Start(start)!;
    }
}
