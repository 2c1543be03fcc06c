using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OlConnector.Benchmarks.Queue;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Load;

/// <summary>The figures of docs/performance.md that need the whole product at work. Each ratio is of two measurements of one run.</summary>
internal static class LoadFigures
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    /// <summary>Each new line's connection has been asked for by then.</summary>
    private static readonly TimeSpan AllAreKnown = TimeSpan.FromMinutes(2);

    internal static async Task RunAsync(string[] args)
    {
        var (lines, messages) = (QueueFigures.Number(args, "--lines", 10_000), QueueFigures.Number(args, "--messages", 20_000));
        var server = Environment.GetEnvironmentVariable("OLC_POSTGRES");
        var only = Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        Dictionary<string, Func<Task>> parts = new(StringComparer.Ordinal)
        {
            ["intake"] = IntakeAsync,
            ["cost"] = () => CostAsync(messages, marketing: false),
            ["cost-mailing"] = () => CostAsync(messages, marketing: true),
            ["idle"] = () => IdleAsync(lines, server: null),
            ["pace"] = () => PaceAsync(lines, server: null),
            ["backlog"] = () => BacklogAsync(QueueFigures.Number(args, "--waiting", 1_000_000)),
            ["start"] = () => StartAsync(100_000),
            ["hostile"] = DoorFigures.HostileAsync,
            ["description"] = DoorFigures.DescriptionAsync,
            ["dear"] = () => DoorFigures.DearAsync(QueueFigures.Number(args, "--messages", 300_000)),
            ["idle-pg"] = () => server is null ? Task.CompletedTask : IdleAsync(lines, server),
            ["pace-pg"] = () => server is null ? Task.CompletedTask : PaceAsync(lines, server),
            ["nodes"] = () => server is null ? Task.CompletedTask : NodesFigures.RunAsync(server, messages),
        };
        foreach (var (name, part) in parts)
            if (only is null || name == only) await part();
    }

    /// <summary>A burst of calls beside an endpoint that does nothing.</summary>
    private static async Task IntakeAsync()
    {
        await using var outside = await OutsideWorld.StartAsync();
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15), outside.Url);
        await outside.DriveAsync(host.Handlers, 2_000, 64);
        var (_, empty) = await outside.DriveAsync([$"{host.Url}/empty"], 20_000, 64);
        var (refused, stored) = await outside.DriveAsync(host.Handlers, 20_000, 64);
        QueueFigures.Print("Burst of 20 000 calls, 64 connections: not taken", refused, "calls");
        QueueFigures.Print("  p99", stored, "ms");
        QueueFigures.Print("  p99 of an empty endpoint", empty, "ms");
        QueueFigures.Print("  ratio", stored / empty, "");
    }

    /// <summary>What one message costs from its call to its outcome, and how often the database is asked for lines that are due.</summary>
    private static async Task CostAsync(int messages, bool marketing)
    {
        await using var outside = await OutsideWorld.StartAsync();
        await using var host = await ProductHost.StartAsync();
        await host.AddLinesAsync(200, TimeSpan.FromMilliseconds(1), outside.Url);
        // A process that has run for some seconds has compiled what it needs; a fresh one spends a third of its time on that.
        await SendAsync(outside, host, messages, marketing);
        await outside.ForgetAsync();
        using var claims = new ClaimMeter();
        var (cpu, start) = (Process.GetCurrentProcess().TotalProcessorTime, TimeProvider.System.GetTimestamp());
        await SendAsync(outside, host, messages, marketing);
        var (spent, took) = (Process.GetCurrentProcess().TotalProcessorTime - cpu, TimeProvider.System.GetElapsedTime(start));
        QueueFigures.Print($"CPU of a {(marketing ? "mailing's" : "direct")} message from its call to its outcome, SQLite",
            spent.TotalMicroseconds / messages, "µs");
        QueueFigures.Print("  at", messages / took.TotalSeconds, "messages/s");
        QueueFigures.Print("  claims of the database per 1 000 messages", 1000.0 * claims.Turns / messages, "");
    }

    /// <summary>What many lines cost when nothing is due.</summary>
    private static async Task IdleAsync(int lines, string? server)
    {
        var where = NameOf(server);
        await using var scratch = server is null ? null : new ScratchDatabase(server);
        await using var outside = await OutsideWorld.StartAsync();
        await using var host = await ProductHost.StartAsync(database: scratch?.Connection);
        await host.AddLinesAsync(lines, TimeSpan.FromSeconds(15), outside.Url);
        await PrintIdleAsync($"Idle, {lines:N0} new lines, {where}", Quiet);
        await Task.Delay(AllAreKnown, TimeProvider.System);
        await PrintIdleAsync($"Idle, {lines:N0} lines, two minutes later, {where}", TimeSpan.FromMinutes(1));
    }

    /// <summary>How exactly many lines keep their interval while calls come in, beside a loop of timers.</summary>
    private static async Task PaceAsync(int lines, string? server)
    {
        var (interval, where) = (TimeSpan.FromSeconds(15), NameOf(server));
        await using var scratch = server is null ? null : new ScratchDatabase(server);
        await using var outside = await OutsideWorld.StartAsync();
        await using var host = await ProductHost.StartAsync(database: scratch?.Connection);
        await host.AddLinesAsync(lines, interval, outside.Url);
        await Task.Delay(Quiet, TimeProvider.System);
        var arrivals = outside.DriveAsync(host.Handlers, lines * 5, 32, perSecond: lines / 12);
        var bare = await TimerLoop.RunAsync(lines, interval, TimeSpan.FromSeconds(60));
        await arrivals;
        var (early, p50, p99, longest, gaps) = await outside.GapsAsync(interval);
        QueueFigures.Print($"Pace, {lines:N0} lines at 15 s with intake, {where}: early of {gaps:N0} gaps", early, "");
        QueueFigures.Print("  late, median", p50, "ms");
        QueueFigures.Print("  late, p99", p99, "ms");
        QueueFigures.Print("  late, longest", longest, "ms");
        QueueFigures.Print("  late, p99 of a bare loop of timers", bare, "ms");
    }

    private static string NameOf(string? server) => server is null ? "SQLite" : "PostgreSQL";

    private static async Task PrintIdleAsync(string what, TimeSpan length)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(length, TimeProvider.System);
        QueueFigures.Print(what, (Process.GetCurrentProcess().TotalProcessorTime - before) / length * 100, "% of a core");
    }

    /// <summary>What a large backlog costs in memory.</summary>
    private static async Task BacklogAsync(int waiting)
    {
        await using var host = await ProductHost.StartAsync();
        await host.AddLinesAsync(100, TimeSpan.FromMinutes(10));
        var before = Memory();
        await host.Get<Writer>().RunAsync(
            turn => turn.Execute(ClaimFigures.Fill, ("count", waiting), ("portal", ProductHost.Portal), ("lines", 100)));
        await host.Get<Writer>().RunAsync(turn => turn.Execute("UPDATE lines SET next_due_at = 1"));
        await Task.Delay(Quiet, TimeProvider.System);
        QueueFigures.Print($"Memory that {waiting:N0} waiting messages take", Memory() - before, "MiB");
    }

    /// <summary>From nothing to ready with a backlog, beside an empty host.</summary>
    private static async Task StartAsync(int waiting)
    {
        var folder = Directory.CreateTempSubdirectory("olconnector-bench-").FullName;
        await using (var host = await ProductHost.StartAsync(folder, settings: ProductHost.StandingStill))
        {
            await host.AddLinesAsync(100, TimeSpan.FromMinutes(10));
            await host.Get<Writer>().RunAsync(
                turn => turn.Execute(ClaimFigures.Fill, ("count", waiting), ("portal", ProductHost.Portal), ("lines", 100)));
        }

        var (ours, empty) = (new List<double>(), new List<double>());
        for (var i = 0; i < 5; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await using (var bare = EmptyHost()) await bare.StartAsync();
            empty.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            start = TimeProvider.System.GetTimestamp();
            await using var host = await ProductHost.StartAsync(folder);
            using var http = new HttpClient();
            (await http.GetAsync(new Uri($"{host.Url}/health/ready"))).EnsureSuccessStatusCode();
            ours.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        Directory.Delete(folder, recursive: true);
        QueueFigures.Print($"Start to ready with {waiting:N0} waiting, warm process, best of 5", ours.Min(), "ms");
        QueueFigures.Print("  an empty host, started and stopped", empty.Min(), "ms");
    }

    private static WebApplication EmptyHost()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Ok());
        return app;
    }

    internal static async Task SendAsync(OutsideWorld outside, ProductHost host, int messages, bool marketing = false)
    {
        var before = await outside.CountAsync();
        await outside.DriveAsync(host.Handlers, messages, 64, marketing: marketing);
        while (await outside.CountAsync() - before < messages) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }

    private static double Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }
}

/// <summary>Listens to the product's own counter of claims.</summary>
internal sealed class ClaimMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _turns;

    internal ClaimMeter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "OlConnector", Name: "olconnector.dispatch.claims" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, number, _, _) => Interlocked.Add(ref _turns, number));
        _listener.Start();
    }

    internal long Turns => Interlocked.Read(ref _turns);

    public void Dispose() => _listener.Dispose();
}
