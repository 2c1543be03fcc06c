using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Tests.Storage;

public sealed class TurnTests
{
    private const string Insert = "INSERT INTO retired_codes (code) VALUES (@code)";
    private const string Rename = "UPDATE retired_codes SET code = @new WHERE code = @old";

    [Fact]
    public async Task A_context_for_reading_refuses_to_save()
    {
        await using var world = new StorageWorld();
        await using var db = world.Database.Read();
        db.Add(new RetiredCode { Code = "never" });

        Should.Throw<InvalidOperationException>(() => db.SaveChanges()).Message.ShouldContain("writer's turn");
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        world.Codes().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_statement_takes_its_values_by_name_in_whatever_order_they_are_given()
    {
        await using var world = new StorageWorld();
        await world.Writer.RunAsync(turn =>
        {
            StorageWorld.Write(turn, "first");
            StorageWorld.Write(turn, "second");
        });

        var renamed = await world.Writer.RunAsync(
            turn => turn.Execute(Rename, ("new", "1st"), ("old", "first")) + turn.Execute(Rename, ("old", "second"), ("new", "2nd")));

        renamed.ShouldBe(2);
        world.Codes().ShouldBe(["1st", "2nd"], ignoreOrder: true);
        await Should.ThrowAsync<ArgumentException>(() => world.Writer.RunAsync(turn => turn.Execute(Rename, ("old", "1st"))));
    }

    [Fact]
    public async Task A_context_within_the_turn_saves_in_the_turns_own_commit()
    {
        await using var world = new StorageWorld();
        using var held = await HeldTurn.TakeAsync(world.Writer, turn =>
        {
            using var db = turn.OpenDb();
            db.Add(new RetiredCode { Code = "by EF" });
            return db.SaveChanges() + StorageWorld.Write(turn, "by SQL");
        });

        world.Codes().ShouldBeEmpty();

        (await held.LetGoAsync()).ShouldBe(2);
        world.Codes().ShouldBe(["by EF", "by SQL"]);
    }

    [Fact]
    public async Task What_a_context_saved_is_gone_when_its_work_throws()
    {
        await using var world = new StorageWorld();

        await Should.ThrowAsync<InvalidOperationException>(world.Writer.RunAsync<int>(turn =>
        {
            using var db = turn.OpenDb();
            db.Add(new RetiredCode { Code = "never" });
            db.SaveChanges();
            throw new InvalidOperationException();
        }));

        await using var reading = world.Database.Read();
        (await reading.RetiredCodes.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_put_is_there_for_the_next_question_of_its_turn_and_for_everybody_after_the_commit()
    {
        await using var world = new StorageWorld();

        var seen = await world.Writer.RunAsync(turn =>
        {
            for (var i = 0; i < 1000; i++) turn.PutOne(Insert, ("code", $"{i:000}"));
            return turn.First("SELECT COUNT(*) FROM retired_codes", row => row.GetInt64(0));
        });

        seen.ShouldBe(1000);
        world.Codes().Count.ShouldBe(1000);
    }

    [Fact]
    public async Task What_is_put_is_there_for_a_context_of_its_turn()
    {
        await using var world = new StorageWorld();

        var seen = await world.Writer.RunAsync(turn =>
        {
            turn.Put(Insert, ("code", "put"));
            using var db = turn.OpenDb();
            return db.RetiredCodes.Count();
        });

        seen.ShouldBe(1);
    }

    [Fact]
    public async Task A_put_that_misses_its_one_row_undoes_the_whole_work_and_the_writer_goes_on()
    {
        await using var world = new StorageWorld();

        await Should.ThrowAsync<RowMissedException>(world.Writer.RunAsync(turn =>
        {
            turn.Put(Insert, ("code", "never"));
            turn.PutOne(Rename, ("old", "nobody"), ("new", "somebody"));
        }));
        await world.Writer.RunAsync(turn => turn.Put(Rename, ("old", "nobody"), ("new", "somebody")));
        await world.Writer.RunAsync(turn => turn.Put(Insert, ("code", "later")));

        world.Codes().ShouldBe(["later"]);
    }

    [Fact]
    public async Task What_a_put_changed_is_told_before_the_commit_and_may_count()
    {
        await using var world = new StorageWorld();
        await world.Writer.RunAsync(turn => turn.Put(Insert, ("code", "there")));
        var told = new List<int>();

        await world.Writer.RunAsync(turn =>
        {
            foreach (var code in new[] { "there", "new" })
                turn.Put("INSERT INTO retired_codes (code) VALUES (@code) ON CONFLICT (code) DO NOTHING", rows =>
                {
                    told.Add(rows);
                    if (rows > 0) turn.CountUp("new ones", (at, number) => at.Put(Insert, ("code", $"{number} new")));
                }, ("code", code));
        });

        told.ShouldBe([0, 1]);
        world.Codes().ShouldBe(["1 new", "new", "there"]);
    }

    [Fact]
    public async Task A_put_that_the_database_refuses_fails_its_own_work_only()
    {
        await using var world = new StorageWorld();
        using var held = await HeldTurn.TakeAsync(world.Writer, turn => StorageWorld.Write(turn, "taken"));
        var clashing = world.Writer.RunAsync(turn =>
        {
            turn.Put(Insert, ("code", "never"));
            turn.Put(Insert, ("code", "taken"));
        });
        var other = world.Writer.RunAsync(turn => turn.Put(Insert, ("code", "free")));

        await held.LetGoAsync();

        await Should.ThrowAsync<System.Data.Common.DbException>(clashing);
        await other;
        world.Codes().ShouldBe(["free", "taken"]);
    }

    [Theory]
    [InlineData]
    [InlineData("plain")]
    [InlineData("plain", "O'Brien", "\"quoted\"", "Привет", "🙂", "a\\b", "not there")]
    public async Task A_set_of_any_size_and_any_characters_finds_what_is_in_it(params string[] wanted)
    {
        await using var world = new StorageWorld();
        string[] stored = ["plain", "O'Brien", "\"quoted\"", "Привет", "🙂", "a\\b", "alone"];
        await world.Writer.RunAsync(turn => Array.ForEach(stored, code => turn.Put(Insert, ("code", code))));

        var found = await world.Writer.RunAsync(
            turn => turn.Query($"SELECT code FROM retired_codes WHERE code {RowSet.GatewayIds}",
                row => row.GetString(0), ("gateways", wanted)));

        found.ShouldBe(stored.Intersect(wanted, StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public async Task A_value_goes_wherever_its_name_stands_and_one_that_is_not_named_goes_nowhere()
    {
        await using var world = new StorageWorld();
        await world.Writer.RunAsync(turn => turn.Put(Insert, ("unused", 1), ("code", "old"), ("code_of", "x")));

        var changed = await world.Writer.RunAsync(turn => turn.Execute(
            "UPDATE retired_codes SET code = @code_of WHERE code = @code AND @code <> @code_of",
            ("code_of", "new"), ("unused", 1), ("code", "old")));

        changed.ShouldBe(1);
        world.Codes().ShouldBe(["new"]);
    }
}
