using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api;

public sealed class LimitTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_token_calls_five_times_in_three_seconds_by_method()
    {
        var program = await world.ProgramAsync(Role.Admin);

        for (var i = 0; i < 5; i++) (await program.GetAsync("lines")).Status.ShouldBe(200);
        var sixth = await program.GetAsync("lines");

        (sixth.Status, sixth.Code, sixth.RetryAfter).ShouldBe((429, "rate_limited", TimeSpan.FromSeconds(1)));
        (await program.GetAsync("campaigns")).Status.ShouldBe(200);
        (await (await world.ProgramAsync(Role.Admin)).GetAsync("lines")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Whoever_waits_as_long_as_told_gets_in_again()
    {
        var program = await world.ProgramAsync(Role.Admin);
        for (var i = 0; i < 5; i++) await program.GetAsync("session");
        var refused = await program.GetAsync("session");

        world.Clock.Advance(refused.RetryAfter!.Value);
        (await program.GetAsync("session")).Status.ShouldBe(200);
        (await program.GetAsync("session")).Status.ShouldBe(429);
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 5; i++) (await program.GetAsync("session")).Status.ShouldBe(200);
        (await program.GetAsync("session")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_token_may_be_given_more()
    {
        var program = await world.ProgramAsync(Role.Admin, callsPer3Seconds: 40);

        for (var i = 0; i < 40; i++) (await program.GetAsync("gateways")).Status.ShouldBe(200);
        (await program.GetAsync("gateways")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_session_calls_thirty_times_a_second_with_a_burst_of_sixty()
    {
        var person = world.Person("fast", isAdmin: true);

        for (var i = 0; i < 60; i++) (await person.GetAsync("settings")).Status.ShouldBe(200);
        var refused = await person.GetAsync("session");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 30; i++) (await person.GetAsync("settings")).Status.ShouldBe(200);

        (refused.Status, refused.RetryAfter).ShouldBe((429, TimeSpan.FromSeconds(1)));
        (await person.GetAsync("settings")).Status.ShouldBe(429);
    }
}
