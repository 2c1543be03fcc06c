using OlConnector.Bitrix24.Reporting;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Storage;

namespace OlConnector.Dispatching;

/// <summary>Tells people, once, that a line stopped and why.</summary>
public sealed class LineAlarms(AuditTrail audit, AdminNotices notices, ILogger<LineAlarms> log)
{
    /// <summary>The gateway said that the line cannot send until a person acts.</summary>
    public async Task LineFrozeAsync(PortalId portal, LineId line, SendResult.LineDown down)
    {
        log.LineFroze(line, down.Code);
        await audit.WriteAsync(portal, "gateway", "line frozen", line.ToString(), after: $"{down.Code}: {down.Text}");
        _ = TellAsync(portal, line, down.Text);
    }

    /// <summary>Telling is best effort: the queue does not wait for it.</summary>
    private async Task TellAsync(PortalId portal, LineId line, string why)
    {
        try
        {
            await notices.TellOnceAsync(
                portal, $"olc-line-{line}",
                $"OlConnector: линия остановлена, сообщения ждут. Причина: {why}. Проверьте подключение и нажмите «Возобновить» в приложении.",
                $"OlConnector: a line has stopped and its messages wait. Reason: {why}. Check the connection and press Resume in the app.");
        }
        catch (Exception failure)
        {
            log.NoticeFailed(line, failure.GetType().Name);
        }
    }
}
