using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Tells people what went wrong with a line and why: of a freeze once, of anything else once a day.</summary>
internal sealed class LineAlarms(Database database, AuditTrail audit, AdminNotices notices, ILogger<LineAlarms> log)
{
    /// <summary>The gateway answered a send so that the line cannot send until a person acts.</summary>
    public async Task LineFrozeAsync(PortalId portal, LineId line, SendResult.LineDown down)
    {
        await audit.WriteAsync(
            portal, "gateway", "line frozen", line.ToString(), before: "active", after: $"frozen, {down.Code}: {down.Text}");
        Ring(portal, line, down.Code, down.Text);
    }

    /// <summary>The gateway said, when it was asked or by itself, that the line has lost its connection. The audit knows already.</summary>
    public void LineFroze(PortalId portal, LineId line, ConnectionReport report) =>
        Ring(portal, line, EnumText.Of(report.Connection), report.Text ?? EnumText.Of(report.Connection));

    /// <summary>The gateway sent something that cannot be read; the line goes on.</summary>
    public void CallbackUnreadable(PortalId portal, LineId line, string why) => _ = TellAsync(portal, line, named => (
        $"olc-callback-{line}",
        new Said(
            $"OlConnector: от шлюза линии «{named.Name}» пришло уведомление, которое не удалось прочитать: {why} "
            + "Отправка продолжается. Уведомление сохранено на 14 дней: OlConnector → «Настройки» → «Журнал».",
            $"OlConnector: the gateway of the line “{named.Name}” sent a notification that cannot be read: {why} "
            + "Sending goes on. The notification is kept for 14 days: OlConnector → Settings → Audit.")));

    private void Ring(PortalId portal, LineId line, string code, string why)
    {
        log.LineFroze(line, code);
        var reason = why.TrimEnd('.', ' ');
        // A line that was resumed and froze again is another alarm: its tag has the moment of the freeze.
        _ = TellAsync(portal, line, named => (
            string.Create(CultureInfo.InvariantCulture, $"olc-line-{line}-{named.FrozenAt?.ToUnixTimeSeconds() ?? 0}"),
            new Said(
                $"OlConnector: линия «{named.Name}» остановлена, её сообщения ждут. Причина: {reason}. "
                + "Проверьте подключение, затем возобновите линию: OlConnector → «Линии».",
                $"OlConnector: the line “{named.Name}” has stopped and its messages wait. Reason: {reason}. "
                + "Check the connection, then resume the line: OlConnector → Lines.")));
    }

    /// <summary>Telling is best effort: neither the queue nor a gateway waits for it.</summary>
    private async Task TellAsync(PortalId portal, LineId line, Func<NamedLine, (string Tag, Said Said)> notice)
    {
        try
        {
            await using var db = database.Read();
            var found = await db.Lines.AsNoTracking().Where(row => row.PortalId == portal && row.Id == line)
                .Select(row => new { row.Name, row.Number, row.FrozenAt }).FirstOrDefaultAsync();
            if (found is null) return;
            var name = found.Number is null ? found.Name : $"{found.Name} {found.Number}";
            var (tag, said) = notice(new NamedLine(name, found.FrozenAt));
            await notices.TellOnceAsync(portal, tag, said);
        }
        catch (Exception failure)
        {
            log.NoticeFailed(line, failure.GetType().Name);
        }
    }

    /// <param name="Name">What people call it, and its number.</param>
    /// <param name="FrozenAt">Since when it is frozen.</param>
    private sealed record NamedLine(string Name, DateTimeOffset? FrozenAt);
}
