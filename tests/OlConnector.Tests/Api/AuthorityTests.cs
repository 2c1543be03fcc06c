using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Portals;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Nobody gives away more than they hold, and nothing outlives the right it came from.</summary>
public sealed class AuthorityTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncLifetime
{
    private GivenLine _mine = null!;

    /// <summary>Calls of an administrator that concern the whole portal, and those that concern lines or what the caller holds.</summary>
    private static readonly string[] OfTheWholePortal =
    [
        "PATCH settings", "POST lines", "GET audit", "GET audit/rest-calls", "POST erasures", "POST suppressions/import",
        "GET suppressions/export.csv", "GET webhooks", "POST webhooks", "GET webhooks/{id}", "PATCH webhooks/{id}", "DELETE webhooks/{id}",
        "POST webhooks/{id}/test", "GET webhooks/{id}/deliveries", "POST webhooks/{id}/deliveries/{number}/retry",
    ];

    private static readonly string[] OfWhatOneHolds =
    [
        "GET tokens", "POST tokens", "DELETE tokens/{id}", "GET users", "GET users/{id}", "PATCH users/{id}", "GET audit/callbacks",
    ];

    public async Task InitializeAsync() => _mine = await world.Product.LineAsync(ApiWorld.Ours);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_caller_limited_to_lines_makes_only_tokens_of_those_lines()
    {
        var limited = await LimitedAsync();

        var unlimited = await limited.PostAsync("tokens", new { name = "All", role = "admin" });
        var foreign = await limited.PostAsync("tokens", new { name = "Other", role = "viewer", lines = new[] { $"{world.Line.Id}" } });
        var own = await limited.PostAsync("tokens", new { name = "Mine", role = "admin", lines = new[] { $"{_mine.Id}" } });

        (unlimited.Status, unlimited.Code, unlimited.Field).ShouldBe((403, "forbidden", "lines"));
        (foreign.Status, foreign.Code, foreign.Field).ShouldBe((400, "unknown_line", "lines[0]"));
        own.Status.ShouldBe(201);
        (await Of(own).GetAsync("lines")).Items.Select(line => line["id"]!.ToString()).ShouldBe([$"{_mine.Id}"]);
    }

    [Fact]
    public async Task A_token_gives_no_more_calls_than_it_has()
    {
        var program = await world.ProgramAsync(Role.Admin, callsPer3Seconds: 20);

        var more = await program.PostAsync("tokens", new { name = "Fast", callsPer3Seconds = 21 });
        var same = await program.PostAsync("tokens", new { name = "Fast", callsPer3Seconds = 20 });

        (more.Status, more.Field, same.Status).ShouldBe((403, "callsPer3Seconds", 201));
    }

    [Fact]
    public async Task A_token_dies_with_the_one_that_made_it()
    {
        var parent = await world.Admin().PostAsync("tokens", new { name = "Parent", role = "admin" });
        var child = await Of(parent).PostAsync("tokens", new { name = "Child", role = "admin" });
        var grandchild = await Of(child).PostAsync("tokens", new { name = "Grandchild", role = "viewer" });
        (await Of(grandchild).GetAsync("lines")).Status.ShouldBe(200);

        await world.Admin().DeleteAsync($"tokens/{parent["id"]}");

        (await Of(child).GetAsync("lines")).Code.ShouldBe("invalid_token");
        (await Of(grandchild).GetAsync("lines")).Code.ShouldBe("invalid_token");
        var revoked = (await world.Admin().GetAsync("audit?limit=200")).Items.Where(entry => entry["action"]!.ToString() == "token revoked")
            .ToDictionary(entry => entry["before"]!.ToString(), entry => entry["after"]!.ToString());
        revoked["Child"].ShouldBe($"with token {parent["id"]}");
        revoked["Grandchild"].ShouldBe($"with token {child["id"]}");
    }

    [Fact]
    public async Task Tokens_end_when_their_maker_loses_the_rights_they_came_from()
    {
        var maker = await world.MetAsync("maker", role: Role.Admin);
        var strong = await maker.PostAsync("tokens", new { name = "Strong", role = "admin" });
        var weak = await maker.PostAsync("tokens", new { name = "Weak", role = "viewer" });

        await world.Admin().PatchAsync("users/maker", new { role = "marketer" });

        (await Of(strong).GetAsync("lines")).Code.ShouldBe("invalid_token");
        (await Of(weak).GetAsync("lines")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task People_and_tokens_that_hold_more_do_not_exist_for_a_limited_caller()
    {
        await world.MetAsync("everywhere", role: Role.Marketer);
        await world.MetAsync("here", role: Role.Marketer, lines: $"{_mine.Id}");
        var strong = await world.Admin().PostAsync("tokens", new { name = "Strong", role = "viewer" });
        var limited = await LimitedAsync();

        (await limited.GetAsync("users?limit=200")).Items.Select(user => user["id"]!.ToString()).ShouldBe(["here"]);
        (await limited.GetAsync("users/everywhere")).Status.ShouldBe(404);
        (await limited.PatchAsync("users/everywhere", new { role = "viewer" })).Status.ShouldBe(404);
        (await limited.GetAsync("tokens?limit=200")).Items.Select(token => token["id"]!.ToString()).ShouldNotContain($"{strong["id"]}");
        (await limited.DeleteAsync($"tokens/{strong["id"]}")).Status.ShouldBe(404);
        (await Of(strong).GetAsync("lines")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_limited_caller_gives_people_nothing_beyond_its_own_lines()
    {
        await world.MetAsync("apprentice", role: Role.Viewer, lines: $"{_mine.Id}");
        var limited = await LimitedAsync();

        var all = await limited.PatchAsync("users/apprentice", """{"lines":null}""");
        var other = await limited.PatchAsync("users/apprentice", new { lines = new[] { $"{_mine.Id}", $"{world.Line.Id}" } });
        var higher = await limited.PatchAsync("users/apprentice", new { role = "marketer" });

        (all.Status, all.Field).ShouldBe((403, "lines"));
        (other.Status, other.Field).ShouldBe((400, "lines[1]"));
        (higher.Status, higher["role"]!.ToString()).ShouldBe((200, "marketer"));
    }

    [Fact]
    public async Task What_belongs_to_the_whole_portal_is_closed_to_callers_of_some_lines()
    {
        foreach (var call in OfTheWholePortal)
        {
            var refused = await CallAsync(await LimitedAsync(), call);

            (refused.Status, refused.Code).ShouldBe((403, "forbidden"), call);
            refused["detail"]!.ToString().ShouldContain("whole portal", customMessage: call);
        }

        foreach (var call in OfWhatOneHolds) (await CallAsync(await LimitedAsync(), call)).Status.ShouldNotBe(403, call);
    }

    [Fact]
    public void Every_call_of_administrators_outside_of_lines_is_known_to_be_of_the_portal_or_of_what_one_holds()
    {
        var administrators = AccessTests.Calls.Where(row => (Role)row[2] == Role.Admin).Select(row => $"{row[0]} {row[1]}")
            .Where(call => !call.Contains(" lines/", StringComparison.Ordinal));

        administrators.ShouldBe(OfTheWholePortal.Concat(OfWhatOneHolds), ignoreOrder: true);
    }

    [Fact]
    public async Task Kept_callbacks_of_other_lines_are_not_shown()
    {
        await KeepCallbackAsync(_mine);
        await KeepCallbackAsync(world.Line);

        var shown = await (await LimitedAsync()).GetAsync("audit/callbacks");

        shown.Items.Select(entry => entry["lineId"]!.ToString()).ShouldBe([$"{_mine.Id}"]);
    }

    [Fact]
    public async Task A_token_shows_who_made_it_and_when_it_was_last_used()
    {
        var made = await world.Person("keeper", isAdmin: true).PostAsync("tokens", new { name = "Watched", role = "viewer" });
        var unused = await FindAsync(made);
        var first = world.Clock.GetUtcNow();

        await Of(made).GetAsync("lines");
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        await Of(made).GetAsync("lines");
        var grain = await FindAsync(made);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await Of(made).GetAsync("lines");

        (unused["madeBy"]!.ToString(), unused["lastUsedAt"]!.Type).ShouldBe(("user keeper", Newtonsoft.Json.Linq.JTokenType.Null));
        DateTimeOffset.Parse($"{grain["lastUsedAt"]}", null).ShouldBe(first);
        DateTimeOffset.Parse($"{(await FindAsync(made))["lastUsedAt"]}", null).ShouldBe(first + TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task The_operators_look_into_a_portal_is_written_down_once_a_day()
    {
        var support = new Caller(world.Product, ApiWorld.OperatorToken);
        async Task<int> TracesAsync() => (await world.Admin().GetAsync("audit?limit=200")).Items
            .Count(entry => (entry["action"]!.ToString(), entry["actor"]!.ToString()) == ("operator access", "operator"));

        world.Clock.Advance(TimeSpan.FromDays(1));
        var before = await TracesAsync();
        await support.GetAsync("lines", ("X-Portal", ApiWorld.Ours));
        await support.GetAsync("messages", ("X-Portal", ApiWorld.Ours));
        var sameDay = await TracesAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await support.GetAsync("lines", ("X-Portal", ApiWorld.Ours));

        (sameDay - before, await TracesAsync() - before).ShouldBe((1, 2));
    }

    /// <summary>
    /// An administrator by token, of one line only; another one each time, because calls are limited and the clock stands still.
    /// </summary>
    private async Task<Caller> LimitedAsync() => Of(await world.Admin().PostAsync(
        "tokens", new { name = "Limited", role = "admin", lines = new[] { $"{_mine.Id}" }, callsPer3Seconds = 100 }));

    private Caller Of(Answer made) => new(world.Product, made["token"]!.ToString());

    private async Task<Newtonsoft.Json.Linq.JToken> FindAsync(Answer made) =>
        (await world.Admin().GetAsync("tokens?limit=200")).Items.Single(token => token["id"]!.ToString() == made["id"]!.ToString());

    private static Task<Answer> CallAsync(Caller caller, string call)
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1].Replace("{id}", new string('0', 32)));
        return caller.CallAsync(new HttpMethod(method), path, method is "GET" or "DELETE" ? null : "{}");
    }

    private Task KeepCallbackAsync(GivenLine line) => world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
    {
        KeptCallbacks.Keep(turn, new KeptCallback
        {
            PortalId = line.Portal,
            Id = NewKey.At(world.Clock),
            LineId = line.Id,
            GatewayKind = "sandbox",
            At = world.Clock.GetUtcNow(),
            Why = "test",
            Body = "POST",
            Length = 0,
        });
    });
}
