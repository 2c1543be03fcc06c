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
        var start = Resolve(day.ToDateTime(From), first: true);
        var end = Resolve((To > From ? day : day.AddDays(1)).ToDateTime(To), first: false);
        return start < end ? (start, end) : null;
    }

    /// <summary>A local time as a moment: a skipped time is the moment of the skip, a repeated one its first or last occurrence.</summary>
    private DateTimeOffset Resolve(DateTime local, bool first)
    {
        if (Zone.IsAmbiguousTime(local))
        {
            var offsets = Zone.GetAmbiguousTimeOffsets(local);
            return new DateTimeOffset(local, first ? offsets.Max() : offsets.Min());
        }

        if (!Zone.IsInvalidTime(local)) return new DateTimeOffset(local, Zone.GetUtcOffset(local));
        var valid = local;
        while (Zone.IsInvalidTime(valid)) valid = valid.AddMinutes(1);
        return new DateTimeOffset(valid, Zone.GetUtcOffset(valid));
    }
}
