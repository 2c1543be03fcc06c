namespace OlConnector.Harness.Modes;

/// <summary>The modes by their words.</summary>
public static class Playbill
{
    private static readonly Dictionary<string, Func<Stage, Task<IReadOnlyList<Outcome>>>> Modes = new(StringComparer.Ordinal)
    {
        ["kill"] = KillMode.RunAsync,
        ["failpoints"] = FailPointMode.RunAsync,
        ["freeze"] = FreezeMode.RunAsync,
        ["clock"] = ClockMode.RunAsync,
        ["diskfull"] = DiskFullMode.RunAsync,
        ["malformed"] = MalformedMode.RunAsync,
        ["postgres"] = PostgresMode.RunAsync,
        ["partition"] = NodesMode.PartitionAsync,
        ["nodes"] = NodesMode.RunAsync,
        ["freezes"] = NodesMode.FreezeAsync,
        ["prove"] = ProveMode.RunAsync,
    };

    /// <summary>How it is called.</summary>
    public static string Usage => $"Usage: OlConnector.Harness {string.Join('|', Modes.Keys)} [--rounds N] [--seed S] [--database sqlite|postgres] [--keep]";

    /// <summary>True for a mode that exists.</summary>
    public static bool Knows(string mode) => Modes.ContainsKey(mode);

    /// <summary>Plays a mode and prints its table; true when nothing is held against the product.</summary>
    public static async Task<bool> RunAsync(Arguments arguments, TextWriter output, TimeProvider clock)
    {
        await output.WriteLineAsync($"{arguments.Mode}: seed {arguments.Seed}, {(arguments.OnPostgres ? "PostgreSQL" : "SQLite")}");
        var started = clock.GetTimestamp();
        await using var stage = new Stage(arguments, output, clock);
        var outcomes = arguments.OnPostgres && await stage.PostgresAsync() is null ? [Outcome.Skipped(arguments.Mode, Stage.NoPostgres)] : await Modes[arguments.Mode](stage);
        await output.WriteLineAsync(Outcome.Head);
        foreach (var outcome in outcomes)
        {
            await output.WriteLineAsync(outcome.ToString());
            foreach (var note in outcome.Notes) await output.WriteLineAsync($"  - {note}");
        }

        await output.WriteLineAsync($"{clock.GetElapsedTime(started).TotalSeconds:0} s");
        return outcomes.All(outcome => outcome.Findings.Count == 0);
    }
}
