using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Tests.Lines;

public sealed class SendingWindowTests
{
    private static readonly DayOfWeek[] Workdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-03-02T09:59:59+03:00", "2026-03-02T10:00:00+03:00")]
    [InlineData("2026-03-02T10:00:00+03:00", "2026-03-02T10:00:00+03:00")]
    [InlineData("2026-03-02T17:59:59+03:00", "2026-03-02T17:59:59+03:00")]
    [InlineData("2026-03-02T18:00:00+03:00", "2026-03-03T10:00:00+03:00")]
    [InlineData("2026-03-06T18:00:00+03:00", "2026-03-09T10:00:00+03:00")]
    public void It_begins_inclusively_and_ends_exclusively(string asked, string open) =>
        Window(Workdays, "10:00", "18:00", "Europe/Moscow").NextOpen(Moment(asked)).ShouldBe(Moment(open));

    [Theory]
    [InlineData("2026-03-02T23:00:00Z", "2026-03-02T23:00:00Z")]
    [InlineData("2026-03-03T01:59:59Z", "2026-03-03T01:59:59Z")]
    [InlineData("2026-03-03T02:00:00Z", "2026-03-09T22:00:00Z")]
    public void It_may_cross_midnight(string asked, string open) =>
        Window([DayOfWeek.Monday], "22:00", "02:00", "UTC").NextOpen(Moment(asked)).ShouldBe(Moment(open));

    [Fact]
    public void Equal_times_mean_the_whole_day()
    {
        var window = Window([DayOfWeek.Monday], "00:00", "00:00", "UTC");

        window.NextOpen(Moment("2026-03-02T23:59:59Z")).ShouldBe(Moment("2026-03-02T23:59:59Z"));
        window.NextOpen(Moment("2026-03-03T00:00:00Z")).ShouldBe(Moment("2026-03-09T00:00:00Z"));
    }

    [Fact]
    public void A_window_inside_the_skipped_hour_is_empty_that_day()
    {
        var window = Window([DayOfWeek.Sunday], "02:10", "02:50", "Europe/Berlin");

        window.NextOpen(Moment("2026-03-29T00:00:00Z")).ShouldBe(Moment("2026-04-05T02:10:00+02:00"));
    }

    [Fact]
    public void A_repeated_hour_counts_twice()
    {
        var window = Window([DayOfWeek.Sunday], "02:00", "03:00", "Europe/Berlin");

        window.NextOpen(Moment("2026-10-25T02:30:00+02:00")).ShouldBe(Moment("2026-10-25T02:30:00+02:00"));
        window.NextOpen(Moment("2026-10-25T02:30:00+01:00")).ShouldBe(Moment("2026-10-25T02:30:00+01:00"));
        window.NextOpen(Moment("2026-10-25T03:00:00+01:00")).ShouldBe(Moment("2026-11-01T02:00:00+01:00"));
    }

    /// <summary>The clock is set back to the very end: the end has come with the first time.</summary>
    [Theory]
    [InlineData("10:00", "23:00", "Africa/Cairo", "2026-10-29T19:59:59Z", "2026-10-29T20:00:00Z")]
    [InlineData("10:00", "23:00", "America/Santiago", "2026-04-05T01:59:59Z", "2026-04-05T02:00:00Z")]
    [InlineData("10:00", "23:00", "Asia/Beirut", "2026-10-24T19:59:59Z", "2026-10-24T20:00:00Z")]
    [InlineData("22:00", "02:00", "Europe/Berlin", "2026-10-24T23:59:59Z", "2026-10-25T00:00:00Z")]
    public void An_end_that_comes_twice_is_the_first(string from, string to, string zone, string last, string end) =>
        ShouldEnd(Window(Enum.GetValues<DayOfWeek>(), from, to, zone), last, end);

    /// <summary>Zones in which winter is the exception, on the days of change.</summary>
    [Theory]
    [InlineData("20:00", "01:00", "Europe/Dublin", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z")]
    [InlineData("22:00", "02:00", "Africa/Casablanca", "2026-03-22T01:59:59Z", "2026-03-22T02:00:00Z")]
    [InlineData("20:00", "03:00", "Europe/Dublin", "2026-03-29T01:59:59Z", "2026-03-29T02:00:00Z")]
    public void A_zone_whose_winter_is_the_exception_keeps_its_hours(string from, string to, string zone, string last, string end) =>
        ShouldEnd(Window(Enum.GetValues<DayOfWeek>(), from, to, zone), last, end);

    [Fact]
    public void A_window_that_begins_in_a_skipped_hour_of_Dublin_opens_with_the_skip()
    {
        var window = Window(Enum.GetValues<DayOfWeek>(), "01:30", "02:30", "Europe/Dublin");

        window.NextOpen(Moment("2026-03-29T00:00:00Z")).ShouldBe(Moment("2026-03-29T01:00:00Z"));
        window.ClosesAt(Moment("2026-03-29T01:10:00Z")).ShouldBe(Moment("2026-03-29T01:30:00Z"));
    }

    [Fact]
    public void Without_days_it_never_opens() =>
        Window([], "10:00", "18:00", "UTC").NextOpen(Moment("2026-03-02T12:00:00Z")).ShouldBeNull();

    private static void ShouldEnd(SendingWindow window, string last, string end)
    {
        window.NextOpen(Moment(last)).ShouldBe(Moment(last));
        window.ClosesAt(Moment(last)).ShouldBe(Moment(end));
        window.NextOpen(Moment(end)).ShouldNotBe(Moment(end));
    }

    private static SendingWindow Window(DayOfWeek[] days, string from, string to, string zone) =>
        new(days.ToHashSet(), TimeOnly.Parse(from, null), TimeOnly.Parse(to, null), TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, null);
}
