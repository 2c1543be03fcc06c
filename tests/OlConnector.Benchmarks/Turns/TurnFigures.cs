using OlConnector.Benchmarks.Queue;

namespace OlConnector.Benchmarks.Turns;

/// <summary>
/// What one portal's work costs the others, and what a change costs where there are many lines: the figures of docs/performance.md about
/// fair shares. Each ratio is of two measurements of one run.
/// </summary>
internal static class TurnFigures
{
    internal static async Task RunAsync(string[] args)
    {
        var lines = QueueFigures.Number(args, "--lines", 10_000);
        var server = Environment.GetEnvironmentVariable("OLC_POSTGRES");
        var only = Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        Dictionary<string, Func<Task>> parts = new(StringComparer.Ordinal)
        {
            ["new-lines"] = () => NewLineFigures.RunAsync(server: null, nodes: 1),
            ["new-lines-pg"] = () => server is null ? Task.CompletedTask : NewLineFigures.RunAsync(server, nodes: 1),
            ["new-lines-nodes"] = () => server is null ? Task.CompletedTask : NewLineFigures.RunAsync(server, nodes: 2),
            ["change"] = () => ChangeFigures.RunAsync(lines),
            ["mailing"] = MailingFigures.RunAsync,
            ["report"] = () => ReportFigures.RunAsync(server: null),
            ["report-pg"] = () => server is null ? Task.CompletedTask : ReportFigures.RunAsync(server),
            ["control"] = () => ControlFigures.RunAsync(server: null),
            ["control-pg"] = () => server is null ? Task.CompletedTask : ControlFigures.RunAsync(server),
        };
        foreach (var (name, part) in parts)
            if (only is null || name == only) await part();
    }
}
