using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §2.7, §3.1 to §3.4.</summary>
public sealed class PortalRestTests : SandboxTests
{
    [Fact]
    public async Task Token_errors_come_in_the_documented_order()
    {
        var token = await World.InstalledAsync();
        var portal = World.Portal;
        var employee = World.TokenOf(portal.Employee);

        (await World.CallAsync("profile")).ShouldRefuse(401, "NO_AUTH_FOUND", "Wrong authorization data");
        portal.ChangeUser(portal.Employee.Id, user => user with { IsExcluded = true });
        (await World.CallAsync("profile", null, employee)).ErrorStatus().ShouldBe((401, "user_access_error"));
        portal.ChangeUser(portal.Employee.Id, user => user with { IsActive = false });
        (await World.CallAsync("profile", null, employee)).ErrorStatus().ShouldBe((401, "authorization_error"));
        portal.IsPaymentAllowed = false;
        (await World.CallAsync("profile", null, employee)).ErrorStatus().ShouldBe((401, "PAYMENT_REQUIRED"));
        World.Clock.Advance(Grant.AccessLife);
        (await World.CallAsync("profile", null, employee)).ShouldRefuse(401, "expired_token", "The access token provided has expired.");
        await portal.Lifecycle.UninstallAsync(clean: false, announce: false);
        (await World.CallAsync("profile", null, token)).ErrorStatus().ShouldBe((401, "APPLICATION_NOT_FOUND"));
        portal.Behaviour.CannotReachAuthorization = true;
        (await World.CallAsync("profile", null, token)).ErrorStatus().ShouldBe((401, "CONNECTION_ERROR"));
    }

    [Fact]
    public async Task Where_the_documentation_is_older_it_says_403()
    {
        await World.InstalledAsync();
        var employee = World.TokenOf(World.Portal.Employee);
        World.Portal.Behaviour.AnswersForbidden = true;
        World.Portal.ChangeUser(World.Portal.Employee.Id, user => user with { IsExcluded = true });

        (await World.CallAsync("profile", null, employee)).ErrorStatus().ShouldBe((403, "user_access_error"));
        World.Cloud.Options.Scopes = [];
        (await World.CallAsync("crm.contact.list", null, employee)).ErrorStatus().ShouldBe((403, "insufficient_scope"));
    }

    [Fact]
    public async Task A_missing_scope_and_an_unknown_method_are_told_apart()
    {
        var token = await World.InstalledAsync();
        World.Cloud.Options.Scopes = ["messageservice"];

        (await World.CallAsync("crm.contact.list", null, token)).ErrorStatus().ShouldBe((401, "insufficient_scope"));
        (await World.CallAsync("no.such.method", null, token)).ShouldRefuse(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    }

    [Fact]
    public async Task A_token_of_another_portal_opens_nothing()
    {
        await World.InstalledAsync();
        var stranger = World.Cloud.Authorization.Tokens.Issue(World.Cloud.Portals[1].MemberId, 1).Access;

        (await World.CallAsync("profile", null, stranger)).ErrorOf().ShouldBe("NO_AUTH_FOUND");
    }

    [Fact]
    public async Task Malformed_json_counts_as_no_parameters_at_all()
    {
        var token = await World.InstalledAsync();

        using var content = new StringContent($"{{\"auth\":\"{token}\"", System.Text.Encoding.UTF8, "application/json");
        using var answer = await World.Http.PostAsync(new Uri($"{World.Portal.RestUrl}profile.json"), content);

        ((int)answer.StatusCode).ShouldBe(401);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("NO_AUTH_FOUND");
    }

    [Fact]
    public async Task Answers_are_printed_as_php_prints_them()
    {
        var token = await World.InstalledAsync();

        using var answer = await World.Http.GetAsync(new Uri($"{World.Portal.RestUrl}profile?auth={token}"));
        var text = await answer.Content.ReadAsStringAsync();

        text.ShouldContain("\"ID\":\"1\",\"ADMIN\":true");
        text.ShouldContain("\"TIME_ZONE\":\"Europe\\/Moscow\"");
        text.ShouldContain("\"date_start\":\"2026-03-02T12:00:00+03:00\"");
    }

    [Fact]
    public async Task The_bucket_holds_fifty_and_leaks_two_a_second()
    {
        await World.Portal.Lifecycle.InstallAsync();
        var token = World.TokenOf(World.Portal.Admin);

        for (var i = 0; i < 50; i++)
            (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
        (await World.CallAsync("profile", null, token)).ErrorStatus().ShouldBe((503, "QUERY_LIMIT_EXCEEDED"));

        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(503);
    }

    [Fact]
    public async Task A_method_that_ran_too_long_is_blocked_until_the_reset_moment()
    {
        var token = await World.InstalledAsync();
        World.Portal.Meter.CostPerCall = 480.5;

        var good = await World.CallAsync("profile", null, token);
        (await World.CallAsync("profile", null, token)).ErrorStatus().ShouldBe((429, "OPERATION_TIME_LIMIT"));
        (await World.CallAsync("server.time", null, token)).Status.ShouldBe(200);

        var resetAt = DateTimeOffset.FromUnixTimeSeconds(good.Body["time"]!["operating_reset_at"]!.Value<long>());
        World.Clock.Advance(resetAt - World.Clock.GetUtcNow());
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_renamed_portal_answers_the_old_host_with_302()
    {
        var token = await World.InstalledAsync();
        var old = World.Portal.RestUrl;
        await World.Portal.RenameAsync();

        using var answer = await World.Http.GetAsync(new Uri($"{old}profile?auth={token}"));

        ((int)answer.StatusCode).ShouldBe(302);
        answer.Headers.Location!.ToString().ShouldBe($"{World.Portal.RestUrl}profile?auth={token}");
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_next_calls_fail_as_told()
    {
        var token = await World.InstalledAsync();
        World.Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", "Internal server error"), 1, "profile");

        (await World.CallAsync("server.time", null, token)).Status.ShouldBe(200);
        (await World.CallAsync("profile", null, token)).ErrorStatus().ShouldBe((500, "INTERNAL_SERVER_ERROR"));
        (await World.CallAsync("profile", null, token)).Status.ShouldBe(200);
    }
}
