using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>kill -9 at random moments, under intake and dispatch.</summary>
internal static class KillMode
{
    private const int KillsOfAWorld = 10;

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var (left, outcomes) = (stage.Arguments.Rounds ?? 10, new List<Outcome>());
        for (var seed = stage.Arguments.Seed; left > 0; seed++, left -= KillsOfAWorld)
        {
            var kills = Math.Min(left, KillsOfAWorld);
            outcomes.Add(await stage.PlayAsync(
                "kill", seed, kills, await stage.UsualAsync(), (world, chance, _) => PlayAsync(stage, world, chance, kills)));
        }

        return [Outcome.Sum(outcomes)];
    }

    private static async Task PlayAsync(Stage stage, World world, Random chance, int kills)
    {
        await world.StartNodeAsync();
        world.Generator.Start();
        for (var kill = 0; kill < kills; kill++)
        {
            // From the middle of the start-up to the middle of full work.
            await stage.WaitAsync(chance, 100, 1500);
            if (chance.Next(4) == 0) await TurnAwayAsync(stage, world, chance);
            await world.KillAsync();
            await stage.WaitAsync(chance, 0, 200);
            await world.StartNodeAsync();
        }

        await stage.WaitAsync(chance, 300, 800);
    }

    /// <summary>The gateway is away for a while: what it has in hand is cut off, and connections are refused.</summary>
    private static async Task TurnAwayAsync(Stage stage, World world, Random chance)
    {
        world.Sink.Close();
        await stage.WaitAsync(chance, 100, 500);
        world.Sink.Open();
        await stage.WaitAsync(chance, 0, 300);
    }
}
