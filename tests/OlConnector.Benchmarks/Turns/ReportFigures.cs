using OlConnector.Benchmarks.Load;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Turns;

/// <summary>
/// One portal takes a mailing of a hundred thousand out as a file: how long that takes, what memory, and what another portal's HANDLER
/// feels of it. Goals: 10 s, and three times its quiet p95.
/// </summary>
internal static class ReportFigures
{
    private const int Messages = 100_000, Slice = 500;
    private const double Mebibyte = 1024 * 1024;

    private static readonly PortalId Quiet = new("000000000000000000000000000000aa");

    internal static async Task RunAsync(string? server)
    {
        await using var scratch = server is null ? null : new ScratchDatabase(server);
        await using var host = await ProductHost.StartAsync(database: scratch?.Connection, settings: [ProductHost.StandingStill]);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15), portal: Quiet);
        using var program = await host.AddProgramAsync(ProductHost.Portal);
        var campaign = await MakeAsync(host);
        using var neighbour = new Neighbour(host.Handlers[1]);
        await TakeAsync(program, $"campaigns/{campaign:N}/errors.csv");
        await neighbour.P95QuietAsync(TimeSpan.FromSeconds(3));
        var quiet = await neighbour.P95QuietAsync(TimeSpan.FromSeconds(6));
        Console.WriteLine($"A mailing of {Messages:N0} on {(server is null ? "SQLite" : "PostgreSQL")}, to a file and in sums:");
        QueueFigures.Print("  another portal's HANDLER: p95 quiet", quiet, "ms");
        foreach (var file in (string[])["report.xlsx", "report.csv"])
            await TellAsync(file, program, $"campaigns/{campaign:N}/{file}", neighbour, quiet);
        await TellAsync("outcome", program, $"campaigns/{campaign:N}/outcome", neighbour, quiet);
        await TellAsync("cost", program, $"campaigns/{campaign:N}/cost", neighbour, quiet);
        await TellAsync("summary, counted", program, "reports/summary?by=day", neighbour, quiet);
        await TellAsync("summary, days of long ago kept", program, "reports/summary?by=day", neighbour, quiet);
    }

    private static async Task TellAsync(string what, HttpClient program, string path, Neighbour neighbour, double quiet)
    {
        GC.Collect();
        var (idle, most, size) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0L);
        var start = TimeProvider.System.GetTimestamp();
        var taking = TakeAsync(program, path, bytes =>
        {
            size += bytes;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        });
        var meanwhile = await neighbour.CallWhileAsync(taking);
        QueueFigures.Print($"  {what}", TimeProvider.System.GetElapsedTime(start).TotalSeconds, "s");
        QueueFigures.Print("    bytes", size / Mebibyte, "MiB");
        QueueFigures.Print("    most memory above idle, garbage among it", Math.Max(0, most - idle) / Mebibyte, "MiB");
        QueueFigures.Print($"    another portal's HANDLER, p95 of {meanwhile.Count} calls / quiet", Neighbour.P95(meanwhile) / quiet, "");
    }

    private static async Task TakeAsync(HttpClient program, string path, Action<int>? seen = null)
    {
        using var answer = await program.GetAsync(
            new Uri($"api/v1/{path}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer)) > 0;) seen?.Invoke(read);
    }

    /// <summary>A mailing that has gone out: nine of ten arrived. It began ten days ago.</summary>
    private static async Task<Guid> MakeAsync(ProductHost host)
    {
        var (writer, acceptance, clock) = (host.Get<Writer>(), host.Get<Acceptance>(), TimeProvider.System);
        var id = NewKey.At(clock);
        var line = await writer.RunAsync(turn => turn.First(
            "SELECT id FROM lines WHERE portal_id = @portal", row => new LineId(row.GetGuid(0)), ("portal", ProductHost.Portal)));
        var began = clock.GetUtcNow() - TimeSpan.FromDays(10);
        await writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.Campaigns.Add(new Campaign
            {
                PortalId = ProductHost.Portal,
                Id = id,
                LineId = line,
                Kind = CampaignKind.Marketing,
                Name = "Report",
                StartedAt = began,
                LastArrivalAt = began,
                FirstText = "Report",
                IsLive = false,
                Received = Messages,
            });
            db.SaveChanges();
        });
        for (var done = 0; done < Messages; done += Slice)
        {
            var first = done;
            await writer.RunAsync(turn =>
            {
                for (var i = first; i < first + Slice; i++)
                    acceptance.Store(turn, Letter(line, i), new MessageId(Guid.CreateVersion7(began)), began);
            });
        }

        await writer.RunAsync(turn => turn.Execute(
            """
            UPDATE messages SET campaign_id = @campaign, compose_after = NULL, phone = substr(raw_to, 2), text = template, parts = 2,
                   cost = 80000, currency = 'BYN', sent_at = accepted_at + sequence * 1000, delivered_at = accepted_at + sequence * 1000,
                   state = CASE WHEN sequence % 10 = 0 THEN 'failed' ELSE 'delivered' END,
                   reason = CASE WHEN sequence % 10 = 0 THEN 'GATEWAY_RECIPIENT' END
             WHERE portal_id = @portal
            """,
            ("campaign", id), ("portal", ProductHost.Portal)));
        return id;
    }

    internal static IncomingMessage Letter(LineId line, int i) => new(
        ProductHost.Portal, line, $"olc_{line}", $"r{i}", MessageSource.Marketing, Traffic.Marketing, $"+37529{1000000 + i}",
        $"Здравствуйте, клиент {i}! Весенний каталог уже ждёт вас в магазине, приходите скорее.", "1", null);
}
