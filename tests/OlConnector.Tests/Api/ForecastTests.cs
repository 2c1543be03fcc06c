using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Tests.Api;

public sealed class ForecastTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    [Theory]
    [InlineData(100, 15, "00:24:45")]
    [InlineData(50, 15, "00:12:15")]
    [InlineData(100, 60, "01:39:00")]
    [InlineData(1, 15, "00:00:00")]
    public void The_last_leaves_after_all_gaps_but_one(int messages, int seconds, string duration)
    {
        var forecast = Forecast.Of(ALine(seconds), default, messages, Monday);

        forecast.FirstAt.ShouldBe(Monday);
        (forecast.LastAt - forecast.FirstAt).ShouldBe(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_does_not_fit_into_a_window_leaves_in_the_next()
    {
        var line = ALine(60) with { Window = OfficeHours(10, 18) };

        var forecast = Forecast.Of(line, default, 481, Monday);

        forecast.FirstAt.ShouldBe(At(2, 10, 0));
        forecast.MomentOf(479).ShouldBe(At(2, 17, 59));
        forecast.MomentOf(480).ShouldBe(At(3, 10, 0));
        forecast.MomentOf(481).ShouldBeNull();
    }

    [Fact]
    public void A_weekend_is_waited_out()
    {
        var friday = new DateTimeOffset(2026, 3, 6, 15, 0, 0, TimeSpan.FromHours(3));

        Forecast.Of(ALine(3600) with { Window = OfficeHours(10, 18) }, default, 5, friday).LastAt.ShouldBe(At(9, 11, 0));
    }

    [Fact]
    public void What_stands_before_is_waited_for()
    {
        var line = ALine(15) with { LastAnswerAt = Monday - TimeSpan.FromSeconds(5) };

        Forecast.Of(line, default, 1, Monday).FirstAt.ShouldBe(Monday + TimeSpan.FromSeconds(10));
        Forecast.Of(line, new MessagesAhead(0, 4), 1, Monday).FirstAt.ShouldBe(Monday + TimeSpan.FromSeconds(70));
        Forecast.Of(line, new MessagesAhead(3, 0), 1, Monday).FirstAt.ShouldBe(Monday + TimeSpan.FromSeconds(16));
        Forecast.Of(line with { NotBefore = Monday + TimeSpan.FromHours(1) }, default, 1, Monday).FirstAt
            .ShouldBe(Monday + TimeSpan.FromHours(1));
    }

    [Fact]
    public void Jitter_counts_with_its_mean()
    {
        var forecast = Forecast.Of(ALine(20) with { Jitter = 50 }, default, 11, Monday);

        (forecast.LastAt - forecast.FirstAt).ShouldBe(TimeSpan.FromSeconds(250));
    }

    [Fact]
    public void Nothing_is_promised_for_a_line_that_only_a_person_can_move()
    {
        var paused = Forecast.Of(ALine(15) with { WaitReason = Reason.Paused }, default, 3, Monday);
        var never = new SendingWindow(new HashSet<DayOfWeek>(), new TimeOnly(10, 0), new TimeOnly(18, 0), Moscow);
        var closed = Forecast.Of(ALine(15) with { Window = never }, default, 3, Monday);

        (paused.FirstAt, paused.LastAt, paused.WaitReason).ShouldBe((null, null, Reason.Paused));
        (closed.FirstAt, closed.WaitReason).ShouldBe((null, Reason.Window));
    }

    [Fact]
    public void A_forecast_in_bulk_is_the_forecast_step_by_step() => Prop.ForAll(
        Gen.Choose(1, 7200).ToArbitrary(), Gen.Choose(0, 23).ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(), (seconds, from, messages) =>
        {
            var window = OfficeHours(from, (from + 5) % 24);
            var line = ALine(seconds) with { Window = window };

            Forecast.Of(line, default, messages, Monday).LastAt.ShouldBe(StepByStep(window, TimeSpan.FromSeconds(seconds), messages));
        }).QuickCheckThrowOnFailure();

    private static DateTimeOffset StepByStep(SendingWindow window, TimeSpan gap, int messages)
    {
        var at = window.NextOpen(Monday)!.Value;
        for (var sent = 1; sent < messages; sent++) at = window.NextOpen(at + gap)!.Value;
        return at;
    }

    private static LinePace ALine(int seconds) => new(null, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(0.5), 0, null, null, null);

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(3));

    private static SendingWindow OfficeHours(int from, int to) => new(
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday },
        new TimeOnly(from, 0), new TimeOnly(to, 0), Moscow);
}
