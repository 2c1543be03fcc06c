using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Queue;

/// <summary>Claim and settle a second with many lines and a large backlog: the cost must grow with neither.</summary>
internal static class ClaimFigures
{
    private const int Batch = 500;

    /// <summary>Puts messages into the queues of all lines, evenly. SQLite only.</summary>
    internal const string Fill = """
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count),
             numbered AS (SELECT id, code, ROW_NUMBER() OVER (ORDER BY id) - 1 AS k FROM lines)
        INSERT INTO messages (portal_id, id, line_id, code, portal_message_id, source, traffic, raw_to, phone, template, text,
                              state, history, accepted_at, expires_at,
                              attempt, counted_attempts, is_guard_counted, is_released, has_demo_unit)
        SELECT @portal, printf('%08X-0000-7000-8000-%012X', i, i), l.id, l.code, 'm' || i, 'direct', 'direct', '+7999', '79991234567',
               'Hello', 'Hello', 'queued', '', 0, 99999999999999,
               0, 0, 0, 0, 0
          FROM n JOIN numbered l ON l.k = n.i % @lines
        """;

    public static async Task RunAsync(int lines, int messages)
    {
        foreach (var backlog in new[] { lines, messages }) await MeasureAsync(lines, backlog);
    }

    private static async Task MeasureAsync(int lines, int messages)
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(lines, TimeSpan.FromSeconds(15));
        var writer = host.Get<Writer>();
        await writer.RunAsync(turn => turn.Execute(Fill, ("count", messages), ("portal", ProductHost.Portal), ("lines", lines)));
        var now = TimeProvider.System.GetUtcNow();
        await writer.RunAsync(turn => turn.Execute("UPDATE lines SET next_due_at = 1"));

        var (claimed, settled, done) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        while (done < lines)
        {
            var start = TimeProvider.System.GetTimestamp();
            var claims = await writer.RunAsync(turn => host.Get<Claims>().Take(turn, Batch, NewKey.At(TimeProvider.System), now));
            claimed += TimeProvider.System.GetElapsedTime(start);
            start = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(claims.Select(
                claim => writer.RunAsync(turn =>
                    host.Get<Settling>().Settle(turn, claim, new SendResult.Accepted($"g{claim.Sequence}"), now))));
            settled += TimeProvider.System.GetElapsedTime(start);
            done += claims.Count;
        }

        QueueFigures.Print($"Claim, {lines:N0} lines, {messages:N0} waiting", done / claimed.TotalSeconds, "messages/s");
        QueueFigures.Print($"Settle, {lines:N0} lines, {messages:N0} waiting", done / settled.TotalSeconds, "messages/s");
    }
}
