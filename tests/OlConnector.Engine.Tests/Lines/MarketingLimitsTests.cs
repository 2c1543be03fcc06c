using System.Globalization;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Lines;

public sealed class MarketingLimitsTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly LineLimits Holding = new()
    {
        HoursPerDay = new HoursPerDay(LimitMode.Hold, TimeSpan.FromHours(8)),
        DaysInRow = new DaysInRow(LimitMode.Off, 3),
        Rest = new Rest(LimitMode.Hold, 14),
        YoungLine = new YoungLine(LimitMode.Off, 10),
        NewRecipients = new NewRecipients(LimitMode.Off, 20, 10),
        PerDay = new PerDay(LimitMode.Hold, 100),
    };

    [Theory]
    [InlineData("2026-03-02T17:59:59", "2026-03-02T17:59:59", null)]
    [InlineData("2026-03-02T18:00:00", "2026-03-03T00:00:00", Reason.HoursCap)]
    [InlineData("2026-03-03T00:00:00", "2026-03-03T00:00:00", null)]
    public void The_hours_of_a_day_count_from_its_first_message(string now, string from, string? reason) =>
        ALine(Day("2026-03-02T10:00:00", sent: 5, series: 1)).From(At(now)).ShouldBe(new Opening(At(from), reason));

    [Fact]
    public void A_day_that_has_had_its_number_waits_for_the_next()
    {
        var line = ALine(Day("2026-03-02T10:00:00", sent: 100, series: 1));

        line.From(At("2026-03-02T11:00:00")).ShouldBe(new Opening(At("2026-03-03T00:00:00"), Reason.DayCap));
    }

    [Theory]
    [InlineData(2, "2026-03-03T09:00:00", "2026-03-03T09:00:00", null)]
    [InlineData(3, "2026-03-02T12:00:00", "2026-03-02T12:00:00", null)]
    [InlineData(3, "2026-03-03T09:00:00", "2026-03-17T00:00:00", Reason.Rest)]
    [InlineData(3, "2026-03-16T23:59:59", "2026-03-17T00:00:00", Reason.Rest)]
    [InlineData(3, "2026-03-17T00:00:00", "2026-03-17T00:00:00", null)]
    public void Fourteen_days_of_rest_follow_a_full_series(int series, string now, string from, string? reason) =>
        ALine(Day("2026-03-02T10:00:00", sent: 5, series)).From(At(now)).ShouldBe(new Opening(At(from), reason));

    [Fact]
    public void A_day_that_is_used_up_at_the_end_of_a_series_says_rest()
    {
        var line = ALine(Day("2026-03-02T10:00:00", sent: 100, series: 3));

        line.From(At("2026-03-02T11:00:00")).ShouldBe(new Opening(At("2026-03-17T00:00:00"), Reason.Rest));
    }

    [Theory]
    [InlineData(LimitMode.Off)]
    [InlineData(LimitMode.Warn)]
    public void What_only_warns_keeps_nobody_waiting(LimitMode mode)
    {
        var line = ALine(Day("2026-03-02T10:00:00", sent: 100, series: 4), With(mode));
        var warned = mode == LimitMode.Warn;

        line.From(At("2026-03-02T20:00:00")).Reason.ShouldBeNull();
        line.HoldOf(At("2026-03-03T10:00:00"), toNew: true, releasedFrom: null).ShouldBeNull();
        line.WarningsAt(At("2026-03-02T20:00:00")).ShouldBe(warned ? [Reason.DayCap, Reason.DaysInRow] : []);
        line.WarningsAt(At("2026-03-03T10:00:00")).ShouldBe(warned ? [Reason.DaysInRow, Reason.Rest] : []);
    }

    [Fact]
    public void The_day_after_a_full_series_is_a_persons_to_decide_where_it_is_held()
    {
        var line = ALine(Day("2026-03-02T10:00:00", sent: 5, series: 3), With(LimitMode.Hold));

        line.From(At("2026-03-03T10:00:00")).Reason.ShouldBeNull();
        line.HoldOf(At("2026-03-03T10:00:00"), toNew: false, releasedFrom: null).ShouldBe(Reason.DaysInRow);
        line.HoldOf(At("2026-03-03T10:00:00"), toNew: false, releasedFrom: Reason.DaysInRow).ShouldBeNull();
        line.From(At("2026-03-04T10:00:00")).Reason.ShouldBe(Reason.Rest);
    }

    [Fact]
    public void The_fourth_day_that_a_person_let_begin_holds_all_others()
    {
        var line = ALine(Day("2026-03-03T10:00:00", sent: 1, series: 4), With(LimitMode.Hold));

        line.HoldOf(At("2026-03-03T10:01:00"), toNew: false, releasedFrom: null).ShouldBe(Reason.DaysInRow);
    }

    [Theory]
    [InlineData("2026-03-11T23:59:59", Reason.YoungLine)]
    [InlineData("2026-03-12T00:00:00", null)]
    public void A_line_is_young_for_ten_days_from_its_first_connection(string now, string? hold)
    {
        var line = ALine(last: null, With(LimitMode.Hold)) with { ConnectedAt = At("2026-03-02T00:00:00") };

        line.HoldOf(At(now), toNew: false, releasedFrom: null).ShouldBe(hold);
        (line with { ConnectedAt = null }).HoldOf(At(now), toNew: false, releasedFrom: null).ShouldBe(Reason.YoungLine);
    }

    [Fact]
    public void A_release_from_the_age_passes_everything_and_any_other_release_does_not_pass_the_age()
    {
        var line = ALine(Day("2026-03-02T10:00:00", sent: 5, series: 3), With(LimitMode.Hold)) with { ConnectedAt = null };

        line.HoldOf(At("2026-03-03T10:00:00"), toNew: true, releasedFrom: Reason.YoungLine).ShouldBeNull();
        line.HoldOf(At("2026-03-03T10:00:00"), toNew: true, releasedFrom: Reason.DaysInRow).ShouldBe(Reason.YoungLine);
    }

    [Fact]
    public void The_twenty_first_new_recipient_of_a_day_is_held_in_the_first_ten_days()
    {
        var limits = Holding with { NewRecipients = new NewRecipients(LimitMode.Hold, 20, 10) };
        var line = ALine(Day("2026-03-02T10:00:00", sent: 30, series: 1) with { NewRecipients = 20 }, limits) with
        {
            ConnectedAt = At("2026-03-01T00:00:00"),
        };

        line.HoldOf(At("2026-03-02T11:00:00"), toNew: true, releasedFrom: null).ShouldBe(Reason.NewRecipients);
        line.HoldOf(At("2026-03-02T11:00:00"), toNew: false, releasedFrom: null).ShouldBeNull();
        line.HoldOf(At("2026-03-03T00:00:00"), toNew: true, releasedFrom: null).ShouldBeNull();
        (line with { ConnectedAt = At("2026-02-20T11:00:00") })
            .HoldOf(At("2026-03-02T11:00:00"), toNew: true, releasedFrom: null).ShouldBeNull();
    }

    [Fact]
    public void Days_one_after_another_make_a_series_and_a_day_between_ends_it()
    {
        var line = ALine(last: null).After(At("2026-03-02T10:00:00")).After(At("2026-03-02T11:00:00"), sent: 2, newRecipients: 1);

        line.Last.ShouldBe(new MailingDay(new DateOnly(2026, 3, 2), 3, At("2026-03-02T10:00:00"), 1, 1));
        line.After(At("2026-03-03T09:00:00")).Last!.Value.Series.ShouldBe(2);
        line.After(At("2026-03-04T09:00:00")).Last!.Value.Series.ShouldBe(1);
    }

    [Fact]
    public void A_clock_that_is_set_back_over_midnight_brings_no_day_again()
    {
        var line = ALine(Day("2026-03-03T00:10:00", sent: 100, series: 1));

        line.From(At("2026-03-02T23:50:00")).ShouldBe(new Opening(At("2026-03-04T00:00:00"), Reason.DayCap));
    }

    private static MarketingLimits ALine(MailingDay? last, LineLimits? limits = null) =>
        new(limits ?? Holding, Moscow, At("2025-01-01T00:00:00"), last);

    private static LineLimits With(LimitMode mode) => new()
    {
        HoursPerDay = new HoursPerDay(mode, TimeSpan.FromHours(8)),
        DaysInRow = new DaysInRow(mode, 3),
        Rest = new Rest(mode, 14),
        YoungLine = new YoungLine(mode, 10),
        NewRecipients = new NewRecipients(mode, 20, 10),
        PerDay = new PerDay(mode, 100),
    };

    private static MailingDay Day(string firstAt, int sent, int series) =>
        new(DateOnly.FromDateTime(At(firstAt).DateTime), sent, At(firstAt), 0, series);

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+03:00", CultureInfo.InvariantCulture);
}
