using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using OlConnector.Api.Messages;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Reports;

/// <summary>
/// Adds up a portal's messages by days. A day that is over for long is added up once and kept; it is added up anew only when one of its
/// messages changed later than that. Whoever asks for two years pays for the last days.
/// </summary>
internal sealed class SummedDays(Database database, Writer writer, TimeProvider clock)
{
    /// <summary>A day is kept once it has been over for so long: a day longer than what changes late, since nodes' clocks differ.</summary>
    private static readonly TimeSpan KeptAfter = ChangedDays.After + TimeSpan.FromDays(1);

    /// <summary>Days that are written in one turn.</summary>
    private const int Slice = 50;

    private const string Keep = """
        INSERT INTO summed_days (portal_id, day, time_zone, version, sums) VALUES (@portal, @day, @zone, @version, @sums)
        ON CONFLICT (portal_id, day) DO UPDATE
           SET time_zone = excluded.time_zone, version = excluded.version, sums = excluded.sums
        """;

    /// <summary>The sums of each of these days.</summary>
    /// <param name="portal">Whose messages.</param>
    /// <param name="zone">Whose days.</param>
    /// <param name="days">The days, or the parts of days that are asked for.</param>
    /// <param name="ct">Ends the reading.</param>
    internal async Task<IReadOnlyList<(AskedDay Day, IReadOnlyList<DaySum> Sums)>> ReadAsync(
        PortalId portal, string zone, IReadOnlyList<AskedDay> days, CancellationToken ct)
    {
        if (days.Count == 0) return [];
        await using var db = database.Read();
        var keptUntil = clock.GetUtcNow() - KeptAfter;
        // Read before anything is counted: what changes meanwhile is found to have changed when it is asked for next.
        var versions = await VersionsAsync(db, portal, days, ct);
        var kept = await KeptAsync(db, portal, zone, days, ct);
        var (answer, fresh) = (new List<(AskedDay, IReadOnlyList<DaySum>)>(days.Count), new List<SummedDay>());
        foreach (var day in days)
        {
            var (isKept, version) = (day.IsWhole && day.To < keptUntil, VersionOf(versions, day));
            if (isKept && kept.GetValueOrDefault(NumberOf(day)) is { } known && known.Version == version)
            {
                answer.Add((day, JsonConvert.DeserializeObject<List<DaySum>>(known.Sums)!));
                continue;
            }

            var sums = await CountAsync(db, portal, day, ct);
            answer.Add((day, sums));
            if (isKept) fresh.Add(RowOf(portal, zone, day, version, sums));
        }

        foreach (var slice in fresh.Chunk(Slice)) await writer.RunAsync(turn => KeepAll(turn, slice), ct);
        return answer;
    }

    private static async Task<Dictionary<long, long>> VersionsAsync(
        OlConnectorDb db, PortalId portal, IReadOnlyList<AskedDay> days, CancellationToken ct)
    {
        var (first, last) = (UtcDay.Of(days[0].From), UtcDay.Of(days[^1].To));
        return await db.ChangedDays.AsNoTracking().Where(row => row.PortalId == portal && row.Day >= first && row.Day <= last)
            .ToDictionaryAsync(row => row.Day, row => row.Version, ct);
    }

    private static async Task<Dictionary<long, SummedDay>> KeptAsync(
        OlConnectorDb db, PortalId portal, string zone, IReadOnlyList<AskedDay> days, CancellationToken ct)
    {
        var (first, last) = (NumberOf(days[0]), NumberOf(days[^1]));
        return await db.SummedDays.AsNoTracking()
            .Where(row => row.PortalId == portal && row.Day >= first && row.Day <= last && row.TimeZone == zone)
            .ToDictionaryAsync(row => row.Day, ct);
    }

    /// <summary>A day of another zone lies in two days of UTC.</summary>
    private static long VersionOf(Dictionary<long, long> versions, AskedDay day)
    {
        var sum = 0L;
        for (var utc = UtcDay.Of(day.From); utc <= UtcDay.Of(day.To.AddMilliseconds(-1)); utc++) sum += versions.GetValueOrDefault(utc);
        return sum;
    }

    private static async Task<List<DaySum>> CountAsync(OlConnectorDb db, PortalId portal, AskedDay day, CancellationToken ct)
    {
        var (first, last) = (Ids.FirstAt(day.From), Ids.FirstAt(day.To + MessageFilter.IdLag));
        var (from, to) = (day.From.ToUnixTimeMilliseconds(), day.To.ToUnixTimeMilliseconds());
        var sums = await db.Messages.FromSql($"""
                SELECT * FROM messages
                 WHERE portal_id = {portal.Value} AND id >= {first} AND id < {last} AND accepted_at >= {from} AND accepted_at < {to}
                """)
            .GroupBy(row => new { row.LineId, row.CampaignId, row.State, row.Currency, IsPriced = row.Cost != null })
            .Select(group => new
            {
                group.Key,
                Messages = group.Count(),
                Parts = group.Sum(row => (long?)row.Parts) ?? 0,
                Cost = group.Sum(row => row.Cost) ?? 0,
            }).ToListAsync(ct);
        return sums.ConvertAll(sum => new DaySum(
            sum.Key.LineId.Value, sum.Key.CampaignId, sum.Key.State, sum.Key.Currency, sum.Key.IsPriced, sum.Messages, sum.Parts,
            sum.Cost));
    }

    private static SummedDay RowOf(PortalId portal, string zone, AskedDay day, long version, List<DaySum> sums) => new()
    {
        PortalId = portal,
        Day = NumberOf(day),
        TimeZone = zone,
        Version = version,
        Sums = JsonConvert.SerializeObject(sums),
    };

    private static void KeepAll(WriteTurn turn, IEnumerable<SummedDay> days)
    {
        foreach (var day in days)
            turn.Put(
                Keep, ("portal", day.PortalId), ("day", day.Day), ("zone", day.TimeZone), ("version", day.Version), ("sums", day.Sums));
    }

    private static long NumberOf(AskedDay day) => LineDays.NumberOf(day.Date);
}

/// <summary>A day, or a part of one, of which sums are asked for.</summary>
/// <param name="Date">The date in the portal's zone.</param>
/// <param name="From">Its first moment.</param>
/// <param name="To">The moment behind its last.</param>
/// <param name="IsWhole">Nothing of the day is left out.</param>
internal sealed record AskedDay(DateOnly Date, DateTimeOffset From, DateTimeOffset To, bool IsWhole);
