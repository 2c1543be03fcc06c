using System.Globalization;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>Death at the places where a promise hangs by a thread.</summary>
internal static class FailPointMode
{
    /// <summary>A start that waited for a dead process's lock would take minutes.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);

    private static readonly FailPlace[] OfTheQueue =
        [FailPlace.AcceptedBeforeAnswer, FailPlace.IntentBeforeRequest, FailPlace.AnswerBeforeOutcome];

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var kills = Math.Max(1, (stage.Arguments.Rounds ?? 10) / 5);
        var (seed, outcomes) = (stage.Arguments.Seed, new List<Outcome>());
        foreach (var place in OfTheQueue)
            outcomes.Add(await stage.PlayAsync(
                Name(place), seed++, kills, await stage.UsualAsync(),
                (world, chance, _) => OfQueueAsync(stage, world, chance, place, kills)));
        outcomes.Add(await stage.PlayAsync(
            Name(FailPlace.StatusBatch), seed++, kills, await stage.UsualAsync(),
            (world, chance, _) => InBatchAsync(stage, world, chance, kills)));
        var starts = new List<Finding>();
        var migrated = await stage.PlayAsync(
            Name(FailPlace.Migration), seed, kills, await stage.UsualAsync(),
            (world, chance, notes) => InMigrationAsync(stage, world, chance, kills, starts, notes));
        outcomes.Add(migrated with { Findings = [.. migrated.Findings, .. starts] });
        return outcomes;
    }

    private static string Name(FailPlace place) => $"fail {place switch
    {
        FailPlace.AcceptedBeforeAnswer => "accepted",
        FailPlace.IntentBeforeRequest => "intent",
        FailPlace.AnswerBeforeOutcome => "answer",
        FailPlace.StatusBatch => "batch",
        _ => "migration",
    }}";

    private static async Task OfQueueAsync(Stage stage, World world, Random chance, FailPlace place, int kills)
    {
        world.Generator.Start();
        for (var kill = 0; kill < kills; kill++)
        {
            var node = await world.StartNodeAsync(0, new NodeWish(new FailPoint(place, chance.Next(1, 25))));
            await node.EndedAsync().WaitAsync(LongestLife, stage.Clock);
            world.NoteDisruption();
        }

        await world.StartNodeAsync();
        await stage.WaitAsync(chance, 300, 800);
    }

    /// <summary>The portal's end kills the node in the middle of a batch: half of it is taken, nothing of it answered.</summary>
    private static async Task InBatchAsync(Stage stage, World world, Random chance, int kills)
    {
        using var died = new SemaphoreSlim(0);
        var armed = 0;
        world.Portal.OnBatch = async _ =>
        {
            // Portals are told beside one another; one death is enough for a life.
            if (Interlocked.Exchange(ref armed, 0) == 0) return;
            await world.KillAsync();
            died.Release();
        };
        await world.StartNodeAsync();
        Volatile.Write(ref armed, 1);
        world.Generator.Start();
        await stage.WaitAsync(TimeSpan.FromSeconds(2));
        await world.Generator.StopAsync();
        for (var kill = 0; kill < kills; kill++)
        {
            if (!await died.WaitAsync(LongestLife)) throw new InvalidOperationException("No portal was told anything.");
            await world.StartNodeAsync();
            // The last life tells all to the end.
            Volatile.Write(ref armed, kill < kills - 1 ? 1 : 0);
        }

        world.AwaitsTellings = true;
    }

    private static async Task InMigrationAsync(
        Stage stage, World world, Random chance, int kills, List<Finding> findings, List<string> notes)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            var node = world.BeginNode(0, new NodeWish(new FailPoint(FailPlace.Migration, chance.Next(1, 30))));
            if (await node.ReadyAsync()) throw new InvalidOperationException("The node came through its migration alive.");
            world.NoteDisruption();
        }

        var started = await world.StartNodeAsync();
        var took = string.Create(CultureInfo.InvariantCulture,
            $"start after a death inside a migration: {started.StartTook.TotalSeconds:0.0} s");
        notes.Add(took);
        if (started.StartTook > LongestStart) findings.Add(new Finding(Charge.Stuck, "the node", null, took));
        world.Generator.Start();
        await stage.WaitAsync(chance, 800, 1200);
    }
}
