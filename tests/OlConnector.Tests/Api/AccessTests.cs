using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Api;

public sealed class AccessTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    /// <summary>
    /// Every call with the least role that may make it (design.md §4.21). Ids need not exist: who may not, hears 403 first.
    /// </summary>
    public static TheoryData<string, string, Role> Calls => new()
    {
        { "GET", "session", Role.Viewer }, { "GET", "settings", Role.Viewer }, { "PATCH", "settings", Role.Admin },
        { "GET", "lines", Role.Viewer }, { "POST", "lines", Role.Admin }, { "GET", "lines/today", Role.Viewer },
        { "POST", "lines/{id}/check", Role.Support }, { "GET", "lines/{id}/history", Role.Support },
        { "GET", "lines/{id}", Role.Viewer }, { "PATCH", "lines/{id}", Role.Support },
        { "DELETE", "lines/{id}", Role.Admin }, { "POST", "lines/{id}/pause", Role.Support }, { "POST", "lines/{id}/resume", Role.Support },
        { "POST", "lines/{id}/clear", Role.Support }, { "POST", "lines/{id}/rotate-key", Role.Admin },
        { "POST", "lines/{id}/test", Role.Marketer },
        { "POST", "lines/{id}/forecast", Role.Viewer }, { "POST", "lines/{id}/check-number", Role.Marketer },
        { "GET", "lines/{id}/templates", Role.Viewer }, { "GET", "lines/{id}/calendar", Role.Viewer },
        { "GET", "lines/{id}/risk", Role.Viewer },
        { "GET", "audit/callbacks", Role.Admin },
        { "GET", "audit/rest-calls", Role.Admin },
        { "GET", "lines/{id}/login", Role.Admin }, { "POST", "lines/{id}/login", Role.Admin }, { "POST", "lines/{id}/session", Role.Admin },
        { "GET", "messages", Role.Viewer }, { "GET", "messages/{id}", Role.Viewer },
        { "POST", "messages", Role.Marketer }, { "POST", "messages/{id}/release", Role.Marketer },
        { "POST", "messages/{id}/cancel", Role.Marketer },
        { "POST", "messages/{id}/discard", Role.Marketer }, { "POST", "messages/{id}/resolve", Role.Support },
        { "GET", "campaigns", Role.Viewer }, { "GET", "campaigns/{id}", Role.Viewer },
        { "GET", "campaigns/{id}/timeline", Role.Viewer }, { "PATCH", "campaigns/{id}", Role.Marketer },
        { "POST", "campaigns/{id}/pause", Role.Marketer },
        { "POST", "campaigns/{id}/resume", Role.Marketer }, { "POST", "campaigns/{id}/stop", Role.Marketer },
        { "POST", "campaigns/{id}/clear", Role.Marketer }, { "POST", "campaigns/{id}/release", Role.Marketer },
        { "POST", "campaigns/{id}/discard", Role.Marketer },
        { "POST", "campaigns/{id}/split", Role.Marketer },
        { "POST", "campaigns/{id}/restart", Role.Marketer }, { "POST", "campaigns/{id}/start", Role.Marketer },
        { "POST", "campaigns/{id}/merge", Role.Marketer }, { "POST", "campaigns/{id}/separate", Role.Marketer },
        { "DELETE", "campaigns/{id}/waves", Role.Marketer },
        { "POST", "campaigns", Role.Marketer }, { "DELETE", "campaigns/{id}", Role.Marketer },
        { "GET", "campaigns/sample.csv", Role.Viewer }, { "POST", "campaigns/{id}/files", Role.Marketer },
        { "GET", "campaigns/{id}/files", Role.Marketer }, { "DELETE", "campaigns/{id}/files/{file}", Role.Marketer },
        { "GET", "campaigns/{id}/files/{file}/rejected.csv", Role.Marketer },
        { "POST", "campaigns/{id}/preview", Role.Marketer }, { "POST", "campaigns/{id}/test", Role.Marketer },
        { "POST", "campaigns/{id}/recipients", Role.Marketer }, { "POST", "bulk", Role.Marketer },
        { "GET", "reconciliation", Role.Viewer }, { "GET", "gateways", Role.Viewer }, { "GET", "gateways/sandbox", Role.Viewer },
        { "GET", "tokens", Role.Admin }, { "POST", "tokens", Role.Admin }, { "DELETE", "tokens/{id}", Role.Admin },
        { "GET", "webhooks", Role.Admin }, { "POST", "webhooks", Role.Admin }, { "GET", "webhooks/{id}", Role.Admin },
        { "PATCH", "webhooks/{id}", Role.Admin }, { "DELETE", "webhooks/{id}", Role.Admin }, { "POST", "webhooks/{id}/test", Role.Admin },
        { "GET", "webhooks/{id}/deliveries", Role.Admin }, { "POST", "webhooks/{id}/deliveries/{number}/retry", Role.Admin },
        { "GET", "users", Role.Admin }, { "GET", "users/{id}", Role.Admin },
        { "PATCH", "users/{id}", Role.Admin }, { "GET", "audit", Role.Admin },
        { "POST", "text/preview", Role.Viewer }, { "POST", "text/transliterate", Role.Viewer },
        { "POST", "phones/normalize", Role.Viewer }, { "POST", "links/inspect", Role.Viewer },
        { "POST", "optout/inspect", Role.Viewer }, { "POST", "erasures", Role.Admin }, { "GET", "reasons", Role.Viewer },
        { "POST", "lines/resume", Role.Support },
        { "GET", "suppressions", Role.Marketer }, { "POST", "suppressions", Role.Support },
        { "DELETE", "suppressions/{id}", Role.Support }, { "POST", "suppressions/import", Role.Admin },
        { "GET", "suppressions/export.csv", Role.Admin }, { "GET", "demo", Role.Viewer },
        { "GET", "reports/messages.csv", Role.Viewer }, { "GET", "reports/messages.xlsx", Role.Viewer },
        { "GET", "reports/summary", Role.Viewer },
        { "GET", "campaigns/{id}/report.csv", Role.Viewer }, { "GET", "campaigns/{id}/report.xlsx", Role.Viewer },
        { "GET", "campaigns/{id}/errors.csv", Role.Viewer }, { "GET", "campaigns/{id}/errors.txt", Role.Viewer },
        { "GET", "campaigns/{id}/outcome", Role.Viewer }, { "GET", "campaigns/{id}/cost", Role.Viewer },
        { "GET", "templates", Role.Viewer }, { "GET", "templates/{id}", Role.Viewer }, { "GET", "templates/export", Role.Viewer },
        { "POST", "templates", Role.Marketer }, { "PATCH", "templates/{id}", Role.Marketer },
        { "DELETE", "templates/{id}", Role.Marketer }, { "POST", "templates/import", Role.Marketer },
    };

    private static readonly string[] SendsInTheirName =
        ["messages", "lines/{id}/test", "campaigns/{id}/restart", "campaigns/{id}/test", "bulk"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_takes_its_role_and_every_higher_one(string method, string path, Role least)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var answer = await TryAsync(await world.ProgramAsync(role), method, path);

            if (role < least) (answer.Status, answer.Code).ShouldBe((403, "forbidden"), $"{role}");
            else answer.Status.ShouldNotBeOneOf(401, 403);
        }
    }

    [Fact]
    public async Task Every_call_is_in_the_table_above_but_the_operators_and_the_renewal_of_a_session()
    {
        var paths = (JObject)(await world.Nobody().GetAsync("/openapi/v1.json")).Body["paths"]!;
        var described = paths.Properties().SelectMany(
            path => ((JObject)path.Value).Properties()
                .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name["/api/v1/".Length..]}"));

        described.Except(Calls.Select(row => $"{row[0]} {row[1]}".Replace("/sandbox", "/{kind}")))
            .ShouldBe(["GET portals", "POST session"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_without_a_token_is_refused(string method, string path, Role least)
    {
        // All rows are asked from one address, and a stranger gets calls back only with time.
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        var answer = await TryAsync(world.Nobody(), method, path);

        (answer.Status, answer.Code).ShouldBe((401, "unauthorized"), $"{least}");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_operator_reads_everything_and_changes_with_a_reason_what_support_may(string method, string path, Role least)
    {
        // All rows are asked by one operator, who gets calls back only with time.
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        var support = new Caller(world.Product, ApiWorld.OperatorToken);
        var silent = await TryAsync(support, method, path, ("X-Portal", ApiWorld.Ours));
        var explained = await TryAsync(support, method, path, ("X-Portal", ApiWorld.Ours), ("X-Reason", "Ticket%20118"));

        if (method == "GET" || least == Role.Viewer) silent.Status.ShouldNotBeOneOf(401, 403);
        else if (least == Role.Admin || SendsInTheirName.Contains(path)) (explained.Status, explained.Code).ShouldBe((403, "forbidden"));
        else
        {
            (silent.Status, silent.Code, silent.Field).ShouldBe((400, "reason_required", "X-Reason"));
            explained.Status.ShouldNotBeOneOf(401, 403);
            explained.Code.ShouldNotBe("reason_required");
        }
    }

    [Fact]
    public async Task The_operator_names_a_portal_that_exists()
    {
        var support = new Caller(world.Product, ApiWorld.OperatorToken);

        (await support.GetAsync("lines")).Field.ShouldBe("X-Portal");
        (await support.GetAsync("lines", ("X-Portal", "nobody"))).Status.ShouldBe(404);
        (await support.GetAsync("lines", ("X-Portal", ApiWorld.Theirs))).Items.Single()["id"]!.ToString().ShouldBe($"{world.TheirLine.Id}");
    }

    [Fact]
    public async Task A_person_has_the_role_that_an_administrator_gave_and_is_a_viewer_before()
    {
        (await (await world.MetAsync("new")).GetAsync("session"))["user.role"]!.ToString().ShouldBe("viewer");

        await world.Admin().PatchAsync("users/new", new { role = "marketer" });

        (await world.Person("new").GetAsync("session"))["user.role"]!.ToString().ShouldBe("marketer");
        (await world.Person("new", isAdmin: true).GetAsync("session"))["user.role"]!.ToString().ShouldBe("admin");
    }

    [Fact]
    public async Task Support_changes_pace_and_hours_and_nothing_else()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var support = await world.PersonAsync(Role.Support);

        var pace = await support.PatchAsync(
            $"lines/{line.Id}", """{"marketingInterval":"00:01:00","directInterval":"00:00:01","jitter":5,"window":null}""");
        var name = await support.PatchAsync($"lines/{line.Id}", new { jitter = 6, name = "Mine" });

        pace.Status.ShouldBe(200);
        (name.Status, name.Code, name.Field).ShouldBe((403, "forbidden", "name"));
        (await support.GetAsync($"lines/{line.Id}"))["jitter"]!.ToObject<int>().ShouldBe(5);
    }

    [Fact]
    public async Task Lines_outside_the_list_do_not_exist_for_the_caller()
    {
        var (mine, other) = (await world.Product.LineAsync(ApiWorld.Ours), await world.Product.LineAsync(ApiWorld.Ours));
        var (myMessage, otherMessage) = (
            (await world.MessagesAsync(mine, MessageState.Held))[0], (await world.MessagesAsync(other, MessageState.Held))[0]);
        var (myCampaign, otherCampaign) = (await world.CampaignAsync(mine), await world.CampaignAsync(other));
        var marketer = await world.PersonAsync(Role.Marketer, mine);

        (await marketer.GetAsync("lines")).Items.Single()["id"]!.ToString().ShouldBe($"{mine.Id}");
        (await marketer.GetAsync("messages")).Items.Single()["id"]!.ToString().ShouldBe($"{myMessage}");
        (await marketer.GetAsync("campaigns")).Items.Single()["id"]!.ToString().ShouldBe($"{myCampaign:N}");
        (await marketer.GetAsync("reconciliation"))["received"]!.ToObject<int>().ShouldBe(1);
        (await marketer.GetAsync($"reconciliation?line={other.Id}"))["received"]!.ToObject<int>().ShouldBe(0);
        foreach (var path in new[] { $"lines/{other.Id}", $"messages/{otherMessage}",
            $"campaigns/{otherCampaign:N}", $"campaigns/{otherCampaign:N}/timeline" })
            (await marketer.GetAsync(path)).Status.ShouldBe(404, path);
        foreach (var path in new[] { $"messages/{otherMessage}/release", $"campaigns/{otherCampaign:N}/stop", $"lines/{other.Id}/test" })
            (await marketer.PostAsync(path, new { })).Status.ShouldBe(404, path);
        (await marketer.PostAsync("messages", new { line = $"{other.Id}", to = "+79161234567", text = "Hi" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Tokens_that_are_revoked_over_or_touched_open_nothing()
    {
        // Another portal: this one's tokens were used up by the other tests of the class.
        var made = await world.Admin(ApiWorld.Theirs).PostAsync("tokens", new { name = "Short", role = "admin" });
        var program = new Caller(world.Product, made["token"]!.ToString());
        var session = world.Product.Services.GetRequiredService<SessionTokens>()
            .Issue(new PortalSession(new PortalId(ApiWorld.Ours), "1", "A", true, "en", "UTC")).Token;

        (await program.GetAsync("lines")).Status.ShouldBe(200);
        await world.Admin(ApiWorld.Theirs).DeleteAsync($"tokens/{made["id"]}");
        (await program.GetAsync("lines")).Code.ShouldBe("invalid_token");
        (await new Caller(world.Product, session[..^2] + "xx").GetAsync("lines")).Code.ShouldBe("invalid_token");
        (await new Caller(world.Product, new string('a', 3000)).GetAsync("lines")).Code.ShouldBe("invalid_token");
    }

    [Fact]
    public async Task A_session_lives_for_an_hour_of_the_houses_clock()
    {
        var clock = new FakeTimeProvider(Given.Morning);
        await using var product = await Product.StartAsync(clock, settings: [("Dispatching:Enabled", "false")]);
        await product.LineAsync(ApiWorld.Ours);
        var person = new Caller(product,
            product.Services.GetRequiredService<SessionTokens>()
                .Issue(new PortalSession(new PortalId(ApiWorld.Ours), "1", "A", true, "en", "UTC")).Token);

        clock.Advance(TimeSpan.FromMinutes(59));
        (await person.GetAsync("session")).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await person.GetAsync("session")).Code.ShouldBe("invalid_token");
    }

    [Fact]
    public async Task After_an_uninstall_nobody_gets_in()
    {
        const string gone = "0000000000000000000000000000gone";
        // Those without a token share one bucket, and the table above has emptied it.
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Product.LineAsync(gone);
        var program = await world.ProgramAsync(Role.Admin, portal: gone);
        await world.Product.Services.GetRequiredService<Writer>()
            .RunAsync(turn => turn.Execute("UPDATE portals SET state = 'gone' WHERE id = @id", ("id", gone)));

        (await program.GetAsync("lines")).Status.ShouldBe(401);
        (await world.Admin(gone).GetAsync("lines")).Status.ShouldBe(401);
    }

    private Task<Answer> TryAsync(Caller caller, string method, string path, params (string, string)[] headers) =>
        caller.CallAsync(new HttpMethod(method),
            path.Replace("{id}", world.Clock.GetUtcNow().Ticks.ToString("D32", System.Globalization.CultureInfo.InvariantCulture)),
            method is "GET" or "DELETE" ? null : "{}", headers);
}
