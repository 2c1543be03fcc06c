using OlConnector.Engine.Lines;

namespace OlConnector.Queue;

/// <summary>What is wrong with limits.</summary>
/// <param name="Field">Path of the field, such as <c>limits.rest.days</c>.</param>
/// <param name="Least">The least number that may stand there; null where a time of the day is wanted.</param>
/// <param name="Most">The greatest.</param>
internal sealed record LimitProblem(string Field, int? Least, int? Most)
{
    private const int LongestSeries = 31;
    private const int LongestSpan = 365;
    private const int MostNewRecipients = 100_000;
    private const int MostPerDay = 1_000_000;

    /// <summary>A day has no more hours.</summary>
    internal static readonly TimeSpan LongestDay = TimeSpan.FromHours(24);

    /// <summary>The first field that is wrong; null when the limits may stand.</summary>
    internal static LimitProblem? Of(LimitsJson limits) =>
        Hours(limits.HoursPerDay?.Max)
        ?? Number("daysInRow.max", limits.DaysInRow?.Max, LongestSeries)
        ?? Number("rest.days", limits.Rest?.Days, LongestSpan)
        ?? Number("youngLine.days", limits.YoungLine?.Days, LongestSpan)
        ?? Number("newRecipients.perDay", limits.NewRecipients?.PerDay, MostNewRecipients)
        ?? Number("newRecipients.firstDays", limits.NewRecipients?.FirstDays, LongestSpan)
        ?? Time("recipientHours.from", limits.RecipientHours?.From)
        ?? Time("recipientHours.to", limits.RecipientHours?.To)
        ?? Number("perDay.max", NumberOf(limits.PerDay), MostPerDay);

    /// <summary>Where the limit does something, a number has to be there: zero stands for the one that is missing.</summary>
    private static int? NumberOf(PerDayJson? limit) => limit is { Mode: LimitMode.Warn or LimitMode.Hold, Max: null } ? 0 : limit?.Max;

    private static LimitProblem? Hours(TimeSpan? max) =>
        max is null || (max > TimeSpan.Zero && max <= LongestDay) ? null : new LimitProblem("limits.hoursPerDay.max", 0, null);

    private static LimitProblem? Number(string field, int? value, int most) =>
        value is null || (value >= 1 && value <= most) ? null : new LimitProblem($"limits.{field}", 1, most);

    private static LimitProblem? Time(string field, string? text) =>
        text is null || LimitsJson.Time(text) is not null ? null : new LimitProblem($"limits.{field}", null, null);
}
