using System.Diagnostics.Metrics;
using OlConnector.Intake.Spooling;
using OlConnector.Queue;

namespace OlConnector.Measuring;

/// <summary>
/// Tells how everything stands, as it was read last. Labels are ids of lines and words of closed lists: no name, number, portal or text.
/// </summary>
internal sealed class Gauges : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Meter _meter = new(Meters.Name);

    public Gauges(Spool spool, TimeProvider clock)
    {
        _clock = clock;
        Every("olconnector.line.depth", "{message}", "Messages that wait to be sent", standings => standings.Queues.Select(
            queue => new Measurement<double>(queue.Depth, Of(queue))));
        Every("olconnector.line.oldest.age", "s", "Age of the oldest message that waits to be sent", standings => standings.Queues
            .Where(queue => queue.OldestAt is not null).Select(queue => new Measurement<double>(Since(queue.OldestAt!.Value), Of(queue))));
        Every("olconnector.line.next", "s", "Time until the line dispatches next; below zero it is late", standings => standings.Next
            .Select(line => new Measurement<double>(-Since(line.At), new("line", line.Line.ToString()), new("gateway", line.Gateway))));
        Every("olconnector.lines", "{line}", "Lines", standings => standings.Lines.Select(
            state => new Measurement<double>(state.Value, new KeyValuePair<string, object?>("state", state.Key))));
        One("olconnector.outbox.depth", "{status}", "Statuses that portals are still to be told", standings => standings.Outbox);
        One("olconnector.outbox.lag", "s", "How late the first of them is", standings => Late(standings, standings.OutboxDueAt));
        One(
            "olconnector.tokens.oldest.age", "s", "Since when the portal whose tokens were renewed longest ago has its tokens",
            standings => Late(standings, standings.TokensRenewedAt));
        One("olconnector.webhooks.waiting", "{event}", "Events that webhooks are still to be told", standings => standings.Events);
        One("olconnector.webhooks.lag", "s", "Age of the oldest of them", standings => Late(standings, standings.EventAt));
        One("olconnector.webhooks.off", "{webhook}", "Webhooks that were switched off because nothing could be delivered",
            standings => standings.WebhooksOff);
        _meter.CreateObservableGauge(
            "olconnector.spool.calls", () => spool.IsActive ? spool.Calls : 0, "{call}", "Calls that this node keeps for the database");
    }

    /// <summary>What was read last.</summary>
    internal Standings Standings { get; set; } = Standings.None;

    public void Dispose() => _meter.Dispose();

    private void Every(string name, string unit, string what, Func<Standings, IEnumerable<Measurement<double>>> measure) =>
        _meter.CreateObservableGauge(name, () => measure(Standings), unit, what);

    private void One(string name, string unit, string what, Func<Standings, double?> measure) => Every(
        name, unit, what, standings => measure(standings) is { } value ? [new Measurement<double>(value)] : []);

    private static KeyValuePair<string, object?>[] Of(QueueStanding queue) =>
        [new("line", queue.Line.ToString()), new("gateway", queue.Gateway), new("traffic", queue.Traffic)];

    /// <summary>Nothing waits: nothing is late.</summary>
    private double? Late(Standings standings, DateTimeOffset? at) =>
        !standings.IsKnown ? null : at is { } moment ? Math.Max(0, Since(moment)) : 0;

    private double Since(DateTimeOffset moment) => (_clock.GetUtcNow() - moment).TotalSeconds;
}
