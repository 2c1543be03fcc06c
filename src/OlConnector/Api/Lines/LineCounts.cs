using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Api.Lines;

/// <summary>How many messages a line has in each state that is not over yet.</summary>
internal sealed record LineCounts(int Accepted, int Queued, int Held, int InFlight)
{
    internal static readonly LineCounts None = new(0, 0, 0, 0);

    private const string OfPortal = "IN (SELECT id FROM lines WHERE portal_id = {0})";

    /// <summary>The counts of every line of a portal that has any.</summary>
    internal static async Task<IReadOnlyDictionary<LineId, LineCounts>> OfAsync(OlConnectorDb db, PortalId portal, CancellationToken ct)
    {
        var rows = await db.Database.SqlQueryRaw<Row>(Select(OfPortal), portal.Value).ToListAsync(ct);
        return rows.GroupBy(row => new LineId(row.Line)).ToDictionary(line => line.Key, Of);
    }

    /// <summary>The counts of one line, whatever others the portal has.</summary>
    internal static async Task<LineCounts> OfAsync(OlConnectorDb db, PortalId portal, LineId line, CancellationToken ct) =>
        Of(await db.Database.SqlQueryRaw<Row>(Select("= {1}"), portal.Value, line.Value).ToListAsync(ct));

    /// <summary>Each branch is served by an index of exactly these rows; what is accepted, by the portal's part of it.</summary>
    private static string Select(string lines) => $$"""
        SELECT line_id AS Line, 'accepted' AS State, COUNT(*) AS Number FROM messages
         WHERE state = 'accepted' AND portal_id = {0} AND line_id {{lines}} GROUP BY line_id
        UNION ALL SELECT line_id, 'queued', COUNT(*) FROM messages
         WHERE state = 'queued' AND retry_at IS NULL AND line_id {{lines}} GROUP BY line_id
        UNION ALL SELECT line_id, 'queued', COUNT(*) FROM messages
         WHERE state = 'queued' AND retry_at IS NOT NULL AND line_id {{lines}} GROUP BY line_id
        UNION ALL SELECT line_id, 'held', COUNT(*) FROM messages WHERE state = 'held' AND line_id {{lines}} GROUP BY line_id
        UNION ALL SELECT line_id, 'dispatching', COUNT(*) FROM messages WHERE state = 'dispatching' AND line_id {{lines}} GROUP BY line_id
        """;

    private static LineCounts Of(IEnumerable<Row> rows)
    {
        var line = rows.ToList();
        return new LineCounts(Sum(line, "accepted"), Sum(line, "queued"), Sum(line, "held"), Sum(line, "dispatching"));
    }

    private static int Sum(IEnumerable<Row> rows, string state) => rows.Where(row => row.State == state).Sum(row => row.Number);

    private sealed record Row(Guid Line, string State, int Number);
}
