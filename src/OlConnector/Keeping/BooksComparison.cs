using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>Compares what each line and each mailing was handed with what is there.</summary>
internal sealed class BooksComparison(Database database, ILogger<BooksComparison> log)
{
    /// <summary>
    /// A portal that is being purged loses its messages before its tallies. More than a hundred tell nothing that these do not.
    /// </summary>
    private const string OfLines = """
        SELECT l.portal_id AS Portal, l.id AS Id, l.name AS Name, books.number AS Missing
          FROM (SELECT line_id, CAST(SUM(number) AS BIGINT) AS number
                  FROM (SELECT line_id, received AS number FROM intake_tallies
                        UNION ALL SELECT line_id, -COUNT(*) FROM messages GROUP BY line_id) both_sides
                 GROUP BY line_id HAVING SUM(number) <> 0) books
          JOIN lines l ON l.id = books.line_id JOIN portals p ON p.id = l.portal_id
         WHERE p.purge_requested_at IS NULL ORDER BY l.portal_id, l.id LIMIT 100
        """;

    private const string OfMailings = """
        SELECT c.portal_id AS Portal, c.id AS Id, c.name AS Name, books.number AS Missing
          FROM (SELECT id, CAST(SUM(number) AS BIGINT) AS number
                  FROM (SELECT id, received AS number FROM campaigns
                        UNION ALL SELECT campaign_id, -COUNT(*) FROM messages WHERE campaign_id IS NOT NULL GROUP BY campaign_id) both_sides
                 GROUP BY id HAVING SUM(number) <> 0) books
          JOIN campaigns c ON c.id = books.id JOIN portals p ON p.id = c.portal_id
         WHERE p.purge_requested_at IS NULL ORDER BY c.portal_id, c.id LIMIT 100
        """;

    /// <summary>One look; answers the lines and mailings that differ.</summary>
    internal async Task<IReadOnlyList<BooksDifference>> CompareAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var lines = await db.Database.SqlQueryRaw<BooksDifference>(OfLines).ToListAsync(ct);
        var mailings = await db.Database.SqlQueryRaw<BooksDifference>(OfMailings).ToListAsync(ct);
        foreach (var line in lines) log.BooksDiffer(new LineId(line.Id), line.Missing);
        foreach (var mailing in mailings) log.MailingsBooksDiffer(mailing.Id, mailing.Missing);
        return [.. lines, .. mailings];
    }
}
