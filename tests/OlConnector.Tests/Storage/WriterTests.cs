using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OlConnector.Storage;
using SQLitePCL;

namespace OlConnector.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class WriterTests
{
    /// <summary>SQLITE_STMTSTATUS_REPREPARE (sqlite.org/c3ref/c_stmtstatus_counter.html).</summary>
    private const int PlannedAnew = 5;

    [Fact]
    public async Task Works_that_gather_share_one_commit_and_no_commit_holds_more_than_allowed()
    {
        await using var world = new StorageWorld(options => options.WritesPerCommit = 100);
        var commits = await CountCommitsAsync(world.Writer);
        using var held = await HeldTurn.TakeAsync(world.Writer, turn => StorageWorld.Write(turn, "first"));
        var gathered = Enumerable.Range(1, 250).Select(i => world.Writer.RunAsync(turn => StorageWorld.Write(turn, $"{i:000}"))).ToList();

        await held.LetGoAsync();
        await Task.WhenAll(gathered);

        commits().ShouldBe(3, "251 works at 100 a commit");
        world.Codes().Count.ShouldBe(251);
    }

    [Fact]
    public async Task A_lone_work_is_committed_at_once()
    {
        await using var world = new StorageWorld();
        var commits = await CountCommitsAsync(world.Writer);

        for (var i = 0; i < 5; i++) await world.Writer.RunAsync(turn => StorageWorld.Write(turn, $"{i}"));

        commits().ShouldBe(5);
    }

    [Fact]
    public async Task One_failing_work_fails_alone()
    {
        await using var world = new StorageWorld();
        using var held = await HeldTurn.TakeAsync(world.Writer, turn => StorageWorld.Write(turn, "first"));
        var before = world.Writer.RunAsync(turn => StorageWorld.Write(turn, "before"));
        var failing = world.Writer.RunAsync<int>(turn =>
        {
            StorageWorld.Write(turn, "never");
            throw new InvalidOperationException("this one only");
        });
        var after = world.Writer.RunAsync(turn => StorageWorld.Write(turn, "later"));

        (await held.LetGoAsync()).ShouldBe(1);

        (await before).ShouldBe(1);
        (await after).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(failing)).Message.ShouldBe("this one only");
        world.Codes().ShouldBe(["before", "first", "later"]);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_fails_its_own_work_only()
    {
        await using var world = new StorageWorld();
        using var held = await HeldTurn.TakeAsync(world.Writer, turn => StorageWorld.Write(turn, "taken"));
        var clashing = world.Writer.RunAsync(turn => StorageWorld.Write(turn, "taken"));
        var other = world.Writer.RunAsync(turn => StorageWorld.Write(turn, "free"));

        await held.LetGoAsync();

        await Should.ThrowAsync<SqliteException>(clashing);
        (await other).ShouldBe(1);
        world.Codes().ShouldBe(["free", "taken"]);
    }

    [Fact]
    public async Task A_work_that_throws_alone_leaves_no_trace_and_the_writer_goes_on()
    {
        await using var world = new StorageWorld();

        await Should.ThrowAsync<InvalidOperationException>(world.Writer.RunAsync<int>(turn =>
        {
            StorageWorld.Write(turn, "never");
            throw new InvalidOperationException();
        }));

        world.Codes().ShouldBeEmpty();
        await world.Writer.RunAsync(turn => StorageWorld.Write(turn, "next"));
        world.Codes().ShouldBe(["next"]);
    }

    [Fact]
    public async Task A_result_arrives_only_after_its_commit_is_visible_to_another_connection()
    {
        await using var world = new StorageWorld();

        var seen = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            await world.Writer.RunAsync(turn => StorageWorld.Write(turn, $"{i}"));
            return world.Codes().Contains($"{i}");
        }));

        seen.ShouldAllBe(isVisible => isVisible);
    }

    [Fact]
    public async Task A_work_that_has_run_but_is_not_committed_is_neither_answered_nor_visible()
    {
        await using var world = new StorageWorld();
        using var gathering = await HeldTurn.TakeAsync(world.Writer);
        var early = world.Writer.RunAsync(turn => StorageWorld.Write(turn, "early"));
        var late = HeldTurn.TakeAsync(world.Writer);
        gathering.LetGo();
        using var held = await late;

        early.IsCompleted.ShouldBeFalse("its commit also holds the work that is still running");
        world.Codes().ShouldBeEmpty();

        await held.LetGoAsync();
        (await early).ShouldBe(1);
        world.Codes().ShouldBe(["early"]);
    }

    [Fact]
    public async Task A_full_channel_refuses_and_what_it_refused_never_runs()
    {
        await using var world = new StorageWorld(options => options.WaitingWrites = 2);
        using var held = await HeldTurn.TakeAsync(world.Writer);

        world.Writer.TryRun(turn => StorageWorld.Write(turn, "a"), out var first).ShouldBeTrue();
        world.Writer.TryRun(turn => StorageWorld.Write(turn, "b"), out var second).ShouldBeTrue();
        world.Writer.TryRun(turn => StorageWorld.Write(turn, "c"), out var third).ShouldBeFalse();

        await held.LetGoAsync();
        (await first + await second).ShouldBe(2);
        third.IsCompleted.ShouldBeFalse();
        world.Codes().ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_writer_that_is_closed_finishes_what_waits()
    {
        await using var world = new StorageWorld();
        using var held = await HeldTurn.TakeAsync(world.Writer);
        var waiting = Enumerable.Range(0, 20).Select(i => world.Writer.RunAsync(turn => StorageWorld.Write(turn, $"{i:00}"))).ToList();

        var closing = Task.Run(async () => await world.Writer.DisposeAsync());
        await held.LetGoAsync();
        await closing;

        (await Task.WhenAll(waiting)).Sum().ShouldBe(20);
        world.Codes().Count.ShouldBe(20);
    }

    [Fact]
    public async Task Every_commit_is_flushed_to_the_disk()
    {
        await using var world = new StorageWorld();

        var (journal, synchronous) = await world.Writer.RunAsync(turn => (
            turn.First("PRAGMA journal_mode", row => row.GetString(0)), turn.First("PRAGMA synchronous", row => row.GetInt32(0))));

        journal.ShouldBe("wal");
        synchronous.ShouldBe(2, "2 is FULL");
    }

    [Fact]
    public async Task What_was_deleted_is_not_in_the_file_any_more()
    {
        await using var world = new StorageWorld();
        await world.Writer.RunAsync(turn => StorageWorld.Write(turn, "Melpomena"));
        FileOf(world).ShouldContain("Melpomena");

        await world.Writer.RunAsync(turn => turn.Execute("DELETE FROM retired_codes"));

        FileOf(world).ShouldNotContain("Melpomena");
    }

    /// <summary>The database's own file, with all that the write-ahead log held brought in.</summary>
    private static string FileOf(StorageWorld world)
    {
        using var connection = world.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
        return Encoding.Latin1.GetString(File.ReadAllBytes(world.Directory.File("olconnector.db")));
    }

    /// <summary>Counts the engine's own commits on the writer's connection (sqlite3_commit_hook), this call's one left out.</summary>
    [Fact]
    public async Task A_statement_that_is_kept_is_planned_once_whatever_its_limit_is()
    {
        await using var world = new StorageWorld();

        var plannedAnew = await world.Writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            var writer = ((SqliteConnection)db.Database.GetDbConnection()).Handle;
            raw.sqlite3_prepare_v2(writer, "SELECT code FROM retired_codes ORDER BY code LIMIT ?", out var kept);
            using (kept)
            {
                for (var most = 1; most <= 5; most++)
                {
                    raw.sqlite3_bind_int(kept, 1, most);
                    raw.sqlite3_step(kept).ShouldBe(raw.SQLITE_DONE);
                    raw.sqlite3_reset(kept);
                }

                return raw.sqlite3_stmt_status(kept, PlannedAnew, 0);
            }
        });

        plannedAnew.ShouldBe(0);
    }

    private static async Task<Func<int>> CountCommitsAsync(Writer writer)
    {
        var commits = 0;
        await writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            raw.sqlite3_commit_hook(((SqliteConnection)db.Database.GetDbConnection()).Handle, _ =>
            {
                Interlocked.Increment(ref commits);
                return 0;
            }, null);
        });
        var own = Volatile.Read(ref commits);
        return () => Volatile.Read(ref commits) - own;
    }
}
