using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;

namespace OlConnector.Benchmarks.Turns;

/// <summary>What one change of a line costs where there are few lines and where there are many, and what it costs the others.</summary>
internal static class ChangeFigures
{
    private const int Few = 10;
    private const int Changes = 200;
    private const int AtOnce = 48;
    private const int Bursts = 5;

    /// <summary>Twenty-four changes a second: a session may make thirty.</summary>
    private static readonly TimeSpan BetweenBursts = TimeSpan.FromSeconds(2);

    private static readonly PortalId Quiet = new("000000000000000000000000000000aa");
    private static readonly PortalId Busy = new("000000000000000000000000000000bb");

    internal static async Task RunAsync(int lines)
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(Few, TimeSpan.FromSeconds(15), portal: Busy);
        using var program = await host.AddProgramAsync(Busy);
        var line = await FirstLineAsync(program);
        await MeasureAsync(program, line);
        var few = await MeasureAsync(program, line);
        await host.AddLinesAsync(lines, TimeSpan.FromSeconds(15));
        await MeasureAsync(program, line);
        var many = await MeasureAsync(program, line);
        Print(Few, few);
        Print(lines, many);
        QueueFigures.Print("  ratio of processor time", many.Cpu / few.Cpu, "");
        QueueFigures.Print("  ratio of medians", many.Median / few.Median, "");
        using var mine = await host.AddProgramAsync(ProductHost.Portal);
        var own = await FirstLineAsync(mine);
        await MeasureAsync(mine, own);
        var ownMany = await MeasureAsync(mine, own);
        QueueFigures.Print("  ratio of processor time where all the lines are the portal's own", ownMany.Cpu / few.Cpu, "");
        await BesideAsync(host, program, line);
    }

    internal static StringContent Patch(int jitter) => new($$"""{"jitter":{{jitter}}}""", Encoding.UTF8, "application/merge-patch+json");

    /// <summary>Another portal's calls while one user changes a line as often as a server lets them.</summary>
    private static async Task BesideAsync(ProductHost host, HttpClient program, string line)
    {
        var known = host.Handlers.Count;
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15), portal: Quiet);
        using var neighbour = new Neighbour(host.Handlers[known]);
        await neighbour.P95QuietAsync(TimeSpan.FromSeconds(2));
        var quiet = await neighbour.P95QuietAsync(TimeSpan.FromSeconds(6));
        var meanwhile = await neighbour.CallWhileAsync(BurstsAsync(program, line));
        QueueFigures.Print($"Another portal's HANDLER, {AtOnce} changes at once every two seconds: p95 quiet", quiet, "ms");
        QueueFigures.Print($"  p95 of {meanwhile.Count} calls meanwhile", Neighbour.P95(meanwhile), "ms");
        QueueFigures.Print("  ratio", Neighbour.P95(meanwhile) / quiet, "");
    }

    private static async Task BurstsAsync(HttpClient program, string line)
    {
        for (var burst = 0; burst < Bursts; burst++)
            await Task.WhenAll([
                Task.Delay(BetweenBursts, TimeProvider.System),
                .. Enumerable.Range(0, AtOnce).Select(i => ChangeAsync(program, line, i)),
            ]);
    }

    private static async Task<string> FirstLineAsync(HttpClient program)
    {
        var lines = JsonNode.Parse(await program.GetStringAsync(new Uri("api/v1/lines", UriKind.Relative)))!;
        return (string)lines["items"]![0]!["id"]!;
    }

    private static async Task<(double Cpu, double Median)> MeasureAsync(HttpClient program, string line)
    {
        var (cpu, times) = (Process.GetCurrentProcess().TotalProcessorTime, new List<double>());
        for (var i = 0; i < Changes; i++)
        {
            var sent = TimeProvider.System.GetTimestamp();
            await ChangeAsync(program, line, i);
            times.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }

        times.Sort();
        return ((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / Changes, times[Changes / 2]);
    }

    private static async Task ChangeAsync(HttpClient program, string line, int i)
    {
        using var body = Patch(i % 100);
        using var answer = await program.PatchAsync(new Uri($"api/v1/lines/{line}", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    private static void Print(int lines, (double Cpu, double Median) cost)
    {
        QueueFigures.Print($"One change of a line, {lines:N0} lines: processor time", cost.Cpu, "ms");
        QueueFigures.Print("  median of its call", cost.Median, "ms");
    }
}
