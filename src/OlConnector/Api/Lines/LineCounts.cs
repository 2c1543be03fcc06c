using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Api.Lines;

/// <summary>How many messages a line has in each state that is not over yet.</summary>
internal sealed record LineCounts(int Accepted, int Queued, int Held, int InFlight)
{
    internal static readonly LineCounts None = new(0, 0, 0, 0);

    /// <summary>The counts of every line of a portal that has any. Each branch is served by an index of exactly these rows.</summary>
    internal static async Task<IReadOnlyDictionary<LineId, LineCounts>> OfAsync(OlConnectorDb db, PortalId portal, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Row>($"""
            SELECT line_id AS Line, 'accepted' AS State, COUNT(*) AS Number FROM messages
             WHERE state = 'accepted' AND line_id IN (SELECT id FROM lines WHERE portal_id = {portal.Value}) GROUP BY line_id
            UNION ALL SELECT line_id, 'queued', COUNT(*) FROM messages
             WHERE state = 'queued' AND retry_at IS NULL AND line_id IN (SELECT id FROM lines WHERE portal_id = {portal.Value})
             GROUP BY line_id
            UNION ALL SELECT line_id, 'queued', COUNT(*) FROM messages
             WHERE state = 'queued' AND retry_at IS NOT NULL AND line_id IN (SELECT id FROM lines WHERE portal_id = {portal.Value})
             GROUP BY line_id
            UNION ALL SELECT line_id, 'held', COUNT(*) FROM messages
             WHERE state = 'held' AND line_id IN (SELECT id FROM lines WHERE portal_id = {portal.Value}) GROUP BY line_id
            UNION ALL SELECT line_id, 'dispatching', COUNT(*) FROM messages
             WHERE state = 'dispatching' AND line_id IN (SELECT id FROM lines WHERE portal_id = {portal.Value}) GROUP BY line_id
            """).ToListAsync(ct);
        return rows.GroupBy(row => new LineId(row.Line)).ToDictionary(
            line => line.Key,
            line => new LineCounts(Sum(line, "accepted"), Sum(line, "queued"), Sum(line, "held"), Sum(line, "dispatching")));
    }

    private static int Sum(IEnumerable<Row> rows, string state) => rows.Where(row => row.State == state).Sum(row => row.Number);

    private sealed record Row(Guid Line, string State, int Number);
}
