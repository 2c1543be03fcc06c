using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Lines;

public sealed class LineCalendarTests
{
    private static readonly DateTimeOffset Wednesday = new(2026, 3, 4, 20, 0, 0, TimeSpan.Zero);
    private static readonly MailingDay Third = new(new DateOnly(2026, 3, 4), 5, Wednesday.AddHours(-9), 0, 3);

    [Fact]
    public void Fourteen_days_of_rest_follow_a_series_of_three_and_the_fifteenth_is_free_again()
    {
        var days = LineCalendar.Of(null, Limits(LimitMode.Hold), Wednesday, 16);

        days[0].ShouldBe(new CalendarDay(new DateOnly(2026, 3, 4), false, false, Reason.Rest));
        days.Skip(1).Take(14).ShouldAllBe(day => day.IsRest && !day.IsAllowed && day.Reason == Reason.Rest);
        days[15].ShouldBe(new CalendarDay(new DateOnly(2026, 3, 19), false, true, null));
    }

    [Fact]
    public void A_rest_that_only_warns_is_shown_and_allows()
    {
        var tomorrow = LineCalendar.Of(null, Limits(LimitMode.Warn), Wednesday, 2)[1];

        tomorrow.ShouldBe(new CalendarDay(new DateOnly(2026, 3, 5), true, true, null));
    }

    [Fact]
    public void A_day_on_which_the_window_does_not_open_says_so()
    {
        var thursdays = new SendingWindow(
            new HashSet<DayOfWeek> { DayOfWeek.Thursday }, new TimeOnly(10, 0), new TimeOnly(18, 0), TimeZoneInfo.Utc);

        LineCalendar.Of(thursdays, Limits(LimitMode.Off), Wednesday, 3).Select(day => day.Reason)
            .ShouldBe([Reason.Window, null, Reason.Window]);
    }

    [Fact]
    public void A_new_number_begins_with_twelve_messages_and_has_a_hundred_on_the_seventh_day() =>
        WarmUp.Messages.ShouldBe([12, 17, 24, 35, 49, 70, 100]);

    private static MarketingLimits Limits(LimitMode rest) =>
        new(
            new LineLimits { HoursPerDay = new HoursPerDay(LimitMode.Hold, TimeSpan.FromHours(8)), Rest = new Rest(rest, 14) },
            TimeZoneInfo.Utc, Wednesday.AddYears(-1), Third);
}
