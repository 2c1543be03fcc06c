using OlConnector.Storage.Rows;
using OlConnector.Web.Access;
using OlConnector.Webhooks;

namespace OlConnector.Api.Webhooks;

/// <summary>How much waits for a webhook, and since when.</summary>
internal sealed record Backlog(int Count, DateTimeOffset? OldestAt)
{
    internal static Backlog None { get; } = new(0, null);
}

/// <summary>Shows webhooks and what they were told.</summary>
internal static class WebhookViews
{
    internal static WebhookResource Show(Webhook webhook, Backlog backlog) => new()
    {
        Id = webhook.Id.ToString("N"),
        Url = webhook.Url,
        Events = webhook.Events.Split(','),
        Enabled = webhook.OffAt is null,
        OffSince = webhook.OffAt,
        OffReason = webhook.OffReason,
        OffText = webhook.OffText,
        CreatedAt = webhook.CreatedAt,
        MadeBy = webhook.MadeBy,
        LastSequence = webhook.LastSequence,
        Waiting = backlog.Count,
        OldestWaitingAt = backlog.OldestAt,
        FailingSince = webhook.FailingSince,
        NextTryAt = webhook.RetryAt,
    };

    internal static NewWebhook ShowOnce(Webhook webhook, string secret)
    {
        var shown = Show(webhook, Backlog.None);
        return new NewWebhook
        {
            Id = shown.Id,
            Url = shown.Url,
            Events = shown.Events,
            Enabled = shown.Enabled,
            OffSince = shown.OffSince,
            OffReason = shown.OffReason,
            OffText = shown.OffText,
            CreatedAt = shown.CreatedAt,
            MadeBy = shown.MadeBy,
            LastSequence = shown.LastSequence,
            Waiting = shown.Waiting,
            OldestWaitingAt = shown.OldestWaitingAt,
            FailingSince = shown.FailingSince,
            NextTryAt = shown.NextTryAt,
            Secret = secret,
        };
    }

    internal static DeliveryResource Show(WebhookDelivery row, Caller caller) => new(
        row.Sequence, row.Sequence is { } number ? Delivery.IdOf(row.WebhookId, number) : null, row.Type, row.At, StateOf(row), row.Tries,
        row.TriedAt, row.Status, row.Error, row.DeliveredAt, BodyOf(row, caller));

    private static DeliveryState StateOf(WebhookDelivery row)
    {
        if (!row.IsWaiting) return DeliveryState.Delivered;
        return row.Error is null ? DeliveryState.Waiting : DeliveryState.Retrying;
    }

    /// <summary>Numbers of people stand in it.</summary>
    private static string? BodyOf(WebhookDelivery row, Caller caller) =>
        caller.SeesPeople && row is { Sequence: { } number, Data: { } data }
            ? new Delivery(row.PortalId, row.WebhookId, Url: "", Secret: "", number, row.Type, row.At, data).Body
            : null;
}
