using OlConnector.Sandbox;

namespace OlConnector.Tests.Sandbox;

/// <summary>The clock of demonstrations: everything by the same factor. Real time passes here, a few milliseconds of it.</summary>
public sealed class ScaledTimeTests
{
    [Fact]
    public async Task A_minute_of_sandbox_time_passes_in_milliseconds()
    {
        var clock = new ScaledTimeProvider(6000);
        var (wall, mark, real) = (clock.GetUtcNow(), clock.GetTimestamp(), TimeProvider.System.GetTimestamp());

        await Task.Delay(TimeSpan.FromMinutes(1), clock);

        (clock.GetUtcNow() - wall).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        clock.GetElapsedTime(mark).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        TimeProvider.System.GetElapsedTime(real).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_change_of_speed_moves_the_timers_that_are_running()
    {
        var clock = new ScaledTimeProvider();
        var before = clock.GetUtcNow();
        var waiting = Task.Delay(TimeSpan.FromHours(1), clock);

        clock.Speed = 10_000;

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        (clock.GetUtcNow() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_periodic_timer_keeps_its_period()
    {
        var clock = new ScaledTimeProvider(1000);
        var started = clock.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);

        for (var i = 0; i < 3; i++)
            (await timer.WaitForNextTickAsync()).ShouldBeTrue();

        clock.GetElapsedTime(started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(20_000)]
    public void An_absurd_speed_is_refused(double speed) => Should.Throw<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(speed));
}
