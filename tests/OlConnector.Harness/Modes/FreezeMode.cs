using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>A node that stands still for longer than its claims last, and goes on as if nothing had been.</summary>
internal static class FreezeMode
{
    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var freezes = stage.Arguments.Rounds ?? 3;
        return [await stage.PlayAsync(
            "freeze", stage.Arguments.Seed, freezes, await stage.UsualAsync(),
            (world, chance, _) => PlayAsync(stage, world, chance, freezes))];
    }

    private static async Task PlayAsync(Stage stage, World world, Random chance, int freezes)
    {
        await world.StartNodeAsync();
        world.Generator.Start();
        for (var freeze = 0; freeze < freezes; freeze++)
        {
            await stage.WaitAsync(chance, 400, 1200);
            world.Node().Freeze();
            world.NoteDisruption();
            await stage.WaitAsync(chance, 4200, 5500);
            world.NoteThaw();
            world.Node().Thaw();
        }

        await stage.WaitAsync(chance, 400, 800);
    }
}
