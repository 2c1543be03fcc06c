using OlConnector.Benchmarks.Queue;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Keeping;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Care;

/// <summary>What one portal's slowness, or the deleting of its data, costs another portal. Ratios of two measurements of one run.</summary>
internal static class CareFigures
{
    private const int Rounds = 20;
    private const int Openings = 5;

    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly PortalId Leaving = new("0000000000000000000000000000005a");
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);

    internal static async Task RunAsync(string[] args)
    {
        await SlowPortalAsync();
        await PurgeAsync(QueueFigures.Number(args, "--audit", 250_000));
    }

    /// <summary>How long after an update of the app a portal's provider is back, while another portal's calls hang.</summary>
    private static async Task SlowPortalAsync()
    {
        await using var portals = await ScriptedPortals.StartAsync();
        await using var host = await ProductHost.StartAsync(settings: portals.Settings);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        await portals.ConnectAsync(host, ProductHost.Portal, portals.Quick);
        await portals.ConnectAsync(host, Leaving, portals.Slow);
        var care = host.Get<PortalCare>();
        await BackAsync(care, portals);
        var quiet = await BackAsync(care, portals);
        for (var i = 0; i < Openings; i++) care.Request(Leaving, refreshAll: false);
        var beside = await BackAsync(care, portals);
        QueueFigures.Print("A provider is back after an update, median", quiet, "ms");
        QueueFigures.Print("  while another portal does not answer", beside, "ms");
        QueueFigures.Print("  ratio", beside / quiet, "");
    }

    private static async Task<double> BackAsync(PortalCare care, ScriptedPortals portals)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var (start, back) = (Clock.GetTimestamp(), portals.NextRegistrationAsync());
            care.Request(ProductHost.Portal, refreshAll: true);
            await back;
            times.Add(Clock.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    /// <summary>Another portal's HANDLER and page while a long history is deleted.</summary>
    private static async Task PurgeAsync(int audit)
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        await host.Get<Writer>().RunAsync(turn => Add(turn, Leaving));
        foreach (var slice in Enumerable.Range(0, audit).Chunk(2_000))
            await host.Get<Writer>().RunAsync(turn =>
            {
                foreach (var _ in slice) host.Get<AuditTrail>().Write(turn, Leaving, "system", "a thing happened", subject: null);
            });
        await MeasureAsync(host, WaitAsync(Quiet));
        var quiet = await MeasureAsync(host, WaitAsync(Quiet));
        await host.Get<PortalStanding>().MarkUninstalledAsync(Leaving, purge: true);
        var start = Clock.GetTimestamp();
        host.Get<PortalPurge>().Bell.Pulse();
        var beside = await MeasureAsync(host, EmptiedAsync(host));
        QueueFigures.Print($"Deleting a portal with {audit} entries took", Clock.GetElapsedTime(start).TotalSeconds, "s");
        Print("Another portal's HANDLER", quiet.Handler, beside.Handler);
        Print("Another portal's page", quiet.Page, beside.Page);
    }

    private static void Print(string what, double quiet, double beside)
    {
        QueueFigures.Print($"{what}: p95 quiet", quiet, "ms");
        QueueFigures.Print("  p95 meanwhile", beside, "ms");
        QueueFigures.Print("  ratio", beside / quiet, "");
    }

    private static void Add(WriteTurn turn, PortalId portal)
    {
        using var db = turn.OpenDb();
        db.Portals.Add(ScriptedPortals.Row(portal, "http://127.0.0.1:9/rest/", "http://127.0.0.1:9"));
        db.SaveChanges();
    }

    private static async Task EmptiedAsync(ProductHost host)
    {
        while (await host.Get<Writer>().RunAsync(turn => turn.First(
                   "SELECT COUNT(*) FROM (SELECT id FROM audit WHERE portal_id = @portal LIMIT 1) x", row => row.GetInt64(0),
                   ("portal", Leaving))) > 0)
            await WaitAsync(TimeSpan.FromMilliseconds(200));
    }

    /// <summary>Calls the HANDLER and opens the page, again and again with a short pause, until the work is done.</summary>
    private static async Task<(double Handler, double Page)> MeasureAsync(ProductHost host, Task work)
    {
        using var client = new HttpClient();
        var visitor = ScriptedPortals.Visitor(ProductHost.Portal);
        var (handler, page, number, start) = (new List<double>(), new List<double>(), 0, Clock.GetTimestamp());
        while (!work.IsCompleted || handler.Count < Rounds)
        {
            handler.Add(await TimeAsync(async () =>
            {
                var form = new FormUrlEncodedContent(
                    [new("message_id", $"{start}-{number++}"), new("message_to", "+79991234567"), new("message_body", "x")]);
                (await client.PostAsync(host.Handlers[0], form)).EnsureSuccessStatusCode();
            }));
            page.Add(await TimeAsync(() => host.Get<PortalBook>().AdmitAsync(visitor, applicationToken: null, isInstalling: false)));
            await WaitAsync(TimeSpan.FromMilliseconds(10));
        }

        await work;
        return (P95(handler), P95(page));
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var start = Clock.GetTimestamp();
        await act();
        return Clock.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Task WaitAsync(TimeSpan time) => Task.Delay(time, Clock);

    private static double P95(List<double> times) => times.Order().ElementAt(times.Count * 95 / 100);
}
