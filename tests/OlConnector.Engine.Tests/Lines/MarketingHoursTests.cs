using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Lines;

/// <summary>A window and limits together, over weeks and changes of the clock, in zones of several habits.</summary>
public sealed class MarketingHoursTests
{
    private static readonly string[] Zones =
        ["Europe/Moscow", "Europe/Berlin", "Africa/Cairo", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe"];

    private static readonly DayOfWeek[] Workdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Fact]
    public void What_leaves_is_allowed_and_could_not_have_left_earlier() => Prop.ForAll(Scenes().ToArbitrary(), scene =>
    {
        var (window, limits, now) = scene;
        var opening = MarketingHours.From(window, limits, now);
        var at = opening.At!.Value;

        (at >= now).ShouldBeTrue();
        MarketingHours.From(window, limits, at).ShouldBe(new Opening(at, null));
        (opening.Reason is null).ShouldBe(at == now);
        for (var step = 0; step < 50 && at > now; step++)
        {
            var before = now + ((at - now) * (step / 50.0));
            MarketingHours.From(window, limits, before).At.ShouldBe(at);
        }

        if (at > now) MarketingHours.From(window, limits, at.AddMilliseconds(-1)).At.ShouldBe(at);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_rule_that_stands_in_the_way_now_is_told()
    {
        var zone = TimeZoneInfo.Utc;
        var friday = new DateTimeOffset(2026, 3, 6, 17, 0, 0, TimeSpan.Zero);
        var monday = new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.Zero);
        var limits = Limits(zone, new MailingDay(new DateOnly(2026, 3, 6), 5, friday - TimeSpan.FromHours(8), 0, 1));
        var window = new SendingWindow(Workdays.ToHashSet(), new TimeOnly(10, 0), new TimeOnly(18, 0), zone);

        MarketingHours.From(window, limits, friday).ShouldBe(new Opening(monday, Reason.HoursCap));
        MarketingHours.From(window, limits, friday.AddHours(2)).ShouldBe(new Opening(monday, Reason.Window));
        MarketingHours.From(window, limits with { Last = limits.Last!.Value with { Series = 3 } }, friday.AddHours(2))
            .ShouldBe(new Opening(monday.AddDays(14), Reason.Rest));
    }

    [Fact]
    public void A_window_that_never_opens_is_told_as_such()
    {
        var never = new SendingWindow(new HashSet<DayOfWeek>(), new TimeOnly(10, 0), new TimeOnly(18, 0), TimeZoneInfo.Utc);

        MarketingHours.From(never, Limits(TimeZoneInfo.Utc, last: null), DateTimeOffset.UnixEpoch)
            .ShouldBe(new Opening(null, Reason.Window));
    }

    private static Gen<(SendingWindow? Window, MarketingLimits Limits, DateTimeOffset Now)> Scenes() =>
        from name in Gen.Elements(Zones)
        from hasWindow in Gen.Elements(true, false)
        from fromHour in Gen.Choose(0, 23)
        from hours in Gen.Choose(1, 24)
        from series in Gen.Choose(1, 4)
        from sent in Gen.Choose(1, 12)
        from minutes in Gen.Choose(0, 60 * 24 * 365)
        from since in Gen.Choose(0, 60 * 24 * 20)
        select Scene(TimeZoneInfo.FindSystemTimeZoneById(name), hasWindow, fromHour, hours, series, sent, minutes, since);

    private static (SendingWindow? Window, MarketingLimits Limits, DateTimeOffset Now) Scene(
        TimeZoneInfo zone, bool hasWindow, int fromHour, int hours, int series, int sent, int minutes, int since)
    {
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(first, zone).DateTime);
        var window = new SendingWindow(Workdays.ToHashSet(), new TimeOnly(fromHour, 0), new TimeOnly((fromHour + hours) % 24, 0), zone);
        return (hasWindow ? window : null, Limits(zone, new MailingDay(day, sent, first, 0, series)), first.AddMinutes(since));
    }

    private static MarketingLimits Limits(TimeZoneInfo zone, MailingDay? last) => new(
        new LineLimits
        {
            HoursPerDay = new HoursPerDay(LimitMode.Hold, TimeSpan.FromHours(8)),
            Rest = new Rest(LimitMode.Hold, 14),
            PerDay = new PerDay(LimitMode.Hold, 10),
        }, zone, null, last);
}
