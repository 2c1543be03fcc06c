using System.Globalization;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>The wall clock is set forward and back, while the node works and while it is down. No burst, no stall, no gap cut short.</summary>
internal static class ClockMode
{
    private static readonly double[] Steps = [3, -3, 45, -45, 3600, -3600, 7200, -7200];

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var steps = stage.Arguments.Rounds ?? 10;
        return [await stage.PlayAsync("clock", stage.Arguments.Seed, steps, await stage.UsualAsync(), (world, chance, notes) => PlayAsync(stage, world, chance, steps, notes))];
    }

    private static async Task PlayAsync(Stage stage, World world, Random chance, int steps, List<string> notes)
    {
        var offset = 0.0;
        await world.StartNodeAsync();
        world.Generator.Start();
        for (var step = 1; step <= steps; step++)
        {
            await stage.WaitAsync(chance, 400, 1000);
            var by = Steps[chance.Next(Steps.Length)];
            offset += by;
            if (step % 4 == 0)
            {
                await world.KillAsync();
                await world.StartNodeAsync(0, new NodeWish(ClockOffset: offset));
            }
            else
            {
                await world.Node().AskAsync(string.Create(CultureInfo.InvariantCulture, $"step {by}"));
            }
        }

        await stage.WaitAsync(chance, 400, 800);
        notes.Add("the stepping clock is a TimeProvider of the node's; every fourth step happens while the node is down");
    }
}
