using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Webhooks;

/// <summary>Tells administrators that a webhook was switched off, and writes it down.</summary>
internal sealed class WebhookAlarms(AdminNotices notices, AuditTrail audit, ILogger<WebhookAlarms> log)
{
    /// <summary>Nobody waits for it: neither the other webhooks nor the portal's messages.</summary>
    internal void SwitchedOff(Delivery delivery, WebhookOff why)
    {
        log.SwitchedOff(delivery.Webhook, EnumText.Of(why));
        _ = TellAsync(delivery, why);
    }

    private async Task TellAsync(Delivery delivery, WebhookOff why)
    {
        try
        {
            await audit.WriteAsync(
                delivery.Portal, "system", "webhook switched off", delivery.Webhook.ToString("N"), before: "on", after: EnumText.Of(why));
            await notices.TellOnceAsync(delivery.Portal, $"olc-webhook-{delivery.Webhook:N}", Notice(new Uri(delivery.Url).Host, why));
        }
        catch (Exception failure)
        {
            log.SwitchOffNotTold(delivery.Webhook, failure.GetType().Name);
        }
    }

    private static Said Notice(string host, WebhookOff why) => why == WebhookOff.Gone
        ? new Said(
            $"OlConnector: вебхук на {host} выключен: получатель ответил, что он больше не нужен (410). "
            + "Включить снова: OlConnector → «Настройки» → «Вебхуки».",
            $"OlConnector: the webhook to {host} is switched off: its receiver answered that it wants no more (410). "
            + "To switch it on again: OlConnector → Settings → Webhooks.")
        : new Said(
            $"OlConnector: вебхук на {host} выключен: сутки не удавалось ничего доставить. Проверьте получателя и включите снова: "
            + "OlConnector → «Настройки» → «Вебхуки».",
            $"OlConnector: the webhook to {host} is switched off: nothing could be delivered for a day. Check the receiver, then switch "
            + "it on again: OlConnector → Settings → Webhooks.");
}
