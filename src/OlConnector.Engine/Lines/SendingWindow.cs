namespace OlConnector.Engine.Lines;

/// <summary>
/// Days and hours in which a line may send marketing. Start inclusive, end exclusive; may cross midnight (product.md §12.1).
/// </summary>
/// <param name="days">Days on which the window begins.</param>
/// <param name="from">Local time of its beginning.</param>
/// <param name="to">Local time of its end; equal to <paramref name="from"/> for a whole day.</param>
/// <param name="zone">Whose local time.</param>
/// <remarks>A window that falls into a skipped hour is empty that day; a repeated hour counts twice (design.md §10).</remarks>
public sealed class SendingWindow(IReadOnlySet<DayOfWeek> days, TimeOnly from, TimeOnly to, TimeZoneInfo zone)
{
    /// <summary>Days on which the window begins.</summary>
    public IReadOnlySet<DayOfWeek> Days { get; } = days;

    /// <summary>Local time of its beginning.</summary>
    public TimeOnly From { get; } = from;

    /// <summary>Local time of its end.</summary>
    public TimeOnly To { get; } = to;

    /// <summary>Whose local time.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>How long it is open on one of its days, clock changes aside.</summary>
    public TimeSpan Length => From == To ? TimeSpan.FromDays(1) : To - From;

    /// <summary>The moment itself while the window is open, else the next opening; null when it never opens.</summary>
    public DateTimeOffset? NextOpen(DateTimeOffset moment)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
        // Yesterday's window may reach past midnight; beyond nine days no weekly window has anything new, skipped hours included.
        for (var ahead = -1; ahead <= 15; ahead++)
        {
            if (OpenOn(today.AddDays(ahead)) is { } open && open.End > moment) return open.Start > moment ? open.Start : moment;
        }

        return null;
    }

    /// <summary>When the window that is open at this moment closes; null when none is open.</summary>
    public DateTimeOffset? ClosesAt(DateTimeOffset moment)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
        for (var ahead = 1; ahead >= -1; ahead--)
        {
            if (OpenOn(today.AddDays(ahead)) is { } open && open.Start <= moment && open.End > moment) return open.End;
        }

        return null;
    }

    private (DateTimeOffset Start, DateTimeOffset End)? OpenOn(DateOnly day)
    {
        if (!Days.Contains(day.DayOfWeek)) return null;
        var start = LocalTimes.At(day.ToDateTime(From), Zone);
        var end = EndAt((To > From ? day : day.AddDays(1)).ToDateTime(To));
        return start < end ? (start, end) : null;
    }

    /// <summary>
    /// The end itself is outside: where the clock is set back to it, it has come with the first time. Where the last of the window comes
    /// twice, the second time counts too.
    /// </summary>
    private DateTimeOffset EndAt(DateTime local) => LocalTimes.At(local, Zone, last: LocalTimes.IsRepeated(local.AddTicks(-1), Zone));
}
