using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Lines;

/// <summary>The days of a line: what it sent, when it rests, when it may send.</summary>
/// <param name="TimeZone">Whose days they are (IANA).</param>
/// <param name="Days">Four weeks that were, today, and four weeks to come if nothing is sent in between.</param>
/// <param name="WarmUp">What a new number is advised to send on its first seven days; empty once they are over.</param>
internal sealed record LineCalendarAnswer(
    string TimeZone, IReadOnlyList<LineCalendarDay> Days, IReadOnlyList<WarmUpDay> WarmUp);

/// <summary>One day of a line.</summary>
/// <param name="Date">Such as 2026-03-02.</param>
/// <param name="Sent">Marketing messages that left on it, or may have left.</param>
/// <param name="NewRecipients">How many of them went to new recipients; counted in a line's first days.</param>
/// <param name="Rest">It belongs to the rest after a full series, kept or only shown; told of today and later.</param>
/// <param name="Allowed">Marketing may leave on it by itself; null for a day that was.</param>
/// <param name="Reason">Why it may not.</param>
internal sealed record LineCalendarDay(string Date, int Sent, int NewRecipients, bool Rest, bool? Allowed, string? Reason);

/// <summary>One day of the plan for a new number.</summary>
/// <param name="Date">Such as 2026-03-02.</param>
/// <param name="Messages">How many messages are advised.</param>
internal sealed record WarmUpDay(string Date, int Messages);

/// <summary>Shows the days of lines.</summary>
internal sealed class LineCalendars(Database database, LineReading reading, LineViews views, TimeProvider clock)
{
    /// <summary>Days that were, and days to come.</summary>
    private const int Span = 28;

    internal async Task<ActionResult<LineCalendarAnswer>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } line) return Refuse.NotFound();
        if (line.State == LineState.Off) return LineRefusals.Deleted();
        await using var db = database.Read();
        var pace = views.PaceOf(line, await LimitFacts.OfAsync(db, line.PortalId, line.Id, ct));
        var (limits, now) = (pace.Limits!, clock.GetUtcNow());
        var (today, sent) = (limits.DayOf(now), await SentAsync(db, line, limits.DayOf(now), ct));
        var was = Enumerable.Range(-Span, Span).Select(ago => Shown(today.AddDays(ago), sent, coming: null));
        var coming = LineCalendar.Of(pace.Window, limits, now, Span + 1).Select(day => Shown(day.Date, sent, day));
        return new LineCalendarAnswer(limits.Zone.Id, [.. was, .. coming], WarmUpOf(limits, today, now));
    }

    private static Task<Dictionary<long, LineDay>> SentAsync(OlConnectorDb db, Line line, DateOnly today, CancellationToken ct)
    {
        var since = LineDays.NumberOf(today.AddDays(-Span));
        return db.LineDays.AsNoTracking()
            .Where(day => day.PortalId == line.PortalId && day.LineId == line.Id && day.Day >= since)
            .ToDictionaryAsync(day => day.Day, ct);
    }

    private static LineCalendarDay Shown(DateOnly date, Dictionary<long, LineDay> sent, CalendarDay? coming)
    {
        var day = sent.GetValueOrDefault(LineDays.NumberOf(date));
        return new LineCalendarDay(
            Written(date), day?.Sent ?? 0, day?.NewRecipients ?? 0, coming?.IsRest ?? false, coming?.IsAllowed, coming?.Reason);
    }

    /// <summary>From the day of the first connection; a line that was never connected begins today.</summary>
    private static List<WarmUpDay> WarmUpOf(MarketingLimits limits, DateOnly today, DateTimeOffset now)
    {
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(limits.ConnectedAt ?? now, limits.Zone).DateTime);
        return first.AddDays(WarmUp.Days) <= today
            ? []
            : [.. WarmUp.Messages.Select((messages, day) => new WarmUpDay(Written(first.AddDays(day)), messages))];
    }

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
