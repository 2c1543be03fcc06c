using System.Diagnostics;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Turns;

/// <summary>
/// One portal hands over long letters of which none is like another; what that costs it, and what it costs another portal.
/// </summary>
internal static class MailingFigures
{
    private const int Slice = 500;
    private const int Slices = 6;
    private const int WordsOfALetter = 600;

    private static readonly PortalId Quiet = new("000000000000000000000000000000aa");

    internal static async Task RunAsync()
    {
        await using var host = await ProductHost.StartAsync();
        await host.AddLinesAsync(1, TimeSpan.FromMinutes(10));
        await host.AddLinesAsync(1, TimeSpan.FromMinutes(10), portal: Quiet);
        using var neighbour = new Neighbour(host.Handlers[1]);
        await neighbour.P95QuietAsync(TimeSpan.FromSeconds(3));
        var quiet = await neighbour.P95QuietAsync(TimeSpan.FromSeconds(6));
        await WaitAsync(host, Quiet);
        var meanwhile = new List<double>();
        double first = 0, last = 0, longest = 0;
        for (var slice = 0; slice < Slices; slice++)
        {
            await HandOverAsync(host, slice);
            var (cpu, done) = (Process.GetCurrentProcess().TotalProcessorTime, WaitAsync(host, ProductHost.Portal));
            meanwhile.AddRange(await neighbour.CallWhileAsync(done));
            longest = Math.Max(longest, await WaitAsync(host, Quiet));
            last = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / Slice;
            if (slice == 0) first = last;
        }

        QueueFigures.Print($"A letter unlike all others, of the first {Slice}: processor time, neighbour included", first, "ms");
        QueueFigures.Print($"  of the last {Slice} of {Slice * Slices:N0}", last, "ms");
        QueueFigures.Print("Another portal's HANDLER: p95 quiet", quiet, "ms");
        QueueFigures.Print($"  p95 of {meanwhile.Count} calls meanwhile", Neighbour.P95(meanwhile), "ms");
        QueueFigures.Print("  ratio", Neighbour.P95(meanwhile) / quiet, "");
        QueueFigures.Print("  its messages wait to be composed when all is handed over", longest, "ms");
    }

    private static async Task HandOverAsync(ProductHost host, int slice)
    {
        var (writer, acceptance, clock) = (host.Get<Writer>(), host.Get<Acceptance>(), TimeProvider.System);
        var line = await writer.RunAsync(turn => turn.First(
            "SELECT id FROM lines WHERE portal_id = @portal", row => new LineId(row.GetGuid(0)), ("portal", ProductHost.Portal)));
        await writer.RunAsync(turn =>
        {
            for (var i = slice * Slice; i < (slice + 1) * Slice; i++)
                acceptance.Store(turn, Letter(line, i), MessageId.New(clock), clock.GetUtcNow());
        });
        host.Get<Wakeups>().Composing.Pulse();
    }

    private static IncomingMessage Letter(LineId line, int i)
    {
        var chance = new Random(i);
        var text = string.Join(' ', Enumerable.Range(0, WordsOfALetter).Select(_ => $"w{chance.Next(100_000)}"));
        return new IncomingMessage(
            ProductHost.Portal, line, $"olc_{line}", $"m{i}", MessageSource.Marketing, Traffic.Marketing, $"+7999{1000000 + i}", text, "1",
            null);
    }

    /// <summary>Until nothing of the portal waits to be composed; answers how long that took, in milliseconds.</summary>
    private static async Task<double> WaitAsync(ProductHost host, PortalId portal)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (IsWaiting(host, portal)) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
    }

    private static bool IsWaiting(ProductHost host, PortalId portal)
    {
        using var db = host.Get<Database>().Read();
        return db.Messages.Any(message => message.PortalId == portal && message.State == MessageState.Accepted);
    }
}
