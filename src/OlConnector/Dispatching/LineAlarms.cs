using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Storage;

namespace OlConnector.Dispatching;

/// <summary>Tells people, once, that a line stopped and why.</summary>
public sealed class LineAlarms(AuditTrail audit, ILogger<LineAlarms> log)
{
    /// <summary>The gateway said that the line cannot send until a person acts.</summary>
    public async Task LineFrozeAsync(PortalId portal, LineId line, SendResult.LineDown down)
    {
        log.LineFroze(line, down.Code);
        await audit.WriteAsync(portal, "gateway", "line frozen", line.ToString(), after: $"{down.Code}: {down.Text}");
    }
}
