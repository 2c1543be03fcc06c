using OlConnector.Nodes;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Nodes;

public sealed class DatabaseClockTests
{
    private readonly WatchedClock _machine = new();
    private readonly DatabaseClock _clock;

    public DatabaseClockTests() => _clock = new DatabaseClock(_machine);

    [Fact]
    public void The_first_look_at_the_database_sets_the_time()
    {
        Show(_machine.GetUtcNow().AddSeconds(-40));

        (_machine.GetUtcNow() - _clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Half_of_the_way_to_the_database_and_back_is_added_and_the_rest_is_uncertain()
    {
        var (asked, shown) = (_machine.GetTimestamp(), _machine.GetUtcNow());
        _machine.Advance(TimeSpan.FromMilliseconds(30));

        _clock.Adjust(shown, asked, _machine.GetTimestamp());

        _clock.GetUtcNow().ShouldBe(shown.AddMilliseconds(15));
        _clock.Uncertainty.ShouldBe(TimeSpan.FromMilliseconds(15));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void Setting_the_machines_clock_changes_nothing(int seconds)
    {
        Show(_machine.GetUtcNow());
        var before = _clock.GetUtcNow();

        _machine.Step(TimeSpan.FromSeconds(seconds));
        _machine.Advance(TimeSpan.FromSeconds(2));

        (_clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_clock_that_runs_ahead_is_held_back_and_never_goes_backwards()
    {
        Show(_machine.GetUtcNow());
        Show(_clock.GetUtcNow().AddSeconds(-3));

        var last = _clock.GetUtcNow();
        for (var i = 0; i < 40; i++)
        {
            _machine.Advance(TimeSpan.FromSeconds(1));
            (_clock.GetUtcNow() - last).ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1));
            last = _clock.GetUtcNow();
        }

        (_machine.GetUtcNow() - last).ShouldBe(TimeSpan.FromSeconds(3), "all of it is made up for by now");
    }

    [Fact]
    public void A_small_delay_is_made_up_for_and_a_large_one_at_once()
    {
        Show(_machine.GetUtcNow());
        Show(_clock.GetUtcNow().AddMilliseconds(100));
        (_clock.GetUtcNow() - _machine.GetUtcNow()).ShouldBe(TimeSpan.Zero);
        _machine.Advance(TimeSpan.FromSeconds(1));
        (_clock.GetUtcNow() - _machine.GetUtcNow()).ShouldBe(TimeSpan.FromMilliseconds(100));

        Show(_clock.GetUtcNow().AddMinutes(5));

        (_clock.GetUtcNow() - _machine.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void An_answer_that_was_long_under_way_moves_nothing_once_the_time_is_known()
    {
        Show(_machine.GetUtcNow());

        AnswerAfter(TimeSpan.FromSeconds(6)).ShouldBeFalse();

        (_clock.GetUtcNow(), _clock.Uncertainty).ShouldBe((_machine.GetUtcNow(), TimeSpan.Zero));
    }

    [Fact]
    public void A_clock_that_knows_nothing_takes_a_slow_answer_and_should_be_shown_a_better_one()
    {
        AnswerAfter(TimeSpan.FromSeconds(6)).ShouldBeFalse();
        _clock.Uncertainty.ShouldBe(TimeSpan.FromSeconds(3));

        AnswerAfter(TimeSpan.FromMilliseconds(20)).ShouldBeTrue();
        _machine.Advance(TimeSpan.FromMinutes(1));

        _clock.Uncertainty.ShouldBeLessThan(TimeSpan.FromSeconds(3.1));
    }

    [Fact]
    public void A_database_that_is_always_slow_tells_the_time_all_the_same()
    {
        AnswerAfter(TimeSpan.FromMilliseconds(300));
        _machine.Advance(TimeSpan.FromMinutes(1));

        AnswerAfter(TimeSpan.FromMilliseconds(300)).ShouldBeTrue();
    }

    private bool AnswerAfter(TimeSpan time)
    {
        var (asked, shown) = (_machine.GetTimestamp(), _machine.GetUtcNow());
        _machine.Advance(time);
        return _clock.Adjust(shown, asked, _machine.GetTimestamp());
    }

    private void Show(DateTimeOffset database) => _clock.Adjust(database, _machine.GetTimestamp(), _machine.GetTimestamp());
}
