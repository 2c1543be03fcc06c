using OlConnector.Engine.Lines;

namespace OlConnector.Queue;

/// <summary>How long a line may send marketing in a day.</summary>
/// <param name="Mode">Default: hold. What is left then waits for the next day (HOURS_CAP).</param>
/// <param name="Max">From the day's first marketing message, up to 24 hours. Default: 8 hours.</param>
internal sealed record HoursPerDayJson(LimitMode? Mode = null, TimeSpan? Max = null);

/// <summary>How many days one after another a line may send marketing.</summary>
/// <param name="Mode">Default: warn. What would leave on one day more is held for a person (DAYS_IN_ROW).</param>
/// <param name="Max">1–31. Default: 3.</param>
internal sealed record DaysInRowJson(LimitMode? Mode = null, int? Max = null);

/// <summary>How long a line rests after as many mailing days in a row as it may have.</summary>
/// <param name="Mode">Default: warn. What comes in between waits (REST).</param>
/// <param name="Days">Whole days without marketing, counted from the last day of the series, 1–365. Default: 14.</param>
internal sealed record RestJson(LimitMode? Mode = null, int? Days = null);

/// <summary>How long a new line sends no marketing.</summary>
/// <param name="Mode">Default: warn. What comes before is held, and an administrator alone releases it (YOUNG_LINE).</param>
/// <param name="Days">From the first connection, 1–365. Default: 10.</param>
internal sealed record YoungLineJson(LimitMode? Mode = null, int? Days = null);

/// <summary>How many people a new line may write to for the first time.</summary>
/// <param name="Mode">Default: warn. What goes beyond is held for a person (NEW_RECIPIENTS).</param>
/// <param name="PerDay">Recipients of a day without an earlier dialog, 1–100 000. Default: 20.</param>
/// <param name="FirstDays">Counted for so many days from the first connection, 1–365. Default: 10.</param>
internal sealed record NewRecipientsJson(LimitMode? Mode = null, int? PerDay = null, int? FirstDays = null);

/// <summary>
/// Hours of the recipient's own day, by the zone of the number's prefix; by the line's where that tells none.
/// </summary>
/// <param name="Mode">Default: off. A message outside of them waits (WINDOW) and lets others pass.</param>
/// <param name="From">Such as 09:00, which is the default.</param>
/// <param name="To">
/// Such as 21:00, which is the default and does not belong to it. Earlier than <c>from</c> it is on the next day.
/// </param>
internal sealed record RecipientHoursJson(LimitMode? Mode = null, string? From = null, string? To = null);

/// <summary>How many marketing messages a line may send in a day.</summary>
/// <param name="Mode">Default: off. What is left waits for the next day (DAY_CAP).</param>
/// <param name="Max">1–1 000 000; has to be said unless the limit is off.</param>
internal sealed record PerDayJson(LimitMode? Mode = null, int? Max = null);
