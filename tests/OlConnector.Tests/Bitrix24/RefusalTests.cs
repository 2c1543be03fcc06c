using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>
/// What portals say when they cannot answer, or may not, and what comes of it: nothing ends for good that comes back by itself
/// (docs/bitrix24.md, system errors).
/// </summary>
// Care of the portal after its installation shares the bucket with the test, and is done
// sooner on SQLite: on the clock of a test nobody would wait for it elsewhere.
[Trait("Database", "Sqlite")]
public sealed class RefusalTests : Bitrix24World
{
    private static readonly SandboxAnswer WithoutPlan =
        SandboxAnswer.Failed(401, "ACCESS_DENIED", "REST is available only by subscription.");

    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.StopAsync<PaymentLoop>();
        await InstallAsync();
        _line = await AddLineAsync();
        Portal.Bucket.IsOn = false;
    }

    [Theory]
    [InlineData(403, "PORTAL_DELETED", "Portal was deleted")]
    [InlineData(500, "PORTAL_DELETED", "")]
    [InlineData(401, "ERROR_OAUTH", "Disk quota exceeded")]
    public async Task A_portal_that_is_closed_for_a_while_is_asked_again_by_itself(int status, string error, string text)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(status, error, text), count: 1, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().ShouldSatisfyAllConditions(
            later => later.After.ShouldBe(TimeSpan.FromMinutes(10)), later => later.Why.ShouldContain(error));
        (await CallAsync("profile")).ShouldBeOfType<RestAnswer.Later>();
        Clock.Advance(TimeSpan.FromMinutes(10));

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Stored()!.ShouldSatisfyAllConditions(
            portal => portal.State.ShouldBe(PortalState.Active), portal => portal.NeedsReauthorization.ShouldBeFalse(),
            portal => portal.RefreshToken.ShouldNotBeNull(), portal => portal.ApplicationToken.ShouldNotBeNull());
    }

    [Fact]
    public async Task Messages_of_a_closed_portal_are_taken_and_stay_sendable_and_only_its_statuses_wait()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(403, "PORTAL_DELETED", ""), count: 1, "server.time");
        await CallAsync();

        var id = await AcceptAsync(_line, "Ваш заказ готов", "+79161234567");
        await ComposeAsync();

        (Find(id).State, TheLine(_line).State, TheLine(_line).FrozenReason).ShouldBe((MessageState.Queued, LineState.Active, null));
    }

    [Theory]
    [InlineData(401, "ACCESS_DENIED", "REST is available only on commercial plans.")]
    [InlineData(403, "ACCESS_DENIED", "REST API is available only on commercial plans")]
    [InlineData(401, "ACCESS_DENIED", "REST is available only by subscription.")]
    [InlineData(401, "verification_needed", "")]
    [InlineData(403, "PORTAL_BLOCKED_BY_LICENSE_SCANNER", "")]
    [InlineData(401, "PAYMENT_REQUIRED", "Subscription has been ended")]
    public async Task A_portal_without_plan_or_subscription_waits_and_comes_back_by_itself(int status, string error, string text)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(status, error, text), count: 1, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Unpaid>();
        (Stored()!.State, Stored()!.NeedsReauthorization, TheLine(_line).FrozenReason).ShouldBe(
            (PortalState.Unpaid, false, "PORTAL_UNPAID"));
        Rows(db => db.Audit.Where(entry => entry.Action == "portal unpaid")).ShouldHaveSingleItem().After!.ShouldContain(error);
        Clock.Advance(TimeSpan.FromHours(1));
        await Get<PaymentCheck>().AskUnpaidAsync(CancellationToken.None);

        (Stored()!.State, TheLine(_line).State).ShouldBe((PortalState.Active, LineState.Active));
    }

    [Fact]
    public async Task The_loop_asks_unpaid_portals_every_hour()
    {
        Portal.Behaviour.FailNext(WithoutPlan, count: 1, "server.time");
        await CallAsync();
        using var loop = new PaymentLoop(
            Get<PaymentCheck>(), Get<OlConnector.Nodes.Leases>(), new FixedOptions<OlConnector.Bitrix24.OutboundOptions>(new()), Clock,
            Get<Microsoft.Extensions.Logging.ILogger<PaymentLoop>>());
        Clock.Advance(TimeSpan.FromHours(1));

        await loop.StartAsync(CancellationToken.None);
        await Portal.WaitForRestCallAsync(call => call.Method == "event.get" && call.At == Clock.GetUtcNow());
        await loop.StopAsync(CancellationToken.None);

        Stored()!.State.ShouldBe(PortalState.Active);
    }

    [Fact]
    public async Task Who_opens_the_app_without_a_plan_reads_that_it_waits_for_payment()
    {
        Portal.Behaviour.FailNext(WithoutPlan, count: 1, "profile");

        var visit = await Portal.Lifecycle.OpenAppAsync();

        visit.Status.ShouldBe(402);
        visit.Html.ShouldContain("тариф");
    }

    [Fact]
    public async Task Who_opens_the_app_of_a_closed_portal_reads_to_try_later_and_nothing_ends()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(403, "PORTAL_DELETED", ""), count: 1, "profile");

        (await Portal.Lifecycle.OpenAppAsync()).Status.ShouldBe(503);

        Stored()!.State.ShouldBe(PortalState.Active);
    }

    [Fact]
    public async Task Statuses_of_a_portal_without_a_plan_wait_for_payment_and_not_for_an_administrator()
    {
        Portal.Behaviour.FailNext(WithoutPlan, count: 1, "messageservice.message.status.update");
        var answer = await CallAsync("messageservice.message.status.update");

        answer.ShouldBeOfType<RestAnswer.Unpaid>();
        Stored()!.NeedsReauthorization.ShouldBeFalse();
    }

    [Theory]
    [InlineData("ERROR_OAUTH", "Application not installed")]
    [InlineData("APPLICATION_NOT_FOUND", "Application not found")]
    public async Task An_app_that_is_not_installed_is_gone(string error, string text)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(401, error, text), count: 1, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();

        Stored()!.State.ShouldBe(PortalState.Gone);
    }

    [Theory]
    [InlineData("ACCESS_DENIED", "Current user can not be authorized in this context")]
    [InlineData("authorization_error", "Unable to authorize user")]
    [InlineData("user_access_error", "")]
    public async Task A_lost_user_needs_another_administrator(string error, string text)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(401, error, text), count: 1, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.NeedsReauthorization>();

        Stored()!.NeedsReauthorization.ShouldBeTrue();
    }

    [Fact]
    public async Task A_method_that_an_administrator_has_to_allow_waits_alone_and_says_so()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(401, "METHOD_CONFIRM_WAITING", "Waiting for confirmation"), count: 1, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().ShouldBe(
            new RestAnswer.Later(TimeSpan.FromMinutes(10), "METHOD_CONFIRM_WAITING"));
        (await CallAsync("profile")).ShouldBeOfType<RestAnswer.Ok>();
        Clock.Advance(TimeSpan.FromMinutes(10));

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Product.Log.Lines.ShouldContain(line => line.StartsWith("Warning") && line.Contains("has to allow the method server.time"));
    }

    [Fact]
    public async Task An_ordinary_refusal_stays_one()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(403, "ACCESS_DENIED", "Access denied!"), count: 1, "server.time");

        (await CallAsync()).ShouldBe(new RestAnswer.Failed("ACCESS_DENIED", "Access denied!", 403));
    }

    [Theory]
    [InlineData("verification_needed", typeof(RestAnswer.Unpaid))]
    [InlineData("PORTAL_BLOCKED_BY_LICENSE_SCANNER", typeof(RestAnswer.Unpaid))]
    [InlineData("PORTAL_DELETED", typeof(RestAnswer.Later))]
    [InlineData("INTERNAL_SERVER_ERROR", typeof(RestAnswer.Later))]
    [InlineData("invalid_client", typeof(RestAnswer.Gone))]
    public async Task The_authorization_servers_words_mean_the_same(string error, Type meaning)
    {
        Clock.Advance(TimeSpan.FromHours(2));
        Cloud.Authorization.RefusesRenewalsWith = error;

        (await CallAsync()).ShouldBeOfType(meaning);
    }
}
