using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Nodes;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>
/// The keys of all lines, in memory and as hashes only, so that a call can be told from a forgery without the database (design.md §4.5).
/// </summary>
internal sealed class LineDirectory(Database database, SecretBox secrets, Revisions revisions, TimeProvider clock)
{
    private volatile Snapshot _known = new([], [], []);

    /// <summary>Reads all lines anew, and has other nodes do so. Called after every change of a line or portal.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        await revisions.RaiseAsync(Revisions.Lines);
        await ReadAsync(ct);
    }

    /// <summary>Reads all lines anew.</summary>
    public async Task ReadAsync(CancellationToken ct = default)
    {
        await using var db = database.Read();
        var rows = await db.Lines.AsNoTracking()
            .Join(
                // A portal whose data is being deleted has no addresses any more.
                db.Portals.AsNoTracking().Where(portal => portal.PurgeRequestedAt == null),
                line => line.PortalId, portal => portal.Id, (line, portal) => new { line, portal })
            .ToListAsync(ct);
        var byHandler = new Dictionary<string, LineAddress>(StringComparer.Ordinal);
        var byHook = new Dictionary<string, LineAddress>(StringComparer.Ordinal);
        var previous = new Dictionary<string, (LineAddress, DateTimeOffset)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var address = new LineAddress(
                row.line.PortalId, row.line.Id, row.line.Code, row.line.GatewayKind, row.line.State, row.line.TreatAsMarketing,
                HashOf(row.portal.ApplicationToken), HashOf(row.portal.PreviousApplicationToken),
                row.portal.PreviousApplicationTokenEndsAt);
            byHandler[row.line.HandlerKeyHash] = address;
            byHook[row.line.HookKeyHash] = address;
            if (row.line.PreviousHandlerKeyHash is { } old && row.line.PreviousHandlerKeyEndsAt is { } until)
                previous[old] = (address, until);
        }

        _known = new Snapshot(byHandler, byHook, previous);
    }

    /// <summary>The line whose HANDLER key this is, or was until its grace ended.</summary>
    public LineAddress? FindByHandlerKey(string key)
    {
        var hash = SecretKey.Hash(key);
        if (_known.ByHandler.TryGetValue(hash, out var address)) return address;
        return _known.Previous.TryGetValue(hash, out var old) && old.Until > clock.GetUtcNow() ? old.Address : null;
    }

    /// <summary>The line whose hook key this is.</summary>
    public LineAddress? FindByHookKey(string key) => _known.ByHook.GetValueOrDefault(SecretKey.Hash(key));

    /// <summary>The portal's lines of one kind of gateway.</summary>
    public IEnumerable<LineAddress> OfKind(PortalId portal, string gatewayKind) => _known.ByKind[(portal, gatewayKind)];

    /// <summary>True when the application token is the portal's own, or its previous one within the grace.</summary>
    public bool IsGenuine(LineAddress line, string applicationToken)
    {
        var hash = SecretKey.Hash(applicationToken);
        return (line.ApplicationTokenHash is { } current && SecretKey.AreEqual(current, hash))
            || (line.PreviousApplicationTokenHash is { } old && line.PreviousApplicationTokenEndsAt > clock.GetUtcNow()
                && SecretKey.AreEqual(old, hash));
    }

    private string? HashOf(string? stored) => secrets.Unprotect(stored) is { } token ? SecretKey.Hash(token) : null;

    private sealed class Snapshot(
        Dictionary<string, LineAddress> byHandler, Dictionary<string, LineAddress> byHook,
        Dictionary<string, (LineAddress Address, DateTimeOffset Until)> previous)
    {
        public FrozenDictionary<string, LineAddress> ByHandler { get; } = byHandler.ToFrozenDictionary(StringComparer.Ordinal);
        public ILookup<(PortalId, string), LineAddress> ByKind { get; } = byHook.Values.ToLookup(line => (line.PortalId, line.GatewayKind));
        public FrozenDictionary<string, LineAddress> ByHook { get; } = byHook.ToFrozenDictionary(StringComparer.Ordinal);
        public FrozenDictionary<string, (LineAddress Address, DateTimeOffset Until)> Previous { get; } =
            previous.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
