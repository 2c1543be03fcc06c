using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Quotas;

namespace OlConnector.Tests.Storage;

public sealed class TurnTests
{
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
}
