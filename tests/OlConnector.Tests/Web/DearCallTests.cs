using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using Access = OlConnector.Web.Access;

namespace OlConnector.Tests.Web;

/// <summary>Calls that cost much have few places, and nobody can take those of others.</summary>
public sealed class DearCallTests
{
    private readonly WatchedClock _clock = new();

    [Fact]
    public async Task A_portal_gets_half_of_the_places_and_the_others_stay_for_others()
    {
        var calls = Calls(places: 4);
        var (first, second) = (await EnterAsync(calls, "a"), await EnterAsync(calls, "a"));
        var third = calls.EnterAsync(Person("a"), CancellationToken.None);

        (await EnterAsync(calls, "b")).ShouldNotBeNull();
        third.IsCompleted.ShouldBeFalse();
        first!.Dispose();
        (await third).ShouldNotBeNull();
        second.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_waits_longest_goes_first()
    {
        var calls = Calls(places: 2);
        var (ours, theirs) = (await EnterAsync(calls, "a"), await EnterAsync(calls, "b"));
        var (early, late) = (
            calls.EnterAsync(Person("c"), CancellationToken.None), calls.EnterAsync(Person("d"), CancellationToken.None));

        ours!.Dispose();
        (await early).ShouldNotBeNull();
        late.IsCompleted.ShouldBeFalse();
        theirs!.Dispose();
        (await late).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_waits_longer_than_five_seconds_and_whoever_gave_up_takes_no_place()
    {
        var calls = Calls(places: 2);
        var first = await EnterAsync(calls, "a");
        var second = calls.EnterAsync(Person("a"), CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var third = calls.EnterAsync(Person("a"), gone.Token);
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => third);
        _clock.Advance(DearCalls.Patience);
        (await second).ShouldBeNull();
        first!.Dispose();
        (await EnterAsync(calls, "a")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_caller_and_a_portal_may_wait_with_a_few_calls_only()
    {
        var calls = Calls(places: 2);
        var waiting = new List<Task<IDisposable?>>();
        for (var user = 0; user < 3; user++)
            for (var i = 0; i < DearCalls.OfOneCaller; i++)
                waiting.Add(calls.EnterAsync(Person("a", $"{user}"), CancellationToken.None));

        (await EnterAsync(calls, "a", "0")).ShouldBeNull();
        (await EnterAsync(calls, "a", "3")).ShouldBeNull();
        (await EnterAsync(calls, "b")).ShouldNotBeNull();
        waiting.Count(task => task.IsCompleted).ShouldBe(1);
        foreach (var one in waiting) (await one)!.Dispose();
        (await EnterAsync(calls, "a", "3")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Work_stays_on_its_own_thread_behind_every_await()
    {
        var threads = new List<(int Id, bool IsOfPool)>();
        void Note() => threads.Add((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));

        await OwnThread.RunAsync(async () =>
        {
            Note();
            await Task.Yield();
            Note();
            await Task.Run(Note);
            Note();
        });

        threads[0].IsOfPool.ShouldBeFalse();
        threads[2].IsOfPool.ShouldBeTrue();
        (threads[1], threads[3]).ShouldBe((threads[0], threads[0]));
    }

    [Fact]
    public async Task What_breaks_or_is_cancelled_on_its_own_thread_does_so_for_whoever_waits()
    {
        await Should.ThrowAsync<InvalidDataException>(() => OwnThread.RunAsync(() => throw new InvalidDataException()));
        await Should.ThrowAsync<InvalidDataException>(() => OwnThread.RunAsync(async () =>
        {
            await Task.Yield();
            throw new InvalidDataException();
        }));
        await Should.ThrowAsync<OperationCanceledException>(() => OwnThread.RunAsync(() => Task.FromCanceled(new CancellationToken(true))));
    }

    [Theory]
    [InlineData("GET", "messages")]
    [InlineData("GET", "lines")]
    [InlineData("GET", "campaigns")]
    [InlineData("GET", "reconciliation")]
    [InlineData("POST", "text/preview")]
    [InlineData("POST", "text/transliterate")]
    [InlineData("POST", "phones/normalize")]
    [InlineData("POST", "links/inspect")]
    [InlineData("POST", "optout/inspect")]
    public async Task A_dear_call_of_a_portal_whose_places_are_full_has_to_come_back_and_no_other_portals(string method, string path)
    {
        var world = new ApiWorld();
        await world.InitializeAsync();
        var calls = world.Product.Services.GetRequiredService<DearCalls>();
        for (var i = 0; i < DearCalls.OfOnePortal; i++)
            _ = calls.EnterAsync(Person(ApiWorld.Ours, $"{i}"), CancellationToken.None);
        object? body = method == "POST" ? new { items = Array.Empty<object>() } : null;

        var ours = await world.Admin().CallAsync(new HttpMethod(method), path, body);
        var theirs = await world.Admin(ApiWorld.Theirs).CallAsync(new HttpMethod(method), path, body);

        (ours.Status, ours.Code, ours.RetryAfter).ShouldBe((429, "rate_limited", TimeSpan.FromSeconds(1)));
        theirs.Status.ShouldBe(200);
        (await world.Admin().GetAsync("session")).Status.ShouldBe(200);
        await world.DisposeAsync();
    }

    private DearCalls Calls(int places) => new(new FixedOptions<LimitOptions>(new LimitOptions { DearCalls = places }), _clock);

    private static Task<IDisposable?> EnterAsync(DearCalls calls, string portal, string user = "1") =>
        calls.EnterAsync(Person(portal, user), CancellationToken.None);

    private static Access.Caller Person(string portal, string user = "1") =>
        new(CallerKind.Session, new PortalId(portal), user, "Anna", Role.Viewer, Lines: null);
}
