using OlConnector.Harness.Verification;

namespace OlConnector.Harness.Modes;

/// <summary>The modes by their words.</summary>
public static class Playbill
{
    private static readonly Dictionary<string, Func<Stage, Task<IReadOnlyList<Outcome>>>> Modes = new(StringComparer.Ordinal)
    {
        ["kill"] = KillMode.RunAsync,
        ["webhooks"] = WebhookMode.RunAsync,
        ["files"] = FileMode.RunAsync,
        ["failpoints"] = FailPointMode.RunAsync,
        ["freeze"] = FreezeMode.RunAsync,
        ["clock"] = ClockMode.RunAsync,
        ["systemclock"] = ClockMode.FromOutsideAsync,
        ["diskfull"] = DiskFullMode.RunAsync,
        ["malformed"] = MalformedMode.RunAsync,
        ["postgres"] = PostgresMode.RunAsync,
        ["partition"] = NodesMode.PartitionAsync,
        ["nodes"] = NodesMode.RunAsync,
        ["freezes"] = NodesMode.FreezeAsync,
        ["prove"] = ProveMode.RunAsync,
    };

    /// <summary>The short tier is part of every submission; the long one is what the figures of docs/proof.md come from.</summary>
    private static readonly Dictionary<string, IReadOnlyList<Part>> Tiers = new(StringComparer.Ordinal)
    {
        ["short"] =
        [
            new("prove", 1), new("kill", 10), new("kill", 10, OnPostgres: true), new("nodes", 10),
            new("failpoints", 10), new("clock", 10), new("postgres", 10), new("freeze", 10), new("diskfull", 10),
            new("malformed", 10), new("webhooks", 5), new("files", 6),
        ],
        ["long"] =
        [
            new("prove", 1), new("kill", 200), new("kill", 200, OnPostgres: true), new("nodes", 100), new("failpoints", 100),
            new("failpoints", 50, OnPostgres: true), new("clock", 100), new("systemclock", 30), new("postgres", 50),
            new("partition", 30), new("freezes", 30), new("freeze", 30), new("diskfull", 20), new("malformed", 100),
            new("webhooks", 50), new("webhooks", 20, OnPostgres: true), new("files", 60), new("files", 30, OnPostgres: true),
        ],
    };

    private const int AtOnce = 2;

    /// <summary>How it is called.</summary>
    public static string Usage =>
        $"Usage: OlConnector.Harness {string.Join('|', Modes.Keys.Concat(Tiers.Keys))} [--rounds N] [--seed S]"
        + " [--database sqlite|postgres] [--keep]";

    /// <summary>True for a mode that exists.</summary>
    public static bool Knows(string mode) => Modes.ContainsKey(mode) || Tiers.ContainsKey(mode);

    /// <summary>Plays a mode, or a tier of them, and prints the table; true when nothing is held against the product.</summary>
    public static async Task<bool> RunAsync(Arguments arguments, TextWriter output, TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        await output.WriteLineAsync($"{arguments.Mode}: seed {arguments.Seed}");
        var outcomes = Tiers.TryGetValue(arguments.Mode, out var tier)
            ? await PlayTierAsync(tier, arguments, output, clock)
            : await PlayAsync(arguments, output, clock);
        await output.WriteLineAsync(Outcome.Head);
        foreach (var outcome in outcomes)
        {
            await output.WriteLineAsync(outcome.ToString());
            foreach (var note in outcome.Notes) await output.WriteLineAsync($"  - {note}");
        }

        var broken = outcomes.Count(outcome => outcome.Findings.Count > 0);
        await output.WriteLineAsync(
            $"{arguments.Mode}: {(broken == 0 ? "every promise was kept" : $"{broken} BROKEN")}, "
            + $"{outcomes.Count(outcome => outcome.WasSkipped)} skipped, seed {arguments.Seed}, "
            + $"{clock.GetElapsedTime(started).TotalSeconds:0} s");
        return broken == 0;
    }

    /// <summary>Two at a time: most of a world's time is waiting.</summary>
    private static async Task<IReadOnlyList<Outcome>> PlayTierAsync(
        IReadOnlyList<Part> tier, Arguments arguments, TextWriter output, TimeProvider clock)
    {
        var outcomes = new IReadOnlyList<Outcome>[tier.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, tier.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, _) =>
        {
            var part = tier[index];
            using var said = new StringWriter();
            outcomes[index] = await PlayAsync(
                arguments with
                {
                    Mode = part.Mode,
                    Rounds = part.Rounds,
                    OnPostgres = part.OnPostgres,
                    Seed = arguments.Seed + (index * 1000),
                }, said, clock);
            await TextWriter.Synchronized(output).WriteAsync(said.ToString());
        });
        return [.. outcomes.SelectMany(one => one)];
    }

    private static async Task<IReadOnlyList<Outcome>> PlayAsync(Arguments arguments, TextWriter output, TimeProvider clock)
    {
        await using var stage = new Stage(arguments, output, clock);
        var suffix = arguments.OnPostgres ? " pg" : "";
        try
        {
            if (arguments.OnPostgres && await stage.PostgresAsync() is null)
                return [Outcome.Skipped(arguments.Mode + suffix, Stage.NoPostgres)];
            return [.. (await Modes[arguments.Mode](stage)).Select(outcome => outcome with { Name = outcome.Name + suffix })];
        }
        catch (Exception broken)
        {
            // A world that breaks down must not take the other modes' results along; it is a failure all the same.
            return [new Outcome(arguments.Mode + suffix, 0,
                [new Finding(Charge.Odd, "the world", null, broken.Message)]) { Notes = [$"seed {arguments.Seed}: {broken}"] }];
        }
    }

    private sealed record Part(string Mode, int? Rounds, bool OnPostgres = false);
}
