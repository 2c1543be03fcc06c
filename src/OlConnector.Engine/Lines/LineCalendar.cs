namespace OlConnector.Engine.Lines;

/// <summary>A day to come, as a line's window and limits see it if nothing is sent before.</summary>
/// <param name="Date">Where the line is.</param>
/// <param name="IsRest">It belongs to the rest after a full series, whether that is kept or only shown.</param>
/// <param name="IsAllowed">Marketing may leave on it by itself.</param>
/// <param name="Reason">Why it may not.</param>
public readonly record struct CalendarDay(DateOnly Date, bool IsRest, bool IsAllowed, string? Reason);

/// <summary>On which days a line sends marketing, and on which it rests.</summary>
public static class LineCalendar
{
    /// <summary>Today and the days after it.</summary>
    public static IReadOnlyList<CalendarDay> Of(SendingWindow? window, MarketingLimits limits, DateTimeOffset now, int days)
    {
        var today = limits.DayOf(now);
        return [.. Enumerable.Range(0, days).Select(ahead => Of(window, limits, now, today.AddDays(ahead)))];
    }

    private static CalendarDay Of(SendingWindow? window, MarketingLimits limits, DateTimeOffset now, DateOnly day)
    {
        var (start, end) = (limits.StartOf(day), limits.StartOf(day.AddDays(1)));
        var opening = MarketingHours.From(window, limits, start > now ? start : now);
        var reason = opening.At is { } at && at < end ? limits.HoldOf(at, toNew: false, releasedFrom: null) : opening.Reason;
        return new CalendarDay(day, limits.IsRest(day), reason is null, reason);
    }
}

/// <summary>How a new number begins: a week of mailings that grow day by day (product.md §12.7).</summary>
public static class WarmUp
{
    /// <summary>Days of the plan.</summary>
    public const int Days = 7;

    private const int First = 12;
    private const int Last = 100;

    /// <summary>How many messages of each day are advised, by equal growth from 12 to 100.</summary>
    public static IReadOnlyList<int> Messages { get; } =
        [.. Enumerable.Range(0, Days).Select(day => (int)Math.Round(First * Math.Pow((double)Last / First, day / (Days - 1.0))))];
}
