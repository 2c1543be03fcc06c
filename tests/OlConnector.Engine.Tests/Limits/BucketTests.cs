using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Limits;

namespace OlConnector.Engine.Tests.Limits;

public sealed class BucketTests
{
    private static readonly Bucket Usual = new(Capacity: 50, LeakRate: 2);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(49, 0)]
    [InlineData(49.5, 0.25)]
    [InlineData(50, 0.5)]
    [InlineData(60, 5.5)]
    public void One_more_waits_until_it_fits(double level, double seconds) => Usual.SecondsUntilRoom(level, 1).ShouldBe(seconds);

    [Fact]
    public void More_than_ever_fits_waits_as_long_as_its_surplus_takes_to_leak() => Usual.SecondsUntilRoom(0, 52).ShouldBe(1);

    [Theory]
    [InlineData(50, 10, 30)]
    [InlineData(50, 25, 0)]
    [InlineData(50, 3600, 0)]
    [InlineData(7, 0, 7)]
    public void Time_lowers_the_level_down_to_nothing(double level, double seconds, double left) =>
        Usual.LevelAfter(level, TimeSpan.FromSeconds(seconds)).ShouldBe(left);

    [Fact]
    public void A_clock_that_was_set_back_changes_no_level() => Usual.LevelAfter(20, TimeSpan.FromHours(-1)).ShouldBe(20);

    [Fact]
    public void After_the_wait_there_is_room() => Prop.ForAll(
        Gen.Choose(0, 1000).Two().ToArbitrary(),
        numbers =>
        {
            var (level, amount) = (numbers.Item1 / 10.0, numbers.Item2 / 25.0);
            var later = Usual.LevelAfter(level, TimeSpan.FromSeconds(Usual.SecondsUntilRoom(level, amount)));
            return amount > Usual.Capacity || later + amount <= Usual.Capacity + 1e-6;
        }).QuickCheckThrowOnFailure();
}
