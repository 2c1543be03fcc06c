using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Messages;
using OlConnector.Sandbox.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>
/// Self-hosted portals that never told their application token: no APPLICATION_TOKEN in frames, no ONAPPINSTALL seen (docs/bitrix24.md, the
/// application token).
/// </summary>
public sealed class OlderBoxTests : Bitrix24World
{
    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Portal.Behaviour.SendsNewFrameFields = false;
        await InstallAsync();
        _line = await AddLineAsync();
        await Get<SenderRegistry>().RegisterAsync(PortalId, _line.Id, CancellationToken.None);
        Portal.Bucket.IsOn = false;
    }

    [Fact]
    public async Task A_message_with_auth_is_taken_and_its_access_token_teaches_the_application_token()
    {
        (await SendAsync()).Status.ShouldBe(200);
        await Get<TokenLearning>().SettleAsync();

        Find(Message()).State.ShouldBe(MessageState.Accepted);
        Known().ShouldBe(Portal.ApplicationToken);
        Rows(db => db.Audit.Where(entry => entry.Action == "application token learned")).ShouldHaveSingleItem();
        Rows(db => db.Audit.Where(entry => entry.Action.StartsWith("forged"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_burst_learns_once()
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SendAsync()));
        await Get<TokenLearning>().SettleAsync();

        calls.ShouldAllBe(call => call.Status == 200);
        Rows(db => db.Messages).Count.ShouldBe(40);
        Rows(db => db.Audit.Where(entry => entry.Action == "application token learned")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(AuthorizationFault.Down)]
    [InlineData(AuthorizationFault.ServerError)]
    [InlineData(AuthorizationFault.HtmlBody)]
    public async Task A_message_is_taken_while_nobody_can_prove_anything_and_the_token_is_learned_later(AuthorizationFault fault)
    {
        Cloud.Authorization.Fault = fault;
        (await SendAsync()).Status.ShouldBe(200);
        await Get<TokenLearning>().SettleAsync();
        Known().ShouldBeNull();

        Cloud.Authorization.Fault = AuthorizationFault.None;
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync()).Status.ShouldBe(200);
        await Get<TokenLearning>().SettleAsync();

        (Rows(db => db.Messages).Count, Known()).ShouldBe((2, Portal.ApplicationToken));
    }

    [Fact]
    public async Task An_invented_access_token_teaches_nothing_but_the_key_still_counts()
    {
        (await HandAsync("invented-application-token", "invented-access-token")).ShouldBe(200);
        await Get<TokenLearning>().SettleAsync();

        (Rows(db => db.Messages).Count, Known()).ShouldBe((1, null));
    }

    [Fact]
    public async Task Another_portals_access_token_teaches_nothing()
    {
        Cloud.Portals[1].AddApp();
        var theirs = (string?)Cloud.Portals[1].Events.AuthWithTokens(Cloud.Portals[1].Admin, withRefresh: false)["access_token"];

        (await HandAsync("another-application-token", theirs!)).ShouldBe(200);
        await Get<TokenLearning>().SettleAsync();

        Known().ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_changed_unseen_is_learned_from_a_call_that_proves_it_and_no_message_is_lost()
    {
        await SendAsync();
        await Get<TokenLearning>().SettleAsync();
        var old = Portal.ApplicationToken!;
        await ChangeAsync(db => db.Portals.Find(PortalId)!.ApplicationToken = Get<SecretBox>().Protect("of-an-earlier-installation"));
        await Get<Writer>().RunAsync(turn => Revisions.Note(turn, PortalId));
        await Get<LineDirectory>().RefreshAsync();

        (await SendAsync()).Status.ShouldBe(200);

        (Rows(db => db.Messages).Count, Known()).ShouldBe((2, old));
        (await HandAsync("0000000000000000", "invented-access-token")).ShouldBe(403);
    }

    [Fact]
    public async Task A_changed_token_that_nobody_can_prove_now_does_not_lose_the_message()
    {
        await SendAsync();
        await Get<TokenLearning>().SettleAsync();
        Cloud.Authorization.Fault = AuthorizationFault.Down;

        (await HandAsync("0000000000000000", "some-access-token")).ShouldBe(200);

        (Rows(db => db.Messages).Count, Known()).ShouldBe((2, Portal.ApplicationToken));
    }

    [Fact]
    public async Task Its_removal_is_believed_as_soon_as_the_token_is_learned()
    {
        await SendAsync();
        await Get<TokenLearning>().SettleAsync();

        (await Portal.Lifecycle.UninstallAsync(clean: false)).ShouldAllBe(posted => posted.Status == 200);

        Stored()!.ShouldSatisfyAllConditions(
            portal => portal.State.ShouldBe(PortalState.Gone), portal => portal.RefreshToken.ShouldBeNull());
    }

    [Fact]
    public async Task Before_that_its_removal_is_a_hint_and_the_portal_itself_is_asked()
    {
        (await Portal.Lifecycle.UninstallAsync(clean: true)).ShouldAllBe(posted => posted.Status == 200);

        Stored()!.ShouldSatisfyAllConditions(
            portal => portal.State.ShouldBe(PortalState.Gone), portal => portal.RefreshToken.ShouldBeNull());
        Rows(db => db.Lines).ShouldNotBeEmpty("nobody proved the wish to delete");
    }

    [Theory]
    [InlineData("ONAPPUNINSTALL")]
    [InlineData("ONAPPPAYMENT")]
    public async Task A_hint_that_is_not_true_changes_nothing_and_is_followed_once_a_minute(string name)
    {
        await Product.StopAsync<PortalCareLoop>();
        for (var i = 0; i < 5; i++)
        {
            var auth = new JObject { ["member_id"] = Portal.MemberId };
            (await Portal.Events.PostAsync($"{Product.Url}/b24/events", Portal.Events.Body(
                name, new JObject { ["CLEAN"] = "1", ["PAYMENT_EXPIRED"] = "Y" }, auth))).Status.ShouldBe(200);
        }

        Stored()!.State.ShouldBe(PortalState.Active);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Calls("app.info").Count(call => call.At == Clock.GetUtcNow() && call.UserId == 1).ShouldBeLessThanOrEqualTo(2);
    }

    private string? Known() => Get<SecretBox>().Unprotect(Stored()!.ApplicationToken);

    private string Message() => Rows(db => db.Messages).ShouldHaveSingleItem().PortalMessageId!;

    private Task<HandlerCall> SendAsync() => Portal.Desk.SendFromCardAsync(_line.Code, "+79161234567", "Ваш заказ готов", Portal.Admin);

    private async Task<int> HandAsync(string applicationToken, string accessToken) => (int)(await Product.Http.PostAsync(
        $"/b24/sms/{_line.HandlerKey}", new FormUrlEncodedContent(
            [
                new("message_id", OlConnector.Engine.NewKey.At(Clock).ToString("N")), new("message_to", "+79161234567"),
                new("message_body", "x"),
                new("auth[application_token]", applicationToken), new("auth[access_token]", accessToken), new("auth[user_id]", "1"),
            ]))).StatusCode;
}
