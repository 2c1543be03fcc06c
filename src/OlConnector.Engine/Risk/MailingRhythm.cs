namespace OlConnector.Engine.Risk;

/// <summary>How a day of sending stands among the mailing days before it.</summary>
/// <param name="DayInRow">Which of mailing days one after another it is, from 1.</param>
/// <param name="DaysOfRest">
/// Days without marketing between the latest full series and the days one after another of which this is one; null when no full series
/// ended within <see cref="Rest"/> days.
/// </param>
public readonly record struct MailingRhythm(int DayInRow, int? DaysOfRest)
{
    /// <summary>Mailing days one after another that are a full series, after which a number rests.</summary>
    public const int FullSeries = 3;

    /// <summary>Days of that rest.</summary>
    public const int Rest = 14;

    /// <summary>So many days back decide.</summary>
    public const int LooksBack = 60;

    /// <summary>A line that has not sent before.</summary>
    public static MailingRhythm First { get; } = new(1, null);

    /// <summary>The rhythm if the line sends on this day.</summary>
    /// <param name="mailingDays">Days on which it sent marketing, each once, in any order.</param>
    /// <param name="day">The day.</param>
    public static MailingRhythm Of(IEnumerable<DateOnly> mailingDays, DateOnly day)
    {
        var known = mailingDays.Where(one => one < day).ToHashSet();
        var begins = day;
        while (known.Contains(begins.AddDays(-1))) begins = begins.AddDays(-1);
        for (var ended = begins.AddDays(-2); ended.AddDays(Rest) >= day; ended = ended.AddDays(-1))
            if (EndsSeries(known, ended)) return new MailingRhythm(InRow(begins, day), begins.DayNumber - ended.DayNumber - 1);
        return new MailingRhythm(InRow(begins, day), null);
    }

    private static int InRow(DateOnly begins, DateOnly day) => day.DayNumber - begins.DayNumber + 1;

    private static bool EndsSeries(HashSet<DateOnly> days, DateOnly last) =>
        !days.Contains(last.AddDays(1)) && Enumerable.Range(0, FullSeries).All(ago => days.Contains(last.AddDays(-ago)));
}
