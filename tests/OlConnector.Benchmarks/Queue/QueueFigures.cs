using System.Globalization;

namespace OlConnector.Benchmarks.Queue;

/// <summary>
/// The figures of docs/performance.md that need a whole host or a large database. Ratios are measured side by side in one run.
/// </summary>
internal static class QueueFigures
{
    public static async Task RunAsync(string[] args)
    {
        var lines = Number(args, "--lines", 10_000);
        var messages = Number(args, "--messages", 1_000_000);
        var seconds = Number(args, "--seconds", 8);
        await IntakeFigures.RunAsync(TimeSpan.FromSeconds(seconds));
        await ComposeFigures.RunAsync(20_000);
        await ClaimFigures.RunAsync(lines, messages);
    }

    internal static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-64} {value,14:N1} {unit}"));

    internal static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : otherwise;
}
