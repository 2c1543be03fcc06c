using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Reports;

/// <summary>Adds up the messages of a time, by line, mailing or day.</summary>
internal sealed class Summaries(Database database, SummedDays days, TimeProvider clock)
{
    /// <summary>Two years and what a month may have more.</summary>
    private const int MostDays = 760;

    private const int UsualDays = 30;
    private const int MostRows = 1000;

    internal async Task<ActionResult<SummaryAnswer>> OfAsync(Caller caller, SummaryQuery query, CancellationToken ct)
    {
        string zoneId;
        await using (var db = database.Read())
            zoneId = await db.Portals.Where(portal => portal.Id == caller.Portal).Select(portal => portal.TimeZone).SingleAsync(ct);
        if (QueryMoments.TryRead(query.From, "from", zoneId, out var from) is { } noFrom) return noFrom;
        if (QueryMoments.TryRead(query.To, "to", zoneId, out var to) is { } noTo) return noTo;
        var zone = LocalTimes.TryFindZone(zoneId, out var found) ? found : TimeZoneInfo.Utc;
        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Date;
        var end = to ?? LocalTimes.At(today.AddDays(1), zone);
        var start = from ?? LocalTimes.At(TimeZoneInfo.ConvertTime(end, zone).Date.AddDays(-UsualDays), zone);
        if (Check(start, end) is { } wrong) return wrong;

        var read = await days.ReadAsync(caller.Portal, zoneId, Days(start, end, zone), ct);
        var sums = read.SelectMany(day => day.Sums.Select(sum => (day.Day.Date, Sum: sum)))
            .Where(row => caller.Sees(new LineId(row.Sum.Line))).ToList();
        var rows = await RowsAsync(caller, query.By, sums, ct);
        return new SummaryAnswer(
            LocalTimes.At(TimeZoneInfo.ConvertTime(start, zone).DateTime, zone), end.ToOffset(zone.GetUtcOffset(end)), query.By, zoneId,
            rows, Row(sums.Select(row => row.Sum)));
    }

    private static Refusal? Check(DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start) return Refuse.Invalid("to", new Said("to — позже, чем from.", "to is later than from."));
        return end - start <= TimeSpan.FromDays(MostDays) ? null : Refuse.Invalid("from", new Said(
            $"Между from и to — не больше {MostDays} дней.",
            $"There are at most {MostDays} days between from and to."));
    }

    private static List<AskedDay> Days(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone)
    {
        var days = new List<AskedDay>();
        for (var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime); ; date = date.AddDays(1))
        {
            var (begins, ends) = (LocalTimes.At(date.ToDateTime(default), zone), LocalTimes.At(date.AddDays(1).ToDateTime(default), zone));
            if (begins >= end) return days;
            days.Add(new AskedDay(
                date, begins < start ? start : begins, ends > end ? end : ends, IsWhole: begins >= start && ends <= end));
        }
    }

    private async Task<IReadOnlyList<SummaryRow>> RowsAsync(
        Caller caller, SummaryBy by, List<(DateOnly Date, DaySum Sum)> sums, CancellationToken ct)
    {
        if (by == SummaryBy.Day)
            return [.. sums.GroupBy(row => row.Date).OrderBy(group => group.Key)
                .Select(group => Row(group.Select(row => row.Sum)) with { Day = $"{group.Key:yyyy-MM-dd}" })];
        await using var db = database.Read();
        return by == SummaryBy.Line
            ? Largest(sums.GroupBy(row => (Guid?)row.Sum.Line), await LineNamesAsync(db, caller, ct), (row, id) => row with { Line = id })
            : Largest(sums.GroupBy(row => row.Sum.Campaign), await MailingNamesAsync(db, caller, sums, ct),
                (row, id) => row with { Campaign = id });
    }

    private static List<SummaryRow> Largest(
        IEnumerable<IGrouping<Guid?, (DateOnly Date, DaySum Sum)>> groups, IReadOnlyDictionary<Guid, string> names,
        Func<SummaryRow, string?, SummaryRow> named) =>
        [.. groups.Select(group => named(
                Row(group.Select(row => row.Sum)) with { Name = group.Key is { } id ? names.GetValueOrDefault(id) : null },
                group.Key?.ToString("N")))
            .OrderByDescending(row => row.Messages).ThenBy(row => row.Line ?? row.Campaign, StringComparer.Ordinal).Take(MostRows)];

    private static async Task<IReadOnlyDictionary<Guid, string>> LineNamesAsync(OlConnectorDb db, Caller caller, CancellationToken ct) =>
        (await db.Lines.AsNoTracking().Where(line => line.PortalId == caller.Portal)
            .Select(line => new { line.Id, line.Name }).ToListAsync(ct))
        .ToDictionary(line => line.Id.Value, line => line.Name);

    private static async Task<IReadOnlyDictionary<Guid, string>> MailingNamesAsync(
        OlConnectorDb db, Caller caller, List<(DateOnly Date, DaySum Sum)> sums, CancellationToken ct)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var ids in sums.Select(row => row.Sum.Campaign).OfType<Guid>().Distinct().Chunk(MostRows))
            foreach (var one in await db.Campaigns.Where(campaign => ids.Contains(campaign.Id))
                .Select(campaign => new { campaign.Id, campaign.Name }).ToListAsync(ct))
                names[one.Id] = caller.SeesPeople ? one.Name : CampaignName.WithoutText(one.Name);
        return names;
    }

    private static SummaryRow Row(IEnumerable<DaySum> sums)
    {
        var all = sums.ToList();
        var states = all.GroupBy(sum => sum.State).ToDictionary(group => group.Key, group => group.Sum(sum => sum.Messages));
        return new SummaryRow(
            Line: null, Campaign: null, Day: null, Name: null, states.Values.Sum(), CampaignViews.All(states),
            CostSum.Of(all.Where(sum => CostSum.Left.Contains(sum.State))
                .Select(sum => new CostPart(sum.Currency, sum.IsPriced, sum.Messages, sum.Parts, sum.Cost))));
    }
}
