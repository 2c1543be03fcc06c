using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;
using OlConnector.Webhooks;

namespace OlConnector.Api.Webhooks;

/// <summary>Makes, changes, tries and deletes webhooks.</summary>
internal sealed class WebhookDesk(
    Writer writer, Database database, WebhookReading reading, WebhookChecks checks, WebhookListeners listeners, StandingLooks looks,
    WebhookSender sender, SecretBox secrets, AuditTrail audit, Wakeups wakeups, TimeProvider clock)
{
    /// <summary>Webhooks of a portal.</summary>
    internal const int Most = 10;

    private const string DeleteRows = """
        DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries WHERE webhook_id = @id LIMIT @slice)
        """;

    private const string Again = """
        UPDATE webhook_deliveries SET is_waiting = @yes WHERE portal_id = @portal AND webhook_id = @id AND sequence = @number
        """;

    private const string AtOnce = "UPDATE webhooks SET retry_at = NULL WHERE portal_id = @portal AND id = @id";

    internal async Task<ActionResult<NewWebhook>> CreateAsync(Caller caller, WebhookDraft draft, CancellationToken ct)
    {
        if (checks.Check(draft) is { } wrong) return wrong;
        var (now, secret) = (clock.GetUtcNow(), draft.Secret ?? SecretKey.NewWebhookSecret());
        var webhook = new Webhook
        {
            PortalId = caller.Portal,
            Id = NewKey.At(clock),
            Url = draft.Url!,
            Events = WebhookChecks.Events(draft),
            Secret = secrets.Protect(secret),
            CreatedAt = now,
            MadeBy = caller.Actor,
        };
        if (draft.Enabled == false) (webhook.OffAt, webhook.OffReason) = (now, WebhookOff.Person);
        var standings = await looks.ReadAsync(caller.Portal, ct);
        if (await writer.RunAsync(turn => Insert(turn, caller, webhook, standings), ct) is { } refusal) return refusal;
        await NoticeAsync(ct);
        return new CreatedResult($"/api/v1/webhooks/{webhook.Id:N}", WebhookViews.ShowOnce(webhook, secret));
    }

    internal async Task<ActionResult<WebhookResource>> ChangeAsync(
        Caller caller, string id, MergePatch<WebhookDraft> patch, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        var (now, standings) = (clock.GetUtcNow(), await looks.ReadAsync(caller.Portal, ct));
        if (await writer.RunAsync(turn => Change(turn, caller, key, patch, standings, now), ct) is { } refusal) return refusal;
        await NoticeAsync(ct);
        return await reading.GetAsync(caller, id, ct);
    }

    internal async Task<ActionResult> DeleteAsync(Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        var isDeleted = await writer.RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Webhooks.Find(caller.Portal, key) is not { } webhook) return false;
            db.Webhooks.Remove(webhook);
            db.SaveChanges();
            audit.Write(turn, caller.Portal, caller.Actor, "webhook deleted", key.ToString("N"), before: Told(webhook));
            return true;
        }, ct);
        if (!isDeleted) return Refuse.NotFound();
        await NoticeAsync(ct);
        while (await writer.RunAsync(turn => turn.Execute(DeleteRows, ("id", key), ("slice", BulkMoves.Slice)), ct) == BulkMoves.Slice)
        {
            // Slice by slice, so that no pace suffers.
        }

        return new NoContentResult();
    }

    internal async Task<ActionResult<WebhookTestAnswer>> TestAsync(Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        await using var db = database.Read();
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.PortalId == caller.Portal && row.Id == key, ct);
        if (webhook is null) return Refuse.NotFound();
        var test = new Delivery(caller.Portal, key, webhook.Url, webhook.Secret, Sequence: 0, "webhook.test", clock.GetUtcNow(), "{}");
        var receipt = await sender.SendAsync(test, ct);
        await audit.WriteAsync(caller.Portal, caller.Actor, "webhook tested", key.ToString("N"), after: receipt.Error ?? "taken");
        return new WebhookTestAnswer(receipt.IsTaken, receipt.Status, receipt.Error);
    }

    internal async Task<ActionResult<DeliveryResource>> RetryAsync(Caller caller, string id, string number, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return Refuse.NotFound();
        if (await writer.RunAsync(turn => Retry(turn, caller, key, sequence), ct) is { } refusal) return refusal;
        wakeups.Delivering.Pulse();
        return await reading.DeliveryAsync(caller, key, sequence, ct);
    }

    private Refusal? Insert(WriteTurn turn, Caller caller, Webhook webhook, IReadOnlyList<Standing> standings)
    {
        if (StillHeld.Check(turn, caller) is { } over) return over;
        StandingLooks.Begin(turn, caller.Portal, standings);
        using var db = turn.OpenDb();
        if (db.Webhooks.Count(row => row.PortalId == caller.Portal) >= Most) return TooMany();
        db.Webhooks.Add(webhook);
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "webhook created", webhook.Id.ToString("N"), after: Told(webhook));
        return null;
    }

    private Refusal? Change(
        WriteTurn turn, Caller caller, Guid id, MergePatch<WebhookDraft> patch, IReadOnlyList<Standing> standings, DateTimeOffset now)
    {
        if (StillHeld.Check(turn, caller) is { } over) return over;
        StandingLooks.Begin(turn, caller.Portal, standings);
        using var db = turn.OpenDb();
        if (db.Webhooks.Find(caller.Portal, id) is not { } webhook) return Refuse.NotFound();
        var before = Told(webhook);
        var wanted = patch.ApplyTo(new WebhookDraft(webhook.Url, webhook.Events.Split(','), Enabled: webhook.OffAt is null));
        if (checks.Check(wanted) is { } wrong) return wrong;
        (webhook.Url, webhook.Events) = (wanted.Url!, WebhookChecks.Events(wanted));
        if (wanted.Secret is { } secret) webhook.Secret = secrets.Protect(secret);
        Switch(webhook, wanted.Enabled ?? true, now);
        if (db.SaveChanges() > 0)
            audit.Write(turn, caller.Portal, caller.Actor, "webhook changed", id.ToString("N"), before, Told(webhook));
        return null;
    }

    /// <summary>Switched on again, it begins as one that never failed, with what waits since before.</summary>
    private static void Switch(Webhook webhook, bool isOn, DateTimeOffset now)
    {
        if (isOn == webhook.OffAt is null) return;
        (webhook.OffAt, webhook.OffReason, webhook.OffText) = (isOn ? null : now, isOn ? null : WebhookOff.Person, null);
        (webhook.Failures, webhook.FailingSince, webhook.RetryAt) = (0, null, null);
    }

    private Refusal? Retry(WriteTurn turn, Caller caller, Guid id, long number)
    {
        using var db = turn.OpenDb();
        if (db.Webhooks.AsNoTracking().SingleOrDefault(row => row.PortalId == caller.Portal && row.Id == id) is not { } webhook)
            return Refuse.NotFound();
        if (webhook.OffAt is not null) return Off();
        if (turn.Execute(Again, ("yes", true), ("portal", caller.Portal), ("id", id), ("number", number)) == 0) return Refuse.NotFound();
        turn.Execute(AtOnce, ("portal", caller.Portal), ("id", id));
        audit.Write(
            turn, caller.Portal, caller.Actor, "webhook delivery repeated", id.ToString("N"), after: $"delivery {number}");
        return null;
    }

    private async Task NoticeAsync(CancellationToken ct)
    {
        await listeners.RefreshAsync(ct);
        wakeups.Delivering.Pulse();
    }

    /// <summary>Without path and query: both may hold a key of the receiver's.</summary>
    private static string Told(Webhook webhook) =>
        $"{new Uri(webhook.Url).Host}, {webhook.Events}, {(webhook.OffAt is null ? "on" : "off")}";

    private static Refusal TooMany() => new(409, "too_many_webhooks", new Said(
        $"У портала уже {Most} вебхуков, больше нельзя. Удалите те, которые не нужны.",
        $"This portal has {Most} webhooks, and no portal may have more. Delete those that are not needed."));

    private static Refusal Off() => Refuse.WrongState(new Said(
        "Вебхук выключен. Включите его, и то, что ждёт, уйдёт само.",
        "The webhook is switched off. Switch it on, and what waits goes by itself."));
}
