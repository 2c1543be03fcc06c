using OlConnector.Queue;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>All background loops go by these rules.</summary>
public sealed class RoundsTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WatchedClock _clock = new();
    private readonly Wakeup _wakeup;
    private readonly Rounds _rounds;
    private readonly List<Exception> _troubles = [];
    private readonly SemaphoreSlim _stepped = new(0);
    private readonly CancellationTokenSource _stop = new();
    private int _steps;
    private Task _running = Task.CompletedTask;

    public RoundsTests()
    {
        _wakeup = new Wakeup(_clock);
        _rounds = new Rounds(_clock, Pause, _troubles.Add, _wakeup);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    [Fact]
    public async Task Trouble_is_told_and_the_loop_goes_on_after_the_pause()
    {
        Begin(_ => _steps == 1 ? throw new InvalidOperationException("broken") : Task.FromResult<DateTimeOffset?>(null));
        await _clock.ArmedAsync(within: Pause);

        _clock.Advance(Pause);
        await SteppedAsync(times: 2);

        _troubles.ShouldHaveSingleItem().Message.ShouldBe("broken");
        _steps.ShouldBe(2);
    }

    [Fact]
    public async Task A_step_that_breaks_every_time_is_tried_once_a_pause_however_often_the_bell_rings()
    {
        Begin(_ => throw new InvalidOperationException("broken"));

        for (var pauses = 1; pauses <= 3; pauses++)
        {
            await SteppedAsync(times: 1);
            await _clock.ArmedAsync(within: Pause);
            _wakeup.Pulse();
            _clock.Advance(Pause - TimeSpan.FromSeconds(1));
            _wakeup.Pulse();
            await _clock.ArmedAsync(within: TimeSpan.FromSeconds(1));
            (_steps, _troubles.Count).ShouldBe((pauses, pauses));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task A_pulse_begins_the_next_step_at_once()
    {
        Begin(_ => Task.FromResult<DateTimeOffset?>(null));
        await SteppedAsync(times: 1);

        _wakeup.Pulse();
        await SteppedAsync(times: 1);

        _steps.ShouldBe(2);
    }

    [Fact]
    public async Task The_next_step_comes_at_the_moment_that_the_last_one_named()
    {
        Begin(_ => Task.FromResult<DateTimeOffset?>(_clock.GetUtcNow() + TimeSpan.FromMinutes(1)));
        await _clock.ArmedAsync(within: TimeSpan.FromMinutes(1));

        _clock.Advance(TimeSpan.FromSeconds(59));
        await _clock.ArmedAsync(within: TimeSpan.FromSeconds(1));
        _steps.ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await SteppedAsync(times: 2);
    }

    [Fact]
    public async Task What_is_due_already_is_done_without_a_sleep()
    {
        Begin(_ => Task.FromResult(_steps < 3 ? _clock.GetUtcNow() : (DateTimeOffset?)null));

        await SteppedAsync(times: 3);
    }

    [Fact]
    public async Task A_loop_without_a_bell_sleeps_until_its_moment()
    {
        var withoutBell = new Rounds(_clock, Pause, _troubles.Add);
        Begin(_ => Task.FromResult<DateTimeOffset?>(_clock.GetUtcNow() + TimeSpan.FromMinutes(1)), withoutBell);

        await _clock.ArmedAsync(within: TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await SteppedAsync(times: 2);
    }

    [Theory]
    [InlineData("asleep")]
    [InlineData("at work")]
    [InlineData("in trouble")]
    [InlineData("breaking")]
    public async Task A_stop_ends_it_quietly_whatever_it_is_doing(string doing)
    {
        Begin(doing switch
        {
            "asleep" => _ => Task.FromResult<DateTimeOffset?>(null),
            "at work" => WorkUntilStopped,
            "in trouble" => _ => throw new InvalidOperationException("broken"),
            _ => BreakWhenStopped,
        });
        await SteppedAsync(times: 1);
        if (doing == "in trouble") await _clock.ArmedAsync(within: Pause);

        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);

        _steps.ShouldBe(1);
        _troubles.Count.ShouldBe(doing == "in trouble" ? 1 : 0);
    }

    private static async Task<DateTimeOffset?> WorkUntilStopped(CancellationToken stopping)
    {
        await new TaskCompletionSource().Task.WaitAsync(stopping);
        return null;
    }

    private static async Task<DateTimeOffset?> BreakWhenStopped(CancellationToken stopping)
    {
        await new TaskCompletionSource().Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new InvalidOperationException("The node is going down.");
    }

    private void Begin(Func<CancellationToken, Task<DateTimeOffset?>> step, Rounds? rounds = null)
    {
        _running = Task.Run(() => (rounds ?? _rounds).RunAsync(CountedAsync, _stop.Token));

        Task<DateTimeOffset?> CountedAsync(CancellationToken ct)
        {
            _steps++;
            _stepped.Release();
            return step(ct);
        }
    }

    private async Task SteppedAsync(int times)
    {
        for (var i = 0; i < times; i++) (await _stepped.WaitAsync(Patience)).ShouldBeTrue();
    }
}
