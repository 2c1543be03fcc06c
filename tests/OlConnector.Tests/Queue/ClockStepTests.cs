using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>
/// The wall clock is set while lines wait: the gap stays whole, and nobody waits out the step. Nodes that share a database go by its clock.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed class ClockStepTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly QueueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(-7200)]
    [InlineData(-45)]
    [InlineData(3600)]
    public async Task A_line_goes_on_after_its_interval_whichever_way_the_clock_is_set(int seconds)
    {
        var watch = await WatchFromTheStartAsync();
        var line = LineThatAnswered(new SendResult.Accepted("g-1"));

        await StepAsync(watch, seconds);
        _world.Clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        _world.Claim().ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        _world.Claim().ShouldHaveSingleItem().LineId.ShouldBe(line);
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(3600)]
    public async Task A_pause_that_the_gateway_asked_for_keeps_its_length(int seconds)
    {
        var watch = await WatchFromTheStartAsync();
        LineThatAnswered(new SendResult.Postponed(PostponeScope.Line, TimeSpan.FromSeconds(60), CountsAsAttempt: false));

        await StepAsync(watch, seconds);
        _world.Clock.Advance(TimeSpan.FromSeconds(59));
        _world.Claim().ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        _world.Claim().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_claim_does_not_expire_by_a_step_forward()
    {
        var watch = await WatchFromTheStartAsync();
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        _world.Claim().ShouldHaveSingleItem();

        await StepAsync(watch, 3600);

        _world.Run(turn => _world.Settling.ExpireClaims(turn, all: false, _world.Clock.GetUtcNow())).ShouldBe(0);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_while_the_process_was_down_stalls_nothing()
    {
        LineThatAnswered(new SendResult.Postponed(PostponeScope.Message, TimeSpan.FromSeconds(20)));
        _world.Crash();
        _world.Clock.Step(TimeSpan.FromHours(-2));

        var watch = Watch();
        watch.HasStepped().ShouldBeTrue("nobody watched the clock while the process was down");
        await watch.RecomputeAllAsync();
        _world.Clock.Advance(TimeSpan.FromSeconds(20));

        _world.Claim().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_start_counts_as_an_answer_because_nobody_watched_the_clock()
    {
        LineThatAnswered(new SendResult.Accepted("g-1"));
        _world.Crash();
        _world.Clock.Step(TimeSpan.FromHours(1));

        var watch = Watch();
        watch.HasStepped();
        await watch.RecomputeAllAsync();

        _world.Clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        _world.Claim().ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _world.Claim().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_pause_that_is_over_is_forgotten_with_the_next_answer_so_that_a_clock_set_back_cannot_bring_it_to_life()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        _world.Settle(_world.Claim().ShouldHaveSingleItem(),
            new SendResult.Postponed(PostponeScope.Line, TimeSpan.FromSeconds(40), CountsAsAttempt: false, "429", "Slowly."));
        _world.FindLine(line).NotBefore.ShouldNotBeNull();
        _world.Clock.Advance(TimeSpan.FromSeconds(40));

        _world.Settle(_world.Claim().ShouldHaveSingleItem(), new SendResult.Accepted("g1"));

        _world.FindLine(line).NotBefore.ShouldBeNull();
    }

    private ClockWatch Watch() => new(
        _world.Database, _world.Writer, _world.Lines, new Wakeups(_world.Clock),
        new FixedOptions<DispatchingOptions>(_world.Dispatching), _world.Clock);

    private async Task<ClockWatch> WatchFromTheStartAsync()
    {
        var watch = Watch();
        watch.HasStepped();
        await watch.RecomputeAllAsync();
        return watch;
    }

    private LineId LineThatAnswered(SendResult result)
    {
        var line = _world.AddLine();
        for (var i = 0; i < 2; i++) _world.Enqueue(line, Traffic.Marketing);
        _world.Settle(_world.Claim()[0], result);
        return line;
    }

    private async Task StepAsync(ClockWatch watch, int seconds)
    {
        _world.Clock.Step(TimeSpan.FromSeconds(seconds));
        watch.HasStepped().ShouldBeTrue();
        await watch.RecomputeAllAsync();
    }
}
