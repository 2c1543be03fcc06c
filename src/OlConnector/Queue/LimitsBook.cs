using System.Collections.Concurrent;
using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Reads the limits of lines with what they have to know: two look-ups a line, however much it has sent.</summary>
internal static class LimitsBook
{
    /// <summary>What joins a line <c>l</c> with its latest mailing day <c>d</c>: one look-up.</summary>
    internal const string LatestDay = """
        line_days d ON d.portal_id = l.portal_id AND d.line_id = l.id AND d.day = (
            SELECT MAX(x.day) FROM line_days x WHERE x.portal_id = l.portal_id AND x.line_id = l.id)
        """;

    /// <summary>The columns that <see cref="Read"/> expects, in its order; <c>d</c> is the line's latest mailing day.</summary>
    internal const string Select = $"""
        SELECT l.id, l."window", l.limits, l.connected_at, p.time_zone, d.day, d.sent, d.first_at, d.new_recipients, d.series
          FROM lines l JOIN portals p ON p.id = l.portal_id LEFT JOIN {LatestDay}
        """;

    internal const string OfLines = $"{Select} WHERE l.id {RowSet.Lines}";

    private static readonly ConcurrentDictionary<string, LineLimits> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new(StringComparer.Ordinal);

    /// <summary>The limits of each of these lines as they stand.</summary>
    internal static Dictionary<LineId, MarketingLimits> Find(WriteTurn turn, IEnumerable<LineId> lines) =>
        turn.Query(OfLines, Read, ("lines", lines)).ToDictionary(row => row.Line, row => row.Limits);

    /// <summary>One row.</summary>
    internal static (LineId Line, MarketingLimits Limits) Read(DbDataReader row)
    {
        var columns = new RowReader(row);
        var (line, window, limits) = (columns.NextLine(), columns.NextTextOrNull(), columns.NextTextOrNull());
        var (connectedAt, zone) = (columns.NextMomentOrNull(), columns.NextText());
        return (line, new MarketingLimits(LimitsOf(limits), ZoneOf(window, zone), connectedAt, DayOrNull(row)));
    }

    /// <summary>Whose days count (design.md §10): those of the window's zone, else of the portal's.</summary>
    internal static TimeZoneInfo ZoneOf(string? window, string portalZone) =>
        window is not null ? Zones.GetOrAdd(window, json => WindowJson.Read(json).Zone)
        : LocalTimes.TryFindZone(portalZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A line's limits as its row has them.</summary>
    internal static LineLimits LimitsOf(string? json) => json is null ? LineLimits.Default : Known.GetOrAdd(json, LimitsJson.Read);

    private static MailingDay? DayOrNull(DbDataReader row) => row.IsDBNull(5)
        ? null
        : new MailingDay(LineDays.DayOf(row.GetInt64(5)), row.GetInt32(6), row.Moment(7), row.GetInt32(8), row.GetInt32(9));
}
