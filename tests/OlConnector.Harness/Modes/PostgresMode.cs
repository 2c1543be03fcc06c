using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>The database goes away under a working node: restarted in order, crashed, its sessions ended.</summary>
internal static class PostgresMode
{
    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var rounds = stage.Arguments.Rounds ?? 10;
        if (await stage.PostgresAsync() is not { } server) return [Outcome.Skipped("postgres", Stage.NoPostgres)];
        return [await stage.PlayAsync(
            "postgres", stage.Arguments.Seed, rounds, await stage.OnPostgresAsync(),
            (world, chance, notes) => PlayAsync(stage, server, world, chance, rounds, notes))];
    }

    private static async Task PlayAsync(Stage stage, PostgresServer server, World world, Random chance, int rounds, List<string> notes)
    {
        await world.StartNodeAsync();
        world.Generator.Start();
        var drawn = new int[3];
        for (var round = 0; round < rounds; round++)
        {
            await stage.WaitAsync(chance, 500, 1500);
            world.NoteDisruption();
            var draw = chance.Next(3);
            drawn[draw]++;
            await (draw switch
            {
                0 => server.RestartAsync("fast"),
                1 => server.RestartAsync("immediate"),
                _ => server.TerminateBackendsAsync(),
            });
            world.NoteDisruption();
        }

        await stage.WaitAsync(chance, 500, 1000);
        notes.Add($"{drawn[0]} restarts, {drawn[1]} crashes of the server, {drawn[2]} times all sessions ended");
    }
}
