using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Queue;

namespace OlConnector.Webhooks;

/// <summary>Delivers to one webhook what waits for it, one after another, until something fails or nothing is left.</summary>
internal sealed class Deliverer(
    DeliveryBook book, WebhookSender sender, WebhookAlarms alarms, IOptionsMonitor<WebhookOptions> options, TimeProvider clock)
{
    /// <summary>After so many the place goes to another webhook that waits for one.</summary>
    private const int MostInARow = 20;

    /// <summary>What a claim lasts longer than the receiver may take: both transactions, and a slow disk.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(20);

    /// <summary>Works on a webhook. What breaks here is of the house: the receiver's faults are answers.</summary>
    internal async Task WorkAsync(WebhookKey webhook, CancellationToken ct)
    {
        for (var number = 0; number < MostInARow && !ct.IsCancellationRequested; number++)
            if (!await TryDeliverAsync(webhook, ct)) return;
    }

    /// <summary>One delivery; false when there is no next at once.</summary>
    private async Task<bool> TryDeliverAsync(WebhookKey webhook, CancellationToken ct)
    {
        var claim = NewKey.At(clock);
        if (await book.TakeAsync(webhook, claim, options.CurrentValue.Timeout + Reserve) is not { } delivery) return false;
        var receipt = await sender.SendAsync(delivery, ct);
        Meters.Deliveries.Add(1, new KeyValuePair<string, object?>("outcome", receipt.IsTaken ? "taken" : "refused"));
        if (await book.SettleAsync(delivery, claim, receipt) is { } why) alarms.SwitchedOff(delivery, why);
        return receipt.IsTaken;
    }
}
