using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Webhooks;

/// <summary>Finds a portal's webhooks and what they were told.</summary>
internal sealed class WebhookReading(Database database)
{
    internal async Task<ActionResult<Page<WebhookResource>>> ListAsync(Caller caller, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        await using var db = database.Read();
        var webhooks = await db.Webhooks.AsNoTracking().Where(row => row.PortalId == caller.Portal).ToListAsync(ct);
        var backlogs = await BacklogsAsync(db, caller.Portal, ct);
        return Pages.OfWhole(
            webhooks.Select(row => WebhookViews.Show(row, backlogs.GetValueOrDefault(row.Id, Backlog.None))), page, after, row => row.Id);
    }

    internal async Task<ActionResult<WebhookResource>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        await using var db = database.Read();
        var found = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.PortalId == caller.Portal && row.Id == key, ct);
        if (found is null) return Refuse.NotFound();
        return WebhookViews.Show(found, (await BacklogsAsync(db, caller.Portal, ct)).GetValueOrDefault(key, Backlog.None));
    }

    internal async Task<ActionResult<Page<DeliveryResource>>> DeliveriesAsync(
        Caller caller, string id, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: false, out var after) is { } refusal) return refusal;
        if (!Guid.TryParse(id, out var key)) return Refuse.NotFound();
        await using var db = database.Read();
        if (!await db.Webhooks.AnyAsync(row => row.PortalId == caller.Portal && row.Id == key, ct)) return Refuse.NotFound();
        var before = after?.At ?? long.MaxValue;
        var rows = await db.WebhookDeliveries.AsNoTracking()
            .Where(row => row.PortalId == caller.Portal && row.WebhookId == key && row.Id < before)
            .OrderByDescending(row => row.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Pages.Of(rows, page.Limit, row => WebhookViews.Show(row, caller), row => new Cursor(row.Id, "delivery"));
    }

    internal async Task<ActionResult<DeliveryResource>> DeliveryAsync(Caller caller, Guid webhook, long number, CancellationToken ct)
    {
        await using var db = database.Read();
        var found = await db.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(
            row => row.PortalId == caller.Portal && row.WebhookId == webhook && row.Sequence == number, ct);
        return found is null ? Refuse.NotFound() : WebhookViews.Show(found, caller);
    }

    private static async Task<Dictionary<Guid, Backlog>> BacklogsAsync(OlConnectorDb db, PortalId portal, CancellationToken ct)
    {
        var rows = await db.Webhooks.Where(webhook => webhook.PortalId == portal)
            .SelectMany(webhook => db.WebhookDeliveries.Where(row => row.WebhookId == webhook.Id && row.IsWaiting))
            .GroupBy(row => row.WebhookId)
            .Select(group => new { group.Key, Count = group.Count(), First = group.Min(row => row.Id) }).ToListAsync(ct);
        var firsts = rows.Select(row => row.First).ToList();
        var moments = await db.WebhookDeliveries.Where(row => firsts.Contains(row.Id)).Select(row => new { row.WebhookId, row.At })
            .ToDictionaryAsync(row => row.WebhookId, row => row.At, ct);
        return rows.ToDictionary(row => row.Key, row => new Backlog(row.Count, moments.GetValueOrDefault(row.Key)));
    }
}
