using OlConnector.Harness.Sink;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>
/// The harness on trial: products broken on purpose, each of which it has to find out, and a sound one that it has to let pass.
/// </summary>
internal static class ProveMode
{
    /// <summary>Enough for every defect to show, each of which meets every tenth message or so.</summary>
    private const int Sends = 80;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<Defect, Charge> Expected = new()
    {
        [Defect.Lose] = Charge.Lost,
        [Defect.AckBeforeCommit] = Charge.Lost,
        [Defect.Double] = Charge.Double,
        [Defect.Resend] = Charge.Double,
        [Defect.Early] = Charge.Early,
    };

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var outcomes = new List<Outcome>();
        foreach (var (defect, charge) in Expected)
        {
            var found = await PlayAsync(stage, defect);
            var proof = found.Findings.FirstOrDefault(finding => finding.Charge == charge);
            await stage.SayAsync($"{defect}: {(proof is null ? "NOT FOUND" : $"found, {proof}")}");
            outcomes.Add(found with { Findings = Missed(found, defect, charge) });
        }

        return [.. outcomes, await PlayAsync(stage, null)];
    }

    private static Finding[] Missed(Outcome found, Defect defect, Charge charge) => found.Findings.Any(finding => finding.Charge == charge)
        ? []
        : [new Finding(charge, "the harness", null, $"the defect {defect} went unnoticed")];

    private static async Task<Outcome> PlayAsync(Stage stage, Defect? defect)
    {
        var settings = new WorldSettings
        {
            Defect = defect,
            Faults = new FaultPlan(Percent: 30, Lingering: false),
            Product = (await stage.UsualAsync()).Product,
            Keeps = stage.Arguments.Keeps,
        };
        return await stage.PlayAsync($"prove {defect?.ToString() ?? "sound"}",
            stage.Arguments.Seed, 1, settings, async (world, chance, _) =>
        {
            await world.StartNodeAsync();
            world.Generator.Start();
            await world.SentAsync(Sends, Patience);
            await world.KillAsync();
            await world.StartNodeAsync();
            await stage.WaitAsync(chance, 300, 500);
        });
    }
}
