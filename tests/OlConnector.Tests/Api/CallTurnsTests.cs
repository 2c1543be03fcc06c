using Microsoft.AspNetCore.Http;
using OlConnector.Tests.Support;
using OlConnector.Web.Limits;

namespace OlConnector.Tests.Api;

public sealed class CallTurnsTests
{
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private readonly TaskCompletionSource _answers = new();
    private readonly CallTurns _turns;
    private readonly TaskCompletionSource _fourth = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    public CallTurnsTests() => _turns = new CallTurns(_ =>
    {
        if (Interlocked.Increment(ref _begun) == 4) _fourth.SetResult();
        return _answers.Task;
    }, _clock);

    [Fact]
    public async Task Three_calls_of_a_token_are_worked_on_and_the_fourth_waits_but_nobody_elses()
    {
        var mine = Enumerable.Range(0, 10).Select(_ => CallAsync("Bearer mine")).ToList();
        _begun.ShouldBe(3);

        var others = new[] { CallAsync("Bearer another"), CallAsync(null), CallAsync(null), CallAsync(null), CallAsync(null) };
        _begun.ShouldBe(8, "another token and four without one");

        _answers.SetResult();
        await Task.WhenAll([.. mine, .. others]).WaitAsync(TimeSpan.FromSeconds(20));
        _begun.ShouldBe(15);
    }

    [Fact]
    public async Task A_call_that_waits_for_somebody_slow_gives_its_place_on()
    {
        var mine = Enumerable.Range(0, 4).Select(_ => CallAsync("Bearer mine")).ToList();

        _clock.Advance(TimeSpan.FromSeconds(10));

        await _fourth.Task.WaitAsync(TimeSpan.FromSeconds(20));
        _answers.SetResult();
        await Task.WhenAll(mine).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private Task CallAsync(string? authorization)
    {
        var http = new DefaultHttpContext();
        if (authorization is not null) http.Request.Headers.Authorization = authorization;
        return _turns.InvokeAsync(http);
    }
}
