using System.Globalization;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>Two nodes on one database; one of them is killed, stopped, frozen, or cut off from it, and comes back.</summary>
internal static class NodesMode
{
    private const int RoundsOfAWorld = 10;

    /// <summary>
    /// What a line waits that nobody had in hand. The product's own figure is a second and is
    /// told; a charge has to hold on a machine whose cores are wanted by many.
    /// </summary>
    private static readonly TimeSpan Noticing = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What a silent node holds is free after this long at the latest: its claims after 4 s (see <see cref="World"/>), rows locked by a
    /// transaction that it left open after 4 s, messages that it was composing after 5 s.
    /// </summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    private static readonly Func<Stage, World, int, Random, Task>[] All = [KillAsync, StopAsync, FreezeAsync, CutAsync];

    internal static Task<IReadOnlyList<Outcome>> RunAsync(Stage stage) => RunAsync(stage, "nodes", All);

    internal static Task<IReadOnlyList<Outcome>> PartitionAsync(Stage stage) => RunAsync(stage, "partition", [CutAsync]);

    internal static Task<IReadOnlyList<Outcome>> FreezeAsync(Stage stage) => RunAsync(stage, "freeze, 2 nodes", [FreezeAsync]);

    private static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage, string name, Func<Stage, World, int, Random, Task>[] accidents)
    {
        if (await stage.PostgresAsync() is null) return [Outcome.Skipped(name, Stage.NoPostgres)];
        var (left, outcomes, takeovers) = (stage.Arguments.Rounds ?? 10, new List<Outcome>(), new List<Takeover>());
        for (var seed = stage.Arguments.Seed; left > 0; seed++, left -= RoundsOfAWorld)
        {
            var rounds = Math.Min(left, RoundsOfAWorld);
            using var wires = new Wires(await stage.OnPostgresAsync());
            outcomes.Add(await stage.PlayAsync(
                name, seed, rounds, wires.Settings,
                (world, chance, _) => PlayAsync(stage, world, wires, chance, rounds, accidents), takeovers));
        }

        var sum = Outcome.Sum(outcomes);
        return [sum with { Notes = [.. sum.Notes, Told(takeovers)], Findings = [.. sum.Findings, .. Late(takeovers)] }];
    }

    private static async Task PlayAsync(
        Stage stage, World world, Wires wires, Random chance, int rounds, Func<Stage, World, int, Random, Task>[] accidents)
    {
        world.Wires = wires;
        await world.StartNodeAsync(0);
        await world.StartNodeAsync(1);
        world.Generator.Start();
        for (var round = 0; round < rounds; round++)
        {
            await stage.WaitAsync(chance, 500, 1200);
            await accidents[chance.Next(accidents.Length)](stage, world, chance.Next(2), chance);
        }

        await stage.WaitAsync(chance, 500, 800);
    }

    private static async Task KillAsync(Stage stage, World world, int node, Random chance)
    {
        await world.Node(node).KillAsync();
        await world.NoteDropoutAsync();
        await stage.WaitAsync(chance, 1000, 3000);
        await world.StartNodeAsync(node);
    }

    private static async Task StopAsync(Stage stage, World world, int node, Random chance)
    {
        await world.NoteDropoutAsync();
        await world.Node(node).StopAsync();
        await stage.WaitAsync(chance, 500, 1000);
        await world.StartNodeAsync(node);
    }

    private static async Task FreezeAsync(Stage stage, World world, int node, Random chance)
    {
        world.Node(node).Freeze();
        await world.NoteDropoutAsync();
        await stage.WaitAsync(chance, 4500, 6000);
        world.NoteThaw();
        world.Node(node).Thaw();
    }

    private static async Task CutAsync(Stage stage, World world, int node, Random chance)
    {
        world.Wires!.Of(node).Cut();
        await world.NoteDropoutAsync();
        await stage.WaitAsync(chance, 2000, 7000);
        world.Wires.Of(node).Heal();
    }

    private static string Told(List<Takeover> takeovers)
    {
        var (idle, inFlight) = (takeovers.Where(one => !one.WasInFlight).Select(one => one.Late).Order().ToList(),
            takeovers.Where(one => one.WasInFlight).Select(one => one.Late).Order().ToList());
        return string.Create(CultureInfo.InvariantCulture,
            $"lines taken over: {idle.Count} idle, p50 {Part(idle, 0.5)}, p95 {Part(idle, 0.95)}, longest {Part(idle, 1)}, "
            + $"over 1 s {idle.Count(late => late.TotalSeconds > 1)}; {inFlight.Count} in flight, p95 {Part(inFlight, 0.95)}, "
            + $"longest {Part(inFlight, 1)} ms");
    }

    private static string Part(List<TimeSpan> sorted, double part) =>
        sorted.Count == 0 ? "-" : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))].TotalMilliseconds.ToString(
            "0", CultureInfo.InvariantCulture);

    private static IEnumerable<Finding> Late(List<Takeover> takeovers) =>
        takeovers.Where(one => one.Late > (one.WasInFlight ? LongestHold + one.Interval : TimeSpan.Zero) + Noticing)
        .Select(one => new Finding(Charge.Stuck, one.Line, one.MessageId,
            $"its line, {(one.WasInFlight ? "in hand" : "idle")} when a node dropped out, "
            + $"was taken over {one.Late.TotalMilliseconds:0} ms after it could"));
}
