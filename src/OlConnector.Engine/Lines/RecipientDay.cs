using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Lines;

/// <summary>The hours in which marketing reaches people, by the clock that they look at.</summary>
public static class RecipientDay
{
    private static readonly HashSet<DayOfWeek> EveryDay = [.. Enum.GetValues<DayOfWeek>()];

    /// <summary>A recipient's hours; null where none count.</summary>
    /// <param name="limits">Of the line, whose zone stands in for one that the number does not tell.</param>
    /// <param name="to">The recipient.</param>
    public static SendingWindow? HoursOf(MarketingLimits limits, PhoneNumber to) =>
        limits.Limits.RecipientHours is { Mode: LimitMode.Hold } hours
            ? new SendingWindow(EveryDay, hours.From, hours.To, RecipientZones.Of(to) ?? limits.Zone)
            : null;
}
