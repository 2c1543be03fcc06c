using System.Diagnostics;
using OlConnector.Harness.Load;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>
/// The data directory lies on a file system that is small, which fills up and is freed again, without and with a restart.
/// </summary>
internal static class DiskFullMode
{
    /// <summary>More than the write-ahead log takes before it is folded into the database (64 MB).</summary>
    private const int Megabytes = 192;
    private const int LeftFree = 500 * 1024;
    private const int EnoughRefusals = 20;
    private static readonly TimeSpan LongestFill = TimeSpan.FromSeconds(20);

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var rounds = stage.Arguments.Rounds ?? 2;
        var folder = Directory.CreateTempSubdirectory("olc-small-").FullName;
        try
        {
            if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "none", folder) != 0)
                return [Outcome.Skipped("disk full", "no small file system could be mounted here; it takes root")];
            return [await stage.PlayAsync(
                "disk full", stage.Arguments.Seed, rounds, Settings(stage, folder),
                (world, chance, notes) => PlayAsync(stage, world, chance, rounds, folder, notes))];
        }
        finally
        {
            await RunAsync("umount", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static WorldSettings Settings(Stage stage, string folder) => new()
    {
        Product = new Dictionary<string, string> { ["DataDirectory"] = Path.Combine(folder, "data") },
        Load = new LoadSettings(PerSecond: 200, Connections: 16),
        Keeps = stage.Arguments.Keeps,
    };

    private static async Task PlayAsync(Stage stage, World world, Random chance, int rounds, string folder, List<string> notes)
    {
        await world.StartNodeAsync();
        world.Generator.Start();
        for (var round = 0; round < rounds; round++)
        {
            await stage.WaitAsync(chance, 300, 600);
            var before = Refusals(world);
            FillUp(folder);
            var filledAt = stage.Clock.GetTimestamp();
            while (Refusals(world) - before < EnoughRefusals && stage.Clock.GetElapsedTime(filledAt) < LongestFill)
                await stage.WaitAsync(chance, 50, 60);
            // Whatever was in flight when the last page went has no room for its outcome.
            world.NoteDisruption();
            notes.Add(
                $"round {round}: {Refusals(world) - before} calls refused "
                + $"within {stage.Clock.GetElapsedTime(filledAt).TotalSeconds:0.0} s of a full disk");
            if (round % 2 == 1) await world.KillAsync();
            File.Delete(Ballast(folder));
            if (round % 2 == 1) await world.StartNodeAsync();
        }

        await stage.WaitAsync(chance, 500, 800);
    }

    private static int Refusals(World world) => world.Offers.Count(offer => !offer.IsAccepted);

    private static string Ballast(string folder) => Path.Combine(folder, "ballast");

    private static void FillUp(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace - LeftFree;
        using var ballast = File.Create(Ballast(folder));
        var block = new byte[64 * 1024];
        try
        {
            for (var written = 0L; written < free; written += block.Length) ballast.Write(block);
        }
        catch (IOException)
        {
            // The product wrote in the meantime and the disk is full before its time, which is what this is for.
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
