using System.Collections.Concurrent;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;

namespace OlConnector.Composing;

/// <summary>Tells a portal's administrators, once a day, that the demo quota is used up.</summary>
internal sealed class QuotaAlarm(AdminNotices notices, ILogger<QuotaAlarm> log)
{
    private static readonly Said UsedUp = new(
        "OlConnector: бесплатные сообщения рассылок закончились, остальные не отправлены. "
        + "Чтобы рассылать дальше, оплатите приложение в Маркете и запустите рассылку снова.",
        "OlConnector: the free messages for mailings are used up and the others were not sent. "
        + "To go on, pay for the app in the Market and start the mailing again.");

    private readonly ConcurrentDictionary<PortalId, bool> _ringing = new();

    /// <summary>Begins to tell it; nobody waits for the portal, and a notice that reaches nobody fails nothing.</summary>
    internal void Ring(PortalId portal)
    {
        // Batch after batch may run into the quota while the portal still answers to the first notice.
        if (_ringing.TryAdd(portal, true)) _ = Task.Run(() => TellAsync(portal));
    }

    private async Task TellAsync(PortalId portal)
    {
        try
        {
            await notices.TellOnceAsync(portal, "olc-demo-quota", UsedUp);
        }
        catch (Exception failure)
        {
            log.QuotaNoticeFailed(portal, failure.GetType().Name);
        }
        finally
        {
            _ringing.TryRemove(portal, out _);
        }
    }
}
