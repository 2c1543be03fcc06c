using System.Text;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Takes what gateways tell, from callbacks and polls alike.</summary>
internal sealed class EventReception(
    Writer writer, GatewayEvents statuses, LineConnections connections, LineAlarms alarms, Replies replies, OptOuts optOuts,
    CallbackShelf shelf, Wakeups wakeups, TimeProvider clock)
{
    /// <summary>Applies events in the order they came. What nobody understands is kept, and never in the way of the next.</summary>
    /// <param name="portal">Whose they are.</param>
    /// <param name="line">The line whose gateway tells them.</param>
    /// <param name="events">What happened.</param>
    /// <param name="whole">The call that brought them, as it is kept; null where each event brings its own content.</param>
    public async Task TakeAsync(PortalId portal, LineId line, IReadOnlyList<GatewayEvent> events, Func<string>? whole = null)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case GatewayEvent.StatusReported report:
                    await TakeStatusAsync(portal, line, report);
                    break;
                case GatewayEvent.ConnectionChanged change:
                    if (await connections.NoteAsync(portal, line, change.Report)) alarms.LineFroze(portal, line, change.Report);
                    break;
                case GatewayEvent.MessageReceived reply:
                    if (!await replies.TakeAsync(portal, line, reply)) await KeepAsync(portal, line, NobodysWords(reply), whole);
                    break;
                case GatewayEvent.NotUnderstood strange:
                    await KeepAsync(portal, line, strange, whole);
                    break;
            }
        }
    }

    private async Task TakeStatusAsync(PortalId portal, LineId line, GatewayEvent.StatusReported report)
    {
        var (now, parkingId) = (clock.GetUtcNow(), NewKey.At(clock));
        // No message of ours has such an id: what is said of it is of no use to anybody.
        if (report.GatewayMessageId is { Length: > VendorWords.MostId }) return;
        report = report with { Code = VendorWords.Code(report.Code), Text = VendorWords.Text(report.Text) };
        if (await writer.RunAsync(turn => statuses.Apply(turn, portal, line, report, parkingId, now))) wakeups.Telling.Pulse();
        if (report.IsOptOut) await optOuts.NoteReportAsync(portal, line, report);
    }

    private static GatewayEvent.NotUnderstood NobodysWords(GatewayEvent.MessageReceived reply) =>
        new("A client wrote whose number cannot be told.", $"from {reply.From}: {reply.Text}");

    private Task KeepAsync(PortalId portal, LineId line, GatewayEvent.NotUnderstood strange, Func<string>? whole)
    {
        var content = whole?.Invoke() ?? strange.Content ?? "";
        return shelf.KeepAsync(portal, line, strange.Why, content, Encoding.UTF8.GetByteCount(content));
    }
}
