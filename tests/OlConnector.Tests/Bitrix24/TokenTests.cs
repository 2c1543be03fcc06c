using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine.Portals;
using OlConnector.Sandbox.Authorization;
using OlConnector.Secrets;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>The life of a portal's tokens (docs/bitrix24.md, OAuth).</summary>
// Care of the portal after its installation shares the bucket with the test, and is done
// sooner on SQLite: on the clock of a test nobody would wait for it elsewhere.
[Trait("Database", "Sqlite")]
public sealed class TokenTests : Bitrix24World
{
    private static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        Portal.Bucket.IsOn = false;
    }

    [Fact]
    public async Task A_token_that_lives_is_not_renewed()
    {
        Clock.Advance(AccessLife - TimeSpan.FromSeconds(61));

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();

        Renewals.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_about_to_end_is_renewed_before_the_call()
    {
        Clock.Advance(AccessLife - TimeSpan.FromSeconds(59));

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();

        (Renewals, Calls("server.time").Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Fifty_parallel_calls_renew_once()
    {
        Clock.Advance(AccessLife);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync()));

        answers.ShouldAllBe(answer => answer is RestAnswer.Ok);
        Renewals.ShouldBe(1);
        Stored()!.TokenVersion.ShouldBe(2);
    }

    [Fact]
    public async Task Twenty_parallel_calls_that_are_told_expired_renew_once()
    {
        await ChangeAsync(db => db.Portals.Find(PortalId)!.AccessTokenEndsAt = Clock.GetUtcNow().AddDays(1));
        Clock.Advance(AccessLife);

        // Each may go out twice, and all of that fits into the portal's bucket: nobody has to wait for the clock.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync()));

        answers.ShouldAllBe(answer => answer is RestAnswer.Ok);
        Renewals.ShouldBe(1);
    }

    [Fact]
    public async Task The_new_pair_is_stored_before_it_is_used()
    {
        Clock.Advance(AccessLife);
        Portal.Behaviour.RestDelay = TimeSpan.FromSeconds(5);

        var call = CallAsync();
        var arrived = (await Portal.WaitForRestCallAsync(rest => rest.Method == "server.time"))[0];

        Get<SecretBox>().Unprotect(Stored()!.AccessToken).ShouldBe(arrived.Access);
        call.IsCompleted.ShouldBeFalse();
        await PassTimeAsync(TimeSpan.FromSeconds(5), until: call);
        (await call).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Theory]
    [InlineData("NO_AUTH_FOUND")]
    [InlineData("invalid_token")]
    [InlineData("expired_token")]
    public async Task A_refused_token_is_renewed_and_the_call_repeated_once(string error)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(401, error, ""), count: 1, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();

        (Renewals, Calls("server.time").Count).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_fresh_token_that_is_refused_does_not_start_a_storm()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(401, "NO_AUTH_FOUND", ""), count: 10, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(TimeSpan.FromMinutes(15));
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();

        (Renewals, Calls("server.time").Count).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_dead_refresh_token_asks_for_an_administrator_once_and_waits()
    {
        Cloud.Authorization.Tokens.Revoke(Portal.MemberId);

        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();
        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();

        Renewals.ShouldBe(1);
        Stored()!.ShouldSatisfyAllConditions(
            portal => portal.NeedsReauthorization.ShouldBeTrue(), portal => portal.State.ShouldBe(PortalState.Active));
        Rows(db => db.Audit.Where(entry => entry.Action == "needs reauthorization")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_administrator_who_opens_the_app_ends_that_an_employee_does_not()
    {
        Cloud.Authorization.Tokens.Revoke(Portal.MemberId);
        await CallAsync();

        (await Portal.Lifecycle.OpenAppAsync(Portal.Employee)).Status.ShouldBe(200);
        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();
        (await Portal.Lifecycle.OpenAppAsync(Portal.Users[2])).Status.ShouldBe(200);

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Stored()!.TokenUserId.ShouldBe("3");
    }

    [Theory]
    [InlineData("dismissed")]
    [InlineData("no administrator")]
    [InlineData("dead token")]
    public async Task The_next_administrators_visit_takes_over_from_one_that_was_lost_unseen(string how)
    {
        switch (how)
        {
            case "dismissed": Portal.ChangeUser(1, user => user with { IsActive = false }); break;
            case "no administrator": Portal.ChangeUser(1, user => user with { IsAdmin = false }); break;
            default: Cloud.Authorization.Tokens.Revoke(Portal.MemberId); break;
        }

        (await Portal.Lifecycle.OpenAppAsync(Portal.Users[2])).ShouldSatisfyAllConditions(
            visit => visit.Status.ShouldBe(200),
            visit => ((bool)visit.Session!["portal"]!["needsReauthorization"]!).ShouldBeFalse());

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        (Stored()!.TokenUserId, Stored()!.NeedsReauthorization).ShouldBe(("3", false));
    }

    [Fact]
    public async Task A_visit_while_the_portal_cannot_be_asked_about_the_stored_tokens_takes_nothing_over()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", ""), count: 1, "event.get");
        await CallAsync("event.get");

        (await Portal.Lifecycle.OpenAppAsync(Portal.Users[2])).Status.ShouldBe(200);

        Stored()!.TokenUserId.ShouldBe("1");
    }

    [Fact]
    public async Task An_administrator_who_opens_a_healthy_app_does_not_replace_the_stored_tokens()
    {
        await Portal.Lifecycle.OpenAppAsync(Portal.Users[2]);

        Stored()!.TokenUserId.ShouldBe("1");
    }

    [Fact]
    public async Task A_dismissed_user_means_that_another_administrator_is_needed()
    {
        Portal.ChangeUser(1, user => user with { IsActive = false });

        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();

        Stored()!.NeedsReauthorization.ShouldBeTrue();
    }

    [Theory]
    [InlineData(AuthorizationFault.ServerError)]
    [InlineData(AuthorizationFault.HtmlBody)]
    [InlineData(AuthorizationFault.Down)]
    public async Task An_authorization_server_that_is_away_is_waited_for(AuthorizationFault fault)
    {
        Clock.Advance(AccessLife);
        Cloud.Authorization.Fault = fault;

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();
        Cloud.Authorization.Fault = AuthorizationFault.None;
        Clock.Advance(TimeSpan.FromSeconds(5));

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Stored()!.NeedsReauthorization.ShouldBeFalse();
    }

    [Fact]
    public async Task Errors_that_come_with_status_200_are_errors()
    {
        Cloud.Authorization.AnswersErrorsWith200 = true;
        Cloud.Authorization.Tokens.Revoke(Portal.MemberId);

        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();
    }

    [Fact]
    public async Task Tokens_that_cannot_be_read_any_more_ask_for_an_administrator()
    {
        await ChangeAsync(db =>
        {
            var portal = db.Portals.Find(PortalId)!;
            (portal.AccessToken, portal.RefreshToken) = ("garbage", "garbage");
        });

        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();
        (await Portal.Lifecycle.OpenAppAsync()).Status.ShouldBe(200);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Fact]
    public async Task Idle_portals_are_renewed_after_150_days_and_not_before()
    {
        var care = Get<PortalCare>();
        await ChangeAsync(db => db.Portals.Find(PortalId)!.TokensRenewedAt = Clock.GetUtcNow() - PortalCare.IdleRenewal);

        await care.RenewIdleAsync(CancellationToken.None);
        Renewals.ShouldBe(0);
        await ChangeAsync(db => db.Portals.Find(PortalId)!.TokensRenewedAt =
            Clock.GetUtcNow() - PortalCare.IdleRenewal - TimeSpan.FromSeconds(1));
        await care.RenewIdleAsync(CancellationToken.None);
        await care.RenewIdleAsync(CancellationToken.None);

        Renewals.ShouldBe(1);
    }
}
