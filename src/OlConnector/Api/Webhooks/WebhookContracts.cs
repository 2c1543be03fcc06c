using OlConnector.Storage.Rows;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Webhooks;

/// <summary>A webhook as it is made, and as a merge patch changes it.</summary>
/// <param name="Url">Where events go: https, a public host, at most 2000 characters.</param>
/// <param name="Events">
/// What is told: message.updated, campaign.updated, campaign.completed, line.updated, reply.received; at least one.
/// </param>
/// <param name="Secret">
/// What deliveries are signed with: <c>whsec_</c> and 24 to 64 bytes in base64. Default: one is made. Never shown again.
/// </param>
/// <param name="Enabled">False switches it off: what happens meanwhile is not told. Default: true.</param>
internal sealed record WebhookDraft(
    [property: Needed] string? Url = null, [property: Needed] IReadOnlyList<string>? Events = null, string? Secret = null,
    bool? Enabled = null);

/// <summary>An address that is told of what happens.</summary>
internal record WebhookResource
{
    /// <summary>Its key.</summary>
    public required string Id { get; init; }

    /// <summary>Where events go.</summary>
    public required string Url { get; init; }

    /// <summary>What is told.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>False while it is switched off.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Since when it is switched off; null while it is on.</summary>
    public required DateTimeOffset? OffSince { get; init; }

    /// <summary>
    /// Why: <c>person</c>, <c>failing</c> (nothing could be delivered for 24 hours) or <c>gone</c> (the receiver answered 410).
    /// </summary>
    public required WebhookOff? OffReason { get; init; }

    /// <summary>What the last try met: the status of the answer, or an error's code.</summary>
    public required string? OffText { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it: <c>user</c> or <c>token</c> and the id.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The number of the last event that was begun to be told; 0 for none.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Events that have still to be delivered.</summary>
    public required int Waiting { get; init; }

    /// <summary>When the oldest of them happened; null for none.</summary>
    public required DateTimeOffset? OldestWaitingAt { get; init; }

    /// <summary>Since when nothing could be delivered; null while all is well.</summary>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it is tried next; null for at once.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }
}

/// <summary>A new webhook.</summary>
internal sealed record NewWebhook : WebhookResource, IUncached
{
    /// <summary>Checks the signature at the receiver. It cannot be shown again.</summary>
    public required string Secret { get; init; }

    /// <summary>Never prints its secret.</summary>
    public override string ToString() => $"new webhook {Id}";
}

/// <summary>Where a delivery stands.</summary>
internal enum DeliveryState
{
    /// <summary>It has still to be delivered, or once more.</summary>
    Waiting,

    /// <summary>It was tried in vain, and will be again.</summary>
    Retrying,

    /// <summary>The receiver has it.</summary>
    Delivered,
}

/// <summary>One event for one webhook.</summary>
/// <param name="Sequence">Its number, without gaps; null until its first try.</param>
/// <param name="EventId">The header <c>webhook-id</c>: the same at each try; null until the first.</param>
/// <param name="Type">What happened.</param>
/// <param name="At">When.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="TriedAt">When it was tried last.</param>
/// <param name="Status">What the receiver answered last; null for no answer.</param>
/// <param name="Error">
/// What went wrong at the last try: STATUS (the answer was no 2xx), REDIRECT, TIMEOUT, NAME_NOT_FOUND, ADDRESS_NOT_PERMITTED, TLS,
/// UNREACHABLE, BROKEN (the connection), SECRET_LOST (give the webhook a new one); null for nothing.
/// </param>
/// <param name="DeliveredAt">When the receiver took it first.</param>
/// <param name="Body">The body, as it is sent; null until its first try, and for who may not see people.</param>
internal sealed record DeliveryResource(
    long? Sequence, string? EventId, string Type, DateTimeOffset At, DeliveryState State, int Tries, DateTimeOffset? TriedAt, int? Status,
    string? Error, DateTimeOffset? DeliveredAt, string? Body);

/// <summary>What a test met.</summary>
/// <param name="Taken">The receiver answered with 2xx.</param>
/// <param name="Status">What it answered; null for no answer.</param>
/// <param name="Error">What went wrong, as with deliveries; null for nothing.</param>
internal sealed record WebhookTestAnswer(bool Taken, int? Status, string? Error);
