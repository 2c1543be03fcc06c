using OlConnector.Queue;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

public sealed class PlacesTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private readonly Places _places;

    public PlacesTests() => _places = new Places(2, Longest, _clock);

    [Fact]
    public async Task Whoever_takes_long_gives_the_place_on_and_still_finishes()
    {
        var (slow, begun) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (first, second) = (RunAsync(slow.Task), RunAsync(slow.Task));
        var third = _places.RunAsync(() => { begun.SetResult(); return Task.CompletedTask; }, CancellationToken.None);
        begun.Task.IsCompleted.ShouldBeFalse("both places are taken");

        _clock.Advance(Longest);

        await third.WaitAsync(TimeSpan.FromSeconds(20));
        (first.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        slow.SetResult();
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_place_is_free_again_whatever_became_of_the_work()
    {
        for (var i = 0; i < 5; i++)
        {
            await Should.ThrowAsync<InvalidOperationException>(RunAsync(Task.FromException(new InvalidOperationException())));
            await Should.ThrowAsync<InvalidDataException>(
                _places.RunAsync(() => throw new InvalidDataException(), CancellationToken.None));
        }

        await RunAsync(Task.CompletedTask).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private Task RunAsync(Task work) => _places.RunAsync(() => work, CancellationToken.None);
}
