using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Which portals have a webhook, and for what: kept in memory, so that what happens to everybody else costs no statement. Read again when
/// a webhook of this node's changes, and on a shared database once a second for those of others.
/// </summary>
internal sealed class WebhookListeners(Database database)
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private FrozenDictionary<PortalId, FrozenSet<string>> _heard = FrozenDictionary<PortalId, FrozenSet<string>>.Empty;

    /// <summary>True while no portal has one that is switched on.</summary>
    public bool IsEmpty => _heard.Count == 0;

    /// <summary>Portals with a webhook for one of these types.</summary>
    public IReadOnlyList<PortalId> Of(params IReadOnlyList<string> types) =>
        [.. _heard.Where(portal => types.Any(portal.Value.Contains)).Select(portal => portal.Key)];

    /// <summary>Whether a portal wants to hear of such events.</summary>
    public bool Hear(PortalId portal, string type) => _heard.TryGetValue(portal, out var types) && types.Contains(type);

    /// <summary>Reads who listens. One at a time, so that an older reading never takes a newer one's place.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        await _reading.WaitAsync(ct);
        try
        {
            await using var db = database.Read();
            var rows = await db.Webhooks.AsNoTracking().Where(webhook => webhook.OffAt == null)
                .Select(webhook => new { webhook.PortalId, webhook.Events }).ToListAsync(ct);
            _heard = rows.GroupBy(row => row.PortalId).ToFrozenDictionary(
                portal => portal.Key,
                portal => portal.SelectMany(row => row.Events.Split(',')).ToFrozenSet(StringComparer.Ordinal));
        }
        finally
        {
            _reading.Release();
        }
    }
}
