using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Api.Lines;

/// <summary>What limits have to know of the lines of a portal: whose days count, and each line's latest mailing day.</summary>
internal sealed class LimitFacts(string portalZone, IReadOnlyDictionary<LineId, MailingDay> days)
{
    /// <summary>Two look-ups a line, however much it has sent.</summary>
    private const string Latest = $$"""
        SELECT l.id AS Line, d.day AS Day, d.sent AS Sent, d.first_at AS FirstAt, d.new_recipients AS NewRecipients, d.series AS Series
          FROM lines l JOIN {{LimitsBook.LatestDay}}
         WHERE l.portal_id = {0}
        """;

    /// <summary>Of all lines of a portal.</summary>
    internal static Task<LimitFacts> OfAsync(OlConnectorDb db, PortalId portal, CancellationToken ct) =>
        ReadAsync(db, portal, db.Database.SqlQueryRaw<Row>(Latest, portal.Value), ct);

    /// <summary>Of one line.</summary>
    internal static Task<LimitFacts> OfAsync(OlConnectorDb db, PortalId portal, LineId line, CancellationToken ct) =>
        ReadAsync(db, portal, db.Database.SqlQueryRaw<Row>(Latest + " AND l.id = {1}", portal.Value, line.Value), ct);

    /// <summary>A line's limits as they stand.</summary>
    internal MarketingLimits Of(Line line) => new(
        LimitsBook.LimitsOf(line.Limits), LimitsBook.ZoneOf(line.Window, portalZone), line.ConnectedAt,
        days.TryGetValue(line.Id, out var last) ? last : null);

    private static async Task<LimitFacts> ReadAsync(OlConnectorDb db, PortalId portal, IQueryable<Row> latest, CancellationToken ct)
    {
        var zone = await db.Portals.Where(row => row.Id == portal).Select(row => row.TimeZone).SingleAsync(ct);
        return new LimitFacts(zone, (await latest.ToListAsync(ct)).ToDictionary(row => new LineId(row.Line), row => row.ToDay()));
    }

    private sealed record Row(Guid Line, long Day, int Sent, long FirstAt, int NewRecipients, int Series)
    {
        internal MailingDay ToDay() => new(
            LineDays.DayOf(Day), Sent, DateTimeOffset.FromUnixTimeMilliseconds(FirstAt), NewRecipients, Series);
    }
}
