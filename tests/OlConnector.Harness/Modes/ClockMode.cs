using System.Globalization;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>
/// The wall clock is set forward and back, while the node works and while it is down. No burst, no stall, no gap cut short. Once by a clock
/// inside the node, and once, where libfaketime is installed, from outside: then the runtime itself sees another time.
/// </summary>
internal static class ClockMode
{
    private static readonly double[] Steps = [3, -3, 45, -45, 3600, -3600, 7200, -7200];

    /// <summary>Where Debian puts it.</summary>
    private static readonly string[] Libraries =
        ["/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"];

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var steps = stage.Arguments.Rounds ?? 10;
        var inside = await stage.PlayAsync(
            "clock", stage.Arguments.Seed, steps, await stage.UsualAsync(),
            (world, chance, _) => PlayAsync(stage, world, chance, steps, new ClockInside(world)));
        return [inside];
    }

    internal static async Task<IReadOnlyList<Outcome>> FromOutsideAsync(Stage stage)
    {
        const string Name = "clock, system";
        var steps = stage.Arguments.Rounds ?? 10;
        if (Libraries.FirstOrDefault(File.Exists) is not { } library) return [Outcome.Skipped(Name, "libfaketime is not installed here")];
        var file = Path.GetTempFileName();
        try
        {
            var settings = new WorldSettings
            {
                Keeps = stage.Arguments.Keeps,
                Environment = new Dictionary<string, string>
                {
                    ["LD_PRELOAD"] = library,
                    ["FAKETIME_TIMESTAMP_FILE"] = file,
                    ["FAKETIME_NO_CACHE"] = "1",
                    ["DONT_FAKE_MONOTONIC"] = "1",
                },
            };
            return [await stage.PlayAsync(
                Name, stage.Arguments.Seed, steps, settings,
                (world, chance, _) => PlayAsync(stage, world, chance, steps, new ClockOutside(world, file)))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task PlayAsync(Stage stage, World world, Random chance, int steps, ISettableClock clock)
    {
        var offset = 0.0;
        await clock.StartNodeAsync(offset);
        world.Generator.Start();
        for (var step = 1; step <= steps; step++)
        {
            await stage.WaitAsync(chance, 400, 1000);
            var by = Steps[chance.Next(Steps.Length)];
            offset += by;
            if (step % 4 != 0)
            {
                await clock.StepAsync(by, offset);
                continue;
            }

            await world.KillAsync();
            await clock.StartNodeAsync(offset);
        }

        await stage.WaitAsync(chance, 400, 800);
    }

    /// <summary>Somebody who can set a node's wall clock.</summary>
    private interface ISettableClock
    {
        Task StartNodeAsync(double offset);

        Task StepAsync(double by, double offset);
    }

    private sealed class ClockInside(World world) : ISettableClock
    {
        public Task StartNodeAsync(double offset) => world.StartNodeAsync(0, new NodeWish(ClockOffset: offset));

        public Task StepAsync(double by, double offset) => world.Node().AskAsync(string.Create(CultureInfo.InvariantCulture, $"step {by}"));
    }

    private sealed class ClockOutside(World world, string file) : ISettableClock
    {
        public async Task StartNodeAsync(double offset)
        {
            await StepAsync(0, offset);
            await world.StartNodeAsync();
        }

        public Task StepAsync(double by, double offset) =>
            File.WriteAllTextAsync(file, offset.ToString("+0;-0", CultureInfo.InvariantCulture));
    }
}
