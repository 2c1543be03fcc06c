using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Webhooks;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Webhooks;

/// <summary>
/// What is still to be delivered: which webhook is due, what is next for it, and what came of the try. A webhook has one delivery under
/// way; the next waits for it, so that they arrive in the order of their numbers.
/// </summary>
internal sealed class DeliveryBook(Writer writer, Random random, TimeProvider clock)
{
    private const string TakeWebhook = """
        UPDATE webhooks SET claim = @claim, claimed_until = @until
         WHERE portal_id = @portal AND id = @id AND off_at IS NULL AND (retry_at IS NULL OR retry_at <= @now)
           AND (claimed_until IS NULL OR claimed_until <= @now)
        RETURNING url, secret, last_sequence
        """;

    private const string Head = """
        SELECT id, type, subject_id, state, reason, at, phone, data, sequence FROM webhook_deliveries
         WHERE webhook_id = @id AND is_waiting ORDER BY id LIMIT 1
        """;

    private const string Number = """
        UPDATE webhook_deliveries SET sequence = @sequence, data = @data, phone = @phone WHERE id = @delivery
        """;

    private const string CountUp = "UPDATE webhooks SET last_sequence = @sequence WHERE portal_id = @portal AND id = @id";

    private const string Note = """
        UPDATE webhook_deliveries SET tries = tries + 1, tried_at = @now, status = @status, error = @error,
               is_waiting = is_waiting AND NOT @taken AND delivered_at IS NULL,
               delivered_at = CASE WHEN @taken THEN COALESCE(delivered_at, @now) ELSE delivered_at END
         WHERE webhook_id = @id AND sequence = @sequence
        RETURNING is_waiting
        """;

    private const string Free = """
        UPDATE webhooks SET claim = NULL, claimed_until = NULL, tried_at = @now
         WHERE portal_id = @portal AND id = @id AND claim = @claim
        """;

    private const string Succeed =
        "UPDATE webhooks SET failures = 0, failing_since = NULL, retry_at = NULL WHERE portal_id = @portal AND id = @id AND failures > 0";

    private const string Fail = """
        UPDATE webhooks SET failures = failures + 1, failing_since = COALESCE(failing_since, @now)
         WHERE portal_id = @portal AND id = @id AND off_at IS NULL
        RETURNING failures, failing_since
        """;

    private const string Wait = "UPDATE webhooks SET retry_at = @next WHERE portal_id = @portal AND id = @id";

    private const string SwitchOff = """
        UPDATE webhooks SET off_at = @now, off_reason = @why, off_text = @text, retry_at = NULL WHERE portal_id = @portal AND id = @id
        """;

    private const string ForgetClaims = "UPDATE webhooks SET claim = NULL, claimed_until = NULL WHERE claim IS NOT NULL";

    /// <summary>Begins the next try of a webhook, and gives its event a number where it has none yet.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="claim">Names this try.</param>
    /// <param name="life">After this long without a word another node takes over.</param>
    /// <returns>Null when there is nothing to do, or another does it.</returns>
    public Task<Delivery?> TakeAsync(WebhookKey webhook, Guid claim, TimeSpan life)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn =>
        {
            var found = turn.First(
                TakeWebhook, row => new Taken(row.GetString(0), row.GetString(1), row.GetInt64(2)), ("claim", claim), ("until", now + life),
                ("portal", webhook.Portal), ("id", webhook.Id), ("now", now));
            if (found is null) return null;
            if (turn.First(Head, Waiting.Read, ("id", webhook.Id)) is { } head) return Deliver(turn, webhook, found, head);
            Release(turn, webhook, claim, now);
            return null;
        });
    }

    /// <summary>Writes down what came of a try.</summary>
    /// <returns>Why the webhook was switched off for it; null when it was not.</returns>
    public Task<WebhookOff?> SettleAsync(Delivery delivery, Guid claim, Receipt receipt)
    {
        var now = clock.GetUtcNow();
        var key = new WebhookKey(delivery.Portal, delivery.Webhook);
        return writer.RunAsync(turn =>
        {
            Release(turn, key, claim, now);
            var isWaiting = turn.First(
                Note, row => row.GetBoolean(0), ("now", now), ("status", (long?)receipt.Status), ("error", receipt.Error),
                ("taken", receipt.IsTaken), ("id", delivery.Webhook), ("sequence", delivery.Sequence));
            if (receipt.IsTaken) turn.Execute(Succeed, ("portal", key.Portal), ("id", key.Id));
            // What was repeated by hand and failed has been delivered before: it stops nobody.
            return receipt.IsTaken || !isWaiting ? null : Failed(turn, key, receipt, now);
        });
    }

    /// <summary>On a database of one's own a claim that is found at the start is nobody's.</summary>
    public Task ForgetClaimsAsync() => writer.RunAsync(turn => turn.Execute(ForgetClaims));

    private static Delivery Deliver(WriteTurn turn, WebhookKey webhook, Taken taken, Waiting head)
    {
        var (data, phone) = head.Data is null ? MessageData.Read(turn, webhook.Portal, head) : (head.Data, head.Phone);
        var sequence = head.Sequence ?? taken.LastSequence + 1;
        if (head.Sequence is null)
        {
            turn.Put(Number, ("sequence", sequence), ("data", data), ("phone", phone), ("delivery", head.Id));
            turn.Put(CountUp, ("sequence", sequence), ("portal", webhook.Portal), ("id", webhook.Id));
        }

        return new Delivery(webhook.Portal, webhook.Id, taken.Url, taken.Secret, sequence, head.Type, head.At, data);
    }

    private static void Release(WriteTurn turn, WebhookKey webhook, Guid claim, DateTimeOffset now) =>
        turn.Put(Free, ("now", now), ("portal", webhook.Portal), ("id", webhook.Id), ("claim", claim));

    private WebhookOff? Failed(WriteTurn turn, WebhookKey key, Receipt receipt, DateTimeOffset now)
    {
        var found = turn.First(
            Fail, row => ((int Failures, DateTimeOffset Since)?)(row.GetInt32(0), row.Moment(1)), ("now", now), ("portal", key.Portal),
            ("id", key.Id));
        if (found is not var (failures, since)) return null;
        var next = receipt.IsGone ? null : WebhookPatience.NextTry(failures, since, now, random);
        if (next is not null)
        {
            turn.Execute(Wait, ("next", next), ("portal", key.Portal), ("id", key.Id));
            return null;
        }

        var why = receipt.IsGone ? WebhookOff.Gone : WebhookOff.Failing;
        turn.Execute(
            SwitchOff, ("now", now), ("why", why), ("text", receipt.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ?? receipt.Error), ("portal", key.Portal), ("id", key.Id));
        return why;
    }

    /// <summary>What is next for a webhook.</summary>
    internal sealed record Waiting(
        long Id, string Type, Guid Subject, string? State, string? Reason, DateTimeOffset At, string? Phone, string? Data, long? Sequence)
    {
        internal static Waiting Read(DbDataReader row) => new(
            row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.TextOrNull(3), row.TextOrNull(4), row.Moment(5), row.TextOrNull(6),
            row.TextOrNull(7), row.NumberOrNull(8));
    }

    private sealed record Taken(string Url, string Secret, long LastSequence);
}

/// <summary>Which webhook.</summary>
/// <param name="Portal">Whose it is.</param>
/// <param name="Id">Its key.</param>
internal readonly record struct WebhookKey(PortalId Portal, Guid Id);
