using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Keeping;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>
/// Events that say what any user of the portal could say: he holds member_id and application token (docs/bitrix24.md, life cycle).
/// </summary>
public sealed class RemovalTests : Bitrix24World
{
    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await Product.LineAsync(Portal.MemberId);
        Portal.Bucket.IsOn = false;
        // The test looks again by its own hand.
        await Product.StopAsync<PortalCareLoop>();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public async Task An_employee_cannot_remove_the_app_by_an_event(string clean)
    {
        await AcceptAsync(_line, "Hello", "+79161234567");

        (await SayAsync(Removed(clean))).ShouldBe(403);

        ShouldBeUntouched();
        Rows(db => db.Messages).ShouldHaveSingleItem();
        Rows(db => db.Audit.Where(entry => entry.Action == "forged_event")).ShouldHaveSingleItem().Subject.ShouldBe("ONAPPUNINSTALL");
        Clock.Advance(RemovalRule.Afterthought);
        await LookAgainAsync();
        ShouldBeUntouched();
        Rows(db => db.AnnouncedRemovals).ShouldBeEmpty();
    }

    [Fact]
    public async Task However_often_it_is_said_the_server_is_asked_once()
    {
        for (var i = 0; i < 20; i++) (await SayAsync(Removed("1"))).ShouldBe(403);

        Cloud.Authorization.Calls.Seen.Count(call => call.Path == "app.info").ShouldBeLessThanOrEqualTo(2, "installing asked once");
        ShouldBeUntouched();
    }

    [Theory]
    [InlineData("Y")]
    [InlineData("N")]
    public async Task An_employee_cannot_change_by_an_event_whether_the_portal_has_paid(string expired)
    {
        var before = expired == "N" ? PortalState.Unpaid : PortalState.Active;
        if (before == PortalState.Unpaid)
        {
            Portal.Lifecycle.ExpirePayment();
            await CallAsync();
        }

        var state = TheLine(_line).State;

        (await SayAsync(Event("ONAPPPAYMENT", new JObject { ["PAYMENT_EXPIRED"] = expired }))).ShouldBe(200);

        (Stored()!.State, TheLine(_line).State).ShouldBe((before, state));
    }

    [Fact]
    public async Task While_the_server_is_silent_lines_wait_and_they_go_on_as_they_were_when_it_answers()
    {
        var paused = await Product.LineAsync(Portal.MemberId, change: line => line.State = LineState.Paused);
        var left = await Product.LineAsync(
            Portal.MemberId, change: line => (line.State, line.FrozenReason) = (LineState.Frozen, "PORTAL_GONE"));
        Cloud.Authorization.Fault = AuthorizationFault.Down;

        (await SayAsync(Removed("1"))).ShouldBe(200);

        (TheLine(_line).State, TheLine(_line).FrozenReason, TheLine(paused).State).ShouldBe(
            (LineState.Frozen, "PORTAL_GONE", LineState.Paused));
        TheLine(_line).FrozenAt.ShouldBe(Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromDays(3));
        await LookAgainAsync();
        Rows(db => db.Lines).Count.ShouldBe(3, "nothing is deleted while nobody confirms it");
        Cloud.Authorization.Fault = AuthorizationFault.None;
        Clock.Advance(RemovalRule.WhileSilent);
        await LookAgainAsync();

        (TheLine(_line).State, TheLine(paused).State, TheLine(left).State).ShouldBe(
            (LineState.Active, LineState.Paused, LineState.Frozen));
        TheLine(_line).FrozenAt.ShouldBeNull();
        Rows(db => db.AnnouncedRemovals).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removal_that_could_not_be_confirmed_at_first_is_done_when_the_server_confirms_it()
    {
        Cloud.Authorization.Fault = AuthorizationFault.Down;
        (await Portal.Lifecycle.UninstallAsync(clean: true)).ShouldHaveSingleItem().Status.ShouldBe(200);
        Stored()!.PurgeRequestedAt.ShouldBeNull();

        Cloud.Authorization.Fault = AuthorizationFault.None;
        Clock.Advance(RemovalRule.WhileSilent);
        await LookAgainAsync();

        await PurgedAsync();
    }

    [Fact]
    public async Task An_event_that_is_faster_than_the_server_is_not_lost()
    {
        (await SayAsync(Removed("1"))).ShouldBe(403);
        await Portal.Lifecycle.UninstallAsync(clean: true, announce: false);

        Clock.Advance(RemovalRule.Afterthought);
        await LookAgainAsync();

        await PurgedAsync();
    }

    [Fact]
    public async Task Where_our_tokens_are_dead_anyway_lines_wait_and_data_goes_after_a_day_and_a_second_look()
    {
        await ChangeAsync(db => db.Portals.Find(PortalId)!.NeedsReauthorization = true);

        (await SayAsync(Removed("1"))).ShouldBe(200);
        TheLine(_line).FrozenReason.ShouldBe("PORTAL_GONE");
        Clock.Advance(RemovalRule.Doubt - TimeSpan.FromMinutes(1));
        await LookAgainAsync();
        Stored()!.PurgeRequestedAt.ShouldBeNull();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await LookAgainAsync();

        await PurgedAsync();
    }

    [Fact]
    public async Task A_portal_that_goes_on_handing_messages_over_was_not_removed()
    {
        await ChangeAsync(db => db.Portals.Find(PortalId)!.NeedsReauthorization = true);
        (await SayAsync(Removed("1"))).ShouldBe(200);
        Clock.Advance(TimeSpan.FromHours(20));
        await AcceptAsync(_line, "Hello", "+79161234567");

        Clock.Advance(TimeSpan.FromHours(4));
        await LookAgainAsync();

        ShouldBeUntouched();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_opens_the_app_proves_that_it_is_there(bool isAdministrator)
    {
        Cloud.Authorization.Fault = AuthorizationFault.Down;
        (await SayAsync(Removed("1"))).ShouldBe(200);
        Cloud.Authorization.Fault = AuthorizationFault.None;

        (await Portal.Lifecycle.OpenAppAsync(isAdministrator ? Portal.Admin : Portal.Employee)).Status.ShouldBe(200);

        ShouldBeUntouched();
        Rows(db => db.AnnouncedRemovals).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_portal_that_has_not_paid_waits_for_payment_and_not_for_removal_after_the_doubt()
    {
        Cloud.Authorization.Fault = AuthorizationFault.Down;
        (await SayAsync(Removed("0"))).ShouldBe(200);
        Cloud.Authorization.Fault = AuthorizationFault.None;
        Portal.Lifecycle.ExpirePayment();
        await CallAsync();

        Clock.Advance(RemovalRule.Afterthought);
        await LookAgainAsync();

        (TheLine(_line).State, TheLine(_line).FrozenReason).ShouldBe((LineState.Frozen, "PORTAL_UNPAID"));
    }

    private void ShouldBeUntouched()
    {
        (Stored()!.State, Stored()!.PurgeRequestedAt, TheLine(_line).State).ShouldBe((PortalState.Active, null, LineState.Active));
        Stored()!.RefreshToken.ShouldNotBeNull();
        Stored()!.ApplicationToken.ShouldNotBeNull();
    }

    private async Task PurgedAsync()
    {
        Stored()!.PurgeRequestedAt.ShouldNotBeNull();
        await Get<PortalPurge>().FinishAsync(PortalId);
        Rows(db => db.Portals).ShouldBeEmpty();
        Rows(db => db.Lines).ShouldBeEmpty();
    }

    private Task LookAgainAsync() => Get<PortalRemovals>().LookAgainAsync(CancellationToken.None);

    private JObject Removed(string clean) => Event("ONAPPUNINSTALL", new JObject { ["CLEAN"] = clean });

    /// <summary>What a user makes of what every page of the app brings to the browser.</summary>
    private JObject Event(string name, JObject data) => Portal.Events.Body(name, data, Portal.Events.AuthWithoutTokens());

    private async Task<int> SayAsync(JObject body) => (await Portal.Events.PostAsync($"{Product.Url}/b24/events", body)).Status;
}
