using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Lines;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>What left today.</summary>
/// <param name="Since">When the portal's day began.</param>
/// <param name="Lines">The lines that sent anything today or yesterday.</param>
internal sealed record SentResource(DateTimeOffset Since, IReadOnlyList<LineSent> Lines);

/// <summary>What left by one line.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Today">Messages that its gateway took since the portal's midnight.</param>
/// <param name="Yesterday">Messages that it took on the day before.</param>
internal sealed record LineSent(string LineId, int Today, int Yesterday);

/// <summary>Counts what left by each line, by the portal's calendar.</summary>
internal sealed class SentToday(Database database, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    /// <summary>Ids are ordered by time: one index finds what is young enough to have left since yesterday.</summary>
    private const string Count = """
        SELECT line_id AS Line, CAST(SUM(CASE WHEN sent_at >= {3} THEN 1 ELSE 0 END) AS BIGINT) AS Today, COUNT(*) AS Sent
          FROM messages WHERE portal_id = {0} AND id >= {1} AND sent_at >= {2} GROUP BY line_id
        """;

    internal async Task<ActionResult<SentResource>> CountAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        var zone = await db.Portals.Where(portal => portal.Id == caller.Portal).Select(portal => portal.TimeZone).SingleAsync(ct);
        var (today, yesterday) = DaysOf(zone);
        var rows = await db.Database.SqlQueryRaw<Row>(
            Count, caller.Portal.Value, Ids.FirstAt(yesterday - Longest()), yesterday.ToUnixTimeMilliseconds(),
            today.ToUnixTimeMilliseconds()).ToListAsync(ct);
        var lines = rows.Where(row => caller.Sees(new LineId(row.Line)))
            .Select(row => new LineSent(new LineId(row.Line).ToString(), (int)row.Today, (int)(row.Sent - row.Today)));
        return new SentResource(today, [.. lines.OrderBy(line => line.LineId, StringComparer.Ordinal)]);
    }

    private (DateTimeOffset Today, DateTimeOffset Yesterday) DaysOf(string portalZone)
    {
        var zone = LocalTimes.TryFindZone(portalZone, out var known) ? known : TimeZoneInfo.Utc;
        var day = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Date;
        return (LocalTimes.At(day, zone), LocalTimes.At(day.AddDays(-1), zone));
    }

    /// <summary>
    /// A message that leaves now was accepted no longer ago: it was worth its validity, after it had been held for its own.
    /// </summary>
    private TimeSpan Longest()
    {
        var times = options.CurrentValue;
        return times.HoldValidity + (times.MarketingValidity > times.DirectValidity ? times.MarketingValidity : times.DirectValidity);
    }

    private sealed record Row(Guid Line, long Today, long Sent);
}
