using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Api.Portals;

/// <summary>What waits in some portals. Every branch is served by an index of exactly its rows.</summary>
internal sealed class PortalFigures
{
    private ILookup<string, Row> _waiting = Array.Empty<Row>().ToLookup(row => row.Portal);
    private ILookup<PortalId, LineRow> _lines = Array.Empty<LineRow>().ToLookup(row => row.Portal);
    private Dictionary<long, DateTimeOffset> _cameAt = [];
    private Dictionary<long, string?> _errors = [];

    internal static async Task<PortalFigures> OfAsync(OlConnectorDb db, IReadOnlyList<PortalId> portals, CancellationToken ct)
    {
        if (portals.Count == 0) return new PortalFigures();
        var rows = await db.Database.SqlQueryRaw<Row>(Select(portals.Count), [.. portals.Select(portal => (object)portal.Value)])
            .ToListAsync(ct);
        var oldest = rows.Where(row => row.Kind is "queued" && row.Mark > 0).Select(row => row.Mark).ToList();
        var refused = rows.Where(row => row.Kind is "error" && row.Mark > 0).Select(row => row.Mark).ToList();
        var lines = await db.Lines.AsNoTracking().Where(line => portals.Contains(line.PortalId) && line.State != LineState.Off)
            .Select(line => new LineRow(line.PortalId, line.State, line.FrozenReason, line.Connection)).ToListAsync(ct);
        return new PortalFigures
        {
            _waiting = rows.ToLookup(row => row.Portal),
            _lines = lines.ToLookup(line => line.Portal),
            _cameAt = await db.Messages.AsNoTracking().Where(message => oldest.Contains(message.Sequence))
                .ToDictionaryAsync(message => message.Sequence, message => message.AcceptedAt, ct),
            _errors = await db.Outbox.AsNoTracking().Where(report => refused.Contains(report.MessageSequence))
                .ToDictionaryAsync(report => report.MessageSequence, report => report.Error, ct),
        };
    }

    internal int Count(PortalId portal, string kind) => Of(portal, kind).Sum(row => row.Number);

    internal DateTimeOffset? OldestWait(PortalId portal) =>
        Of(portal, "queued").Where(row => _cameAt.ContainsKey(row.Mark)).Min(row => (DateTimeOffset?)_cameAt[row.Mark]);

    internal string? LastError(PortalId portal) => Of(portal, "error").Select(row => _errors.GetValueOrDefault(row.Mark)).FirstOrDefault();

    internal LinesByState Lines(PortalId portal)
    {
        int In(LineState state) => _lines[portal].Count(line => line.State == state);
        var disconnected = _lines[portal].Count(line => line is { State: LineState.Active, Connection: not LineConnection.Connected });
        return new LinesByState(In(LineState.Active), In(LineState.Paused), In(LineState.Frozen), disconnected);
    }

    internal IReadOnlyList<string> FrozenReasons(PortalId portal) =>
        [.. _lines[portal].Where(line => line.State == LineState.Frozen).Select(line => line.Reason).OfType<string>().Distinct()];

    private IEnumerable<Row> Of(PortalId portal, string kind) => _waiting[portal.Value].Where(row => row.Kind == kind);

    /// <summary><c>Mark</c> is the oldest message of those that wait, or the newest that the portal refused to hear about.</summary>
    private static string Select(int portals)
    {
        var these = string.Join(", ", Enumerable.Range(0, portals).Select(place => $"{{{place}}}"));
        string OfLines(string kind, string where) => $"""
            SELECT l.portal_id AS Portal, '{kind}' AS Kind, COUNT(*) AS Number, MIN(m.sequence) AS Mark
              FROM lines l JOIN messages m ON m.line_id = l.id WHERE l.portal_id IN ({these}) AND {where} GROUP BY l.portal_id
            """;
        string OfPortal(string kind, string table, string mark, string where) => $"""
            SELECT portal_id AS Portal, '{kind}' AS Kind, COUNT(*) AS Number, {mark} AS Mark
              FROM {table} WHERE portal_id IN ({these}) AND {where} GROUP BY portal_id
            """;
        return string.Join(
            "\nUNION ALL\n",
            OfPortal("queued", "messages", "MIN(sequence)", "state = 'accepted'"),
            OfLines("queued", "m.state = 'queued' AND m.retry_at IS NULL"),
            OfLines("queued", "m.state = 'queued' AND m.retry_at IS NOT NULL"),
            OfLines("held", "m.state = 'held'"),
            OfLines("inFlight", "m.state = 'dispatching'"),
            OfPortal("outbox", "status_reports", "0", "due_at IS NOT NULL"),
            OfPortal("error", "status_reports", "MAX(message_sequence)", "due_at IS NOT NULL AND error IS NOT NULL"));
    }

    private sealed record Row(string Portal, string Kind, int Number, long Mark);

    private sealed record LineRow(PortalId Portal, LineState State, string? Reason, LineConnection Connection);
}
