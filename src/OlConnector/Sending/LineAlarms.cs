using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Tells people, once, what went wrong with a line and why.</summary>
internal sealed class LineAlarms(AuditTrail audit, AdminNotices notices, ILogger<LineAlarms> log)
{
    /// <summary>The gateway said that the line cannot send until a person acts.</summary>
    public async Task LineFrozeAsync(PortalId portal, LineId line, SendResult.LineDown down)
    {
        log.LineFroze(line, down.Code);
        await audit.WriteAsync(portal, "gateway", "line frozen", line.ToString(), after: $"{down.Code}: {down.Text}");
        _ = TellAsync(portal, line, "line", new Said(
            $"OlConnector: линия остановлена, сообщения ждут. Причина: {down.Text}. "
            + "Проверьте подключение и нажмите «Возобновить» в приложении.",
            $"OlConnector: a line has stopped and its messages wait. Reason: {down.Text}. "
            + "Check the connection and press Resume in the app."));
    }

    /// <summary>The gateway sent something that cannot be read; the line goes on.</summary>
    public void CallbackUnreadable(PortalId portal, LineId line, string why) => _ = TellAsync(portal, line, "callback", new Said(
        $"OlConnector: от шлюза линии пришло уведомление, которое не удалось прочитать: {why} "
        + "Отправка продолжается. Уведомление сохранено на 14 дней.",
        $"OlConnector: a line's gateway sent a notification that cannot be read: {why} "
        + "Sending goes on. The notification is kept for 14 days."));

    /// <summary>Telling is best effort: neither the queue nor a gateway waits for it.</summary>
    private async Task TellAsync(PortalId portal, LineId line, string about, Said said)
    {
        try
        {
            await notices.TellOnceAsync(portal, $"olc-{about}-{line}", said);
        }
        catch (Exception failure)
        {
            log.NoticeFailed(line, failure.GetType().Name);
        }
    }
}
