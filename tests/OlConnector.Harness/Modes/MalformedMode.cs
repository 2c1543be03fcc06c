using System.Collections.Concurrent;
using System.Globalization;
using OlConnector.Harness.Load;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Modes;

/// <summary>Requests that no honest caller makes, to every public address: no crash, no 5xx, nothing stored, memory as before.</summary>
internal static class MalformedMode
{
    private const int RequestsOfARound = 1000;
    private const int WarmUp = 3000;
    private const int Callers = 8;
    /// <summary>What HTTP itself wants said to a version that does not exist (RFC 9110 §15.6.6).</summary>
    private const int VersionNotSupported = 505;

    private const long MemoryMayGrow = 16 * 1024 * 1024;

    internal static async Task<IReadOnlyList<Outcome>> RunAsync(Stage stage)
    {
        var (rounds, findings) = (stage.Arguments.Rounds ?? 10, new List<Finding>());
        var outcome = await stage.PlayAsync("malformed", stage.Arguments.Seed, rounds, await stage.UsualAsync(), async (world, _, notes) =>
        {
            var node = await world.StartNodeAsync();
            var addresses = await PublicAddresses.ReadAsync(node.Url, world.Plan);
            await SendAsync(stage, world, addresses, stage.Arguments.Seed + 1_000_000, WarmUp, []);
            var before = await MemoryAsync(node);
            var statuses = new ConcurrentDictionary<int, int>();
            await SendAsync(stage, world, addresses, stage.Arguments.Seed, rounds * RequestsOfARound, findings, statuses);
            Judge(findings, notes, node, before, node.HasEnded ? 0 : await MemoryAsync(node));
            var answers = statuses.OrderBy(pair => pair.Key).Select(pair => $"{(pair.Key == 0 ? "closed" : pair.Key)} × {pair.Value}");
            notes.Add($"{rounds * RequestsOfARound} requests to {addresses.Count} addresses; answers: {string.Join(", ", answers)}");
            await world.Generator.StopAsync();
        });
        return [outcome with { Findings = [.. outcome.Findings, .. findings] }];
    }

    private static async Task SendAsync(
        Stage stage, World world, IReadOnlyList<string> addresses, int seed, int count,
        List<Finding> findings, ConcurrentDictionary<int, int>? statuses = null)
    {
        var node = world.Node();
        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), async (caller, _) =>
        {
            var chance = new Random(seed * Callers + caller);
            for (var i = 0; i < count / Callers && !node.HasEnded; i++)
            {
                var request = MalformedRequests.Next(chance, addresses, world.Plan);
                var status = await RawCaller.SendAsync(node.Url, request, chance, stage.Clock);
                statuses?.AddOrUpdate(status, 1, (_, known) => known + 1);
                if (status is < 500 or VersionNotSupported) continue;
                lock (findings) findings.Add(new Finding(Charge.Odd, "the door", null, $"answered {status} to: {Shown(request)}"));
            }
        });
    }

    private static void Judge(List<Finding> findings, List<string> notes, NodeProcess node, long before, long after)
    {
        if (node.HasEnded) findings.Add(new Finding(Charge.Odd, "the node", null, "it ended under malformed requests"));
        if (after - before > MemoryMayGrow)
            findings.Add(new Finding(Charge.Odd, "the node", null, $"its memory grew by {(after - before) / 1024 / 1024} MiB"));
        notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"managed memory {before / 1048576.0:0.0} MiB before, {after / 1048576.0:0.0} MiB after"));
    }

    private static Task<long> MemoryAsync(NodeProcess node) =>
        node.AskAsync("memory").ContinueWith(asked => long.Parse(asked.Result, CultureInfo.InvariantCulture), TaskScheduler.Default);

    private static string Shown(byte[] request) =>
        System.Text.Encoding.Latin1.GetString(request, 0, Math.Min(request.Length, 600)).ReplaceLineEnds();

    private static string ReplaceLineEnds(this string text) => text.Replace("\r\n", "⏎", StringComparison.Ordinal);
}
