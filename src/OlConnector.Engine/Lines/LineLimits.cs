namespace OlConnector.Engine.Lines;

/// <summary>What a limit does when it is reached.</summary>
public enum LimitMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>It is shown, and messages go on.</summary>
    Warn,

    /// <summary>Messages wait: by themselves, or for a person.</summary>
    Hold,
}

/// <summary>What keeps a line from being taken for a sender of spam (product.md §12); marketing alone obeys it.</summary>
public sealed record LineLimits
{
    /// <summary>The limits of a line for which nobody has said anything.</summary>
    public static LineLimits Default { get; } = new();

    /// <summary>Hours of marketing in a day, from its first message.</summary>
    public HoursPerDay HoursPerDay { get; init; } = new(LimitMode.Warn, TimeSpan.FromHours(8));

    /// <summary>Days of marketing one after another.</summary>
    public DaysInRow DaysInRow { get; init; } = new(LimitMode.Warn, 3);

    /// <summary>Days without marketing after as many days in a row as may be.</summary>
    public Rest Rest { get; init; } = new(LimitMode.Warn, 14);

    /// <summary>Days after the first connection without marketing.</summary>
    public YoungLine YoungLine { get; init; } = new(LimitMode.Warn, 10);

    /// <summary>Recipients without an earlier dialog, in the first days.</summary>
    public NewRecipients NewRecipients { get; init; } = new(LimitMode.Warn, 20, 10);

    /// <summary>Hours of the day where the recipient is.</summary>
    public RecipientHours RecipientHours { get; init; } = new(LimitMode.Off, new TimeOnly(9, 0), new TimeOnly(21, 0));

    /// <summary>Marketing messages in a day.</summary>
    public PerDay PerDay { get; init; } = new(LimitMode.Off, null);
}

/// <summary>At most so long from the first marketing message of a day to its last.</summary>
public sealed record HoursPerDay(LimitMode Mode, TimeSpan Max);

/// <summary>At most so many mailing days one after another.</summary>
public sealed record DaysInRow(LimitMode Mode, int Max);

/// <summary>So many days without marketing after the last day of a full series.</summary>
public sealed record Rest(LimitMode Mode, int Days);

/// <summary>No marketing before a line has been connected for so many days.</summary>
public sealed record YoungLine(LimitMode Mode, int Days);

/// <summary>At most so many new recipients a day while a line is in its first days.</summary>
public sealed record NewRecipients(LimitMode Mode, int PerDay, int FirstDays);

/// <summary>Marketing reaches people between these hours of their own day. Equal hours are the whole day.</summary>
public sealed record RecipientHours(LimitMode Mode, TimeOnly From, TimeOnly To);

/// <summary>At most so many marketing messages a day; no number where none was said.</summary>
public sealed record PerDay(LimitMode Mode, int? Max);
