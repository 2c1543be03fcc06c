using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Takes what gateways tell, from callbacks and polls alike.</summary>
internal sealed class EventReception(
    Writer writer, GatewayEvents statuses, LineConnections connections, LineAlarms alarms, Replies replies, Wakeups wakeups,
    TimeProvider clock)
{
    /// <summary>Applies events in the order they came.</summary>
    public async Task TakeAsync(PortalId portal, LineId line, IReadOnlyList<GatewayEvent> events)
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
                    await replies.TakeAsync(portal, line, reply);
                    break;
            }
        }
    }

    private async Task TakeStatusAsync(PortalId portal, LineId line, GatewayEvent.StatusReported report)
    {
        var (now, parkingId) = (clock.GetUtcNow(), NewKey.At(clock));
        if (await writer.RunAsync(turn => statuses.Apply(turn, portal, line, report, parkingId, now))) wakeups.Telling.Pulse();
    }
}
