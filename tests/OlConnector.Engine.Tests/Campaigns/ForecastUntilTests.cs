using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;

namespace OlConnector.Engine.Tests.Campaigns;

/// <summary>What leaves of a mailing that is worth sending until a moment only.</summary>
public sealed class ForecastUntilTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_leaves_from_the_end_on_and_the_others_leave_as_before() => Prop.ForAll(
        Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(0, 3 * 24 * 3600).ToArbitrary(), (messages, seconds) =>
    {
        var (whole, end) = (Forecast.Of(ALine(), default, messages, Noon), Noon.AddSeconds(seconds));

        var cut = whole.Until(end);

        cut.Each().ShouldBe(whole.Each().Where(at => at < end));
        cut.Late.ShouldBe(whole.Each().Count(at => at >= end));
        cut.LastAt.ShouldBe(whole.Each().Where(at => at < end).Cast<DateTimeOffset?>().LastOrDefault());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Five_messages_at_15_seconds_of_which_the_last_two_come_too_late()
    {
        var forecast = Forecast.Of(ALine() with { Window = null }, default, 5, Noon).Until(Noon.AddSeconds(45));

        (forecast.Messages, forecast.Late, forecast.LastAt).ShouldBe((5, 2, Noon.AddSeconds(30)));
    }

    [Fact]
    public void What_a_person_holds_back_is_not_told_to_be_late()
    {
        var forecast = Forecast.Of(ALine() with { WaitReason = "PAUSED" }, default, 5, Noon).Until(Noon);

        (forecast.Late, forecast.WaitReason).ShouldBe((0, "PAUSED"));
    }

    private static LinePace ALine() => new(
        null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(0.5), 0,
        new SendingWindow(new HashSet<DayOfWeek>(Enum.GetValues<DayOfWeek>()), new TimeOnly(10, 0), new TimeOnly(12, 20), TimeZoneInfo.Utc),
        null, null);
}
