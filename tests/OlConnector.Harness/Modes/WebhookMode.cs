using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>kill -9 at random moments, while webhooks are told of all that happens.</summary>
internal static class WebhookMode
{
    private const int KillsOfAWorld = 5;

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var (left, outcomes) = (stage.Arguments.Rounds ?? KillsOfAWorld, new List<Outcome>());
        for (var seed = stage.Arguments.Seed; left > 0; seed++, left -= KillsOfAWorld)
        {
            var kills = Math.Min(left, KillsOfAWorld);
            outcomes.Add(await stage.PlayAsync(
                "webhooks", seed, kills, Telling(await stage.UsualAsync()),
                (world, chance, notes) => PlayAsync(stage, world, chance, kills, notes)));
        }

        return [Outcome.Sum(outcomes)];
    }

    private static WorldSettings Telling(WorldSettings usual) => new()
    {
        Keeps = usual.Keeps,
        HasWebhooks = true,
        Product = new Dictionary<string, string>(usual.Product) { ["Webhooks:Timeout"] = "00:00:02" },
    };

    private static async Task PlayAsync(Stage stage, World world, Random chance, int kills, List<string> notes)
    {
        await world.StartNodeAsync();
        world.Generator.Start();
        for (var kill = 0; kill < kills; kill++)
        {
            await stage.WaitAsync(chance, 300, 1500);
            // Whatever is on its way now may have been heard, and nobody will write that down.
            await world.KillAsync();
            await world.StartNodeAsync();
        }

        await stage.WaitAsync(chance, 300, 800);
        notes.Add($"{world.Receiver.Heard.Count} deliveries up to the last kill, {world.Receiver.Repeated} of them heard twice");
    }
}
