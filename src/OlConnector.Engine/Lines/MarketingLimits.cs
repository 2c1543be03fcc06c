using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Lines;

/// <summary>The earliest moment that a rule allows.</summary>
/// <param name="At">Null when there is none.</param>
/// <param name="Reason">The rule that decides; null when nothing keeps anybody waiting.</param>
public readonly record struct Opening(DateTimeOffset? At, string? Reason);

/// <summary>A line's limits as they stand: what may leave, what waits until when, what waits for a person (product.md §12).</summary>
/// <param name="Limits">What a person set.</param>
/// <param name="Zone">Whose days are counted: that of the line's window, else the portal's (design.md §10).</param>
/// <param name="ConnectedAt">When the line was first connected; null when it never was, and then it is as young as can be.</param>
/// <param name="Last">Its latest mailing day; null before the first.</param>
public sealed record MarketingLimits(LineLimits Limits, TimeZoneInfo Zone, DateTimeOffset? ConnectedAt, MailingDay? Last)
{
    /// <summary>From when on marketing may leave, by what a line waits for by itself: its hours, its number a day, its rest.</summary>
    public Opening From(DateTimeOffset at)
    {
        var day = DayOf(at);
        if (Last is not { } last) return new Opening(at, null);
        if (day > last.Day) return Rested(at, last);
        if (CapAt(at, last, LimitMode.Hold) is not { } cap) return new Opening(at, null);
        var rested = Rested(StartOf(day.AddDays(1)), last);
        return rested.Reason is null ? rested with { Reason = cap } : rested;
    }

    /// <summary>Why a message that may leave now waits for a person instead; null when it does not.</summary>
    /// <param name="at">Now.</param>
    /// <param name="toNew">Whether its recipient has had no dialog with the line before.</param>
    /// <param name="releasedFrom">The limit from which a person has released it already; null for none.</param>
    public string? HoldOf(DateTimeOffset at, bool toNew, string? releasedFrom)
    {
        if (releasedFrom == Reason.YoungLine) return null;
        if (Limits.YoungLine.Mode == LimitMode.Hold && IsYoung(at, Limits.YoungLine.Days)) return Reason.YoungLine;
        if (releasedFrom is Reason.DaysInRow or Reason.NewRecipients) return null;
        if (Limits.DaysInRow.Mode == LimitMode.Hold && IsBeyondSeries(DayOf(at))) return Reason.DaysInRow;
        return toNew && Limits.NewRecipients.Mode == LimitMode.Hold && HasMetEnough(at) ? Reason.NewRecipients : null;
    }

    /// <summary>Limits that are reached and that only warn.</summary>
    public IReadOnlyList<string> WarningsAt(DateTimeOffset at)
    {
        var (day, found) = (DayOf(at), new List<string>());
        if (Last is { } last && day == last.Day && CapAt(at, last, LimitMode.Warn) is { } cap) found.Add(cap);
        if (Limits.DaysInRow.Mode == LimitMode.Warn && IsBeyondSeries(day)) found.Add(Reason.DaysInRow);
        if (Limits.Rest.Mode == LimitMode.Warn && RestEnd(day) is not null) found.Add(Reason.Rest);
        if (Limits.YoungLine.Mode == LimitMode.Warn && IsYoung(at, Limits.YoungLine.Days)) found.Add(Reason.YoungLine);
        if (Limits.NewRecipients.Mode == LimitMode.Warn && HasMetEnough(at)) found.Add(Reason.NewRecipients);
        return found;
    }

    /// <summary>True while new recipients are counted.</summary>
    public bool CountsNewRecipients(DateTimeOffset at) =>
        Limits.NewRecipients.Mode != LimitMode.Off && IsYoung(at, Limits.NewRecipients.FirstDays);

    /// <summary>Until when messages may follow the one that leaves at this moment, and how many leave with it at most.</summary>
    internal (DateTimeOffset Until, int Most) RoomAt(DateTimeOffset at)
    {
        var (day, today) = (DayOf(at), Last is { } last && last.Day == DayOf(at) ? Last : null);
        var until = StartOf(day.AddDays(1));
        var hours = (today?.FirstAt ?? at) + Limits.HoursPerDay.Max;
        if (Limits.HoursPerDay.Mode == LimitMode.Hold && hours < until) until = hours;
        var most = Limits.PerDay is { Mode: LimitMode.Hold, Max: { } max } ? max - (today?.Sent ?? 0) : int.MaxValue;
        return (until, most);
    }

    /// <summary>The limits after messages of one day, the first of which left at this moment.</summary>
    public MarketingLimits After(DateTimeOffset at, int sent = 1, int newRecipients = 0) =>
        this with { Last = MailingDay.After(Last, DayOf(at), at, sent, newRecipients) };

    /// <summary>The date where the line is. A clock that is set back, or another zone, never brings an earlier day again.</summary>
    public DateOnly DayOf(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        return Last is { } last && last.Day > day ? last.Day : day;
    }

    /// <summary>True for a day of rest after a full series, unless rest is off.</summary>
    public bool IsRest(DateOnly day) => Limits.Rest.Mode != LimitMode.Off && RestEnd(day) is not null;

    /// <summary>When a date begins where the line is.</summary>
    public DateTimeOffset StartOf(DateOnly day) => LocalTimes.At(day.ToDateTime(TimeOnly.MinValue), Zone);

    private Opening Rested(DateTimeOffset at, MailingDay last)
    {
        var day = DayOf(at);
        // The day after a full series is a person's to decide, where such a day waits for one.
        var isPersons = Limits.DaysInRow.Mode == LimitMode.Hold && day == last.Day.AddDays(1);
        return Limits.Rest.Mode == LimitMode.Hold && !isPersons && RestEnd(day) is { } end
            ? new Opening(StartOf(end), Reason.Rest)
            : new Opening(at, null);
    }

    /// <summary>The cap of today that is reached, among those of this mode.</summary>
    private string? CapAt(DateTimeOffset at, MailingDay today, LimitMode mode)
    {
        if (Limits.PerDay.Mode == mode && today.Sent >= Limits.PerDay.Max) return Reason.DayCap;
        return Limits.HoursPerDay.Mode == mode && at >= today.FirstAt + Limits.HoursPerDay.Max ? Reason.HoursCap : null;
    }

    /// <summary>The first day after the rest that this one falls into; null when it falls into none.</summary>
    private DateOnly? RestEnd(DateOnly day) =>
        Last is { } last && day > last.Day && last.Series >= Limits.DaysInRow.Max && last.Day.AddDays(Limits.Rest.Days) >= day
            ? last.Day.AddDays(Limits.Rest.Days + 1)
            : null;

    /// <summary>True when a message of this day makes the series of mailing days longer than it may be.</summary>
    private bool IsBeyondSeries(DateOnly day) => Last is { } last
        && (day == last.Day ? last.Series > Limits.DaysInRow.Max : day == last.Day.AddDays(1) && last.Series >= Limits.DaysInRow.Max);

    private bool HasMetEnough(DateTimeOffset at) => IsYoung(at, Limits.NewRecipients.FirstDays)
        && Last is { } last && last.Day == DayOf(at) && last.NewRecipients >= Limits.NewRecipients.PerDay;

    private bool IsYoung(DateTimeOffset at, int days) => ConnectedAt is not { } connected || at < connected + TimeSpan.FromDays(days);
}
