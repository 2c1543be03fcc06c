using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Portals whose time is over, and those that paid (docs/bitrix24.md, status and payment).</summary>
// Care of the portal after its installation shares the bucket with the test, and is done
// sooner on SQLite: on the clock of a test nobody would wait for it elsewhere.
[Trait("Database", "Sqlite")]
public sealed class PaymentTests : Bitrix24World
{
    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Product.StopAsync<PaymentLoop>();
        await InstallAsync();
        _line = await Product.LineAsync(Portal.MemberId);
    }

    [Fact]
    public async Task An_unpaid_portals_lines_wait_and_go_on_when_it_has_paid()
    {
        var paused = await Product.LineAsync(Portal.MemberId, change: line => line.State = LineState.Paused);
        Portal.Lifecycle.ExpirePayment();

        (await CallAsync()).ShouldBeOfType<RestAnswer.Unpaid>();
        (Stored()!.State, TheLine(_line).State, TheLine(_line).FrozenReason, TheLine(paused).State).ShouldBe(
            (PortalState.Unpaid, LineState.Frozen, "PORTAL_UNPAID", LineState.Paused));
        (await Portal.Lifecycle.PayAsync(withToken: false)).ShouldHaveSingleItem().Status.ShouldBe(200);

        (Stored()!.State, TheLine(_line).State, TheLine(_line).FrozenReason, TheLine(paused).State).ShouldBe(
            (PortalState.Active, LineState.Active, null, LineState.Paused));
    }

    [Fact]
    public async Task A_call_that_succeeds_tells_that_the_portal_has_paid()
    {
        Portal.Lifecycle.ExpirePayment();
        await CallAsync();
        Portal.IsPaymentAllowed = true;

        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();

        (Stored()!.State, TheLine(_line).State).ShouldBe((PortalState.Active, LineState.Active));
    }

    [Fact]
    public async Task Loops_ask_an_unpaid_portal_once_an_hour()
    {
        Portal.Lifecycle.ExpirePayment();
        await CallAsync();
        Task<RestAnswer> ProbeAsync() =>
            Get<PortalClient>().CallAsync(PortalId, "server.time", [], Priority.Background, CancellationToken.None);

        int Asked() => Calls("server.time").Count + Renewals;

        (await ProbeAsync()).ShouldBeOfType<RestAnswer.Unpaid>();
        Clock.Advance(TimeSpan.FromMinutes(59));
        (await ProbeAsync()).ShouldBeOfType<RestAnswer.Unpaid>();
        Asked().ShouldBe(1);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await ProbeAsync()).ShouldBeOfType<RestAnswer.Unpaid>();

        Asked().ShouldBe(2);
    }

    [Fact]
    public async Task A_new_kind_of_installation_is_believed_from_the_authorization_server_only()
    {
        Portal.Status = "D";
        var auth = Portal.Events.AuthWithoutTokens();
        await Portal.Events.PostAsync(
            $"{Product.Url}/b24/events", Portal.Events.Body(
                "ONAPPPAYMENT", new JObject { ["STATUS"] = "P", ["PAYMENT_EXPIRED"] = "N" }, auth));

        await Get<PortalCare>().TendAsync(PortalId, refreshAll: false, CancellationToken.None);

        Stored()!.Status.ShouldBe("D");
    }

    [Theory]
    [InlineData("ONAPPPAYMENT", "Y")]
    [InlineData("ONAPPPAYMENT", "N")]
    [InlineData("ONSUBSCRIPTIONRENEW", "N")]
    public async Task What_an_event_says_about_payment_is_asked_of_the_portal(string name, string isExpired)
    {
        var data = new JObject { ["STATUS"] = "P", ["PAYMENT_EXPIRED"] = isExpired };
        Task SayAsync() => Portal.Events.PostAsync(
            $"{Product.Url}/b24/events", Portal.Events.Body(name, data, Portal.Events.AuthWithoutTokens()));

        // In the days of grace the portal still allows everything.
        await SayAsync();
        (Stored()!.State, TheLine(_line).State).ShouldBe((PortalState.Active, LineState.Active));
        Portal.Lifecycle.ExpirePayment();
        await SayAsync();

        (Stored()!.State, TheLine(_line).FrozenReason).ShouldBe((PortalState.Unpaid, "PORTAL_UNPAID"));
    }

    [Fact]
    public async Task A_renewed_subscription_brings_lines_back_and_may_bring_a_new_application_token()
    {
        Portal.Lifecycle.ExpirePayment();
        await CallAsync();
        Portal.IsPaymentAllowed = true;
        var auth = Portal.Events.AuthWithTokens(Portal.Admin, withRefresh: true);
        auth["application_token"] = "fresh-application-token";

        (await Portal.Events.PostAsync(
            $"{Product.Url}/b24/events", Portal.Events.Body("ONSUBSCRIPTIONRENEW", [], auth))).Status.ShouldBe(200);

        (Stored()!.State, TheLine(_line).State).ShouldBe((PortalState.Active, LineState.Active));
        Get<SecretBox>().Unprotect(Stored()!.ApplicationToken).ShouldBe("fresh-application-token");
    }

    [Fact]
    public async Task A_renewed_subscription_that_nobody_proves_changes_nothing()
    {
        var auth = Portal.Events.AuthWithTokens(Portal.Employee, withRefresh: true);
        auth["application_token"] = "0000000000000000";

        (await Portal.Events.PostAsync(
            $"{Product.Url}/b24/events", Portal.Events.Body("ONSUBSCRIPTIONRENEW", [], auth))).Status.ShouldBe(403);

        Get<SecretBox>().Unprotect(Stored()!.ApplicationToken).ShouldBe(Portal.ApplicationToken);
    }
}
