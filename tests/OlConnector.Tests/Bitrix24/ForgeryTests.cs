using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Portals;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Calls that are not what they say. None changes anything; those that name a portal we serve are written to its audit.</summary>
public sealed class ForgeryTests : Bitrix24World
{
    private string Events => $"{Product.Url}/b24/events";

    private SandboxPortal Stranger => Cloud.Portals[1];

    [Fact]
    public async Task A_frame_with_an_invented_token_changes_nothing()
    {
        var before = await InstalledAsync();
        var (url, form) = Portal.Frame.Prepare("/b24/install", Portal.Admin);
        form["AUTH_ID"] = new string('a', 70);

        (await Portal.Frame.PostAsync(url, form)).Status.ShouldBe(403);

        ShouldBeUnchanged(before, "forged_frame");
    }

    [Fact]
    public async Task A_frame_with_another_portals_token_changes_nothing()
    {
        var before = await InstalledAsync();
        Stranger.AddApp();
        var (_, theirs) = Stranger.Frame.Prepare("/b24/install", Stranger.Admin);
        var (url, form) = Portal.Frame.Prepare("/b24/install", Portal.Admin);
        (form["AUTH_ID"], form["REFRESH_ID"]) = (theirs["AUTH_ID"], theirs["REFRESH_ID"]);

        (await Portal.Frame.PostAsync(url, form)).Status.ShouldBe(403);

        ShouldBeUnchanged(before, "forged_frame");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_portals_token_does_not_take_a_portal_over_even_where_the_server_tells_little(bool isKnown)
    {
        var before = isKnown ? await InstalledAsync() : null;
        Cloud.Authorization.AppInfoIsShort = true;
        Stranger.AddApp();
        var (url, form) = Stranger.Frame.Prepare("/b24/install", Stranger.Admin);
        form["member_id"] = Portal.MemberId;

        (await Stranger.Frame.PostAsync(url, form)).Status.ShouldBe(403);

        if (before is null) Rows(db => db.Portals).ShouldBeEmpty();
        else ShouldBeUnchanged(before, "forged_frame");
    }

    [Fact]
    public async Task An_install_event_that_names_a_known_portal_without_its_token_changes_nothing()
    {
        var before = await InstalledAsync();
        Stranger.AddApp();
        var auth = Stranger.Events.AuthWithTokens(Stranger.Admin, withRefresh: true);
        (auth["member_id"], auth["application_token"]) = (Portal.MemberId, "0000000000000000");

        (await Portal.Events.PostAsync(Events, Portal.Events.Body("ONAPPINSTALL", [], auth))).Status.ShouldBe(403);

        ShouldBeUnchanged(before, "forged_event");
    }

    [Theory]
    [InlineData("ONAPPINSTALL")]
    [InlineData("ONAPPUPDATE")]
    public async Task An_employee_cannot_slip_in_an_application_token_by_event(string name)
    {
        var before = await InstalledAsync();
        var auth = Portal.Events.AuthWithTokens(Portal.Employee, withRefresh: true);
        auth["application_token"] = "0000000000000000";

        (await Portal.Events.PostAsync(Events, Portal.Events.Body(name, [], auth))).Status.ShouldBe(403);

        ShouldBeUnchanged(before, "forged_event");
    }

    [Fact]
    public async Task An_employee_cannot_slip_in_an_application_token_by_frame()
    {
        var before = await InstalledAsync();
        var (url, form) = Portal.Frame.Prepare("/b24/app", Portal.Employee);
        form["APPLICATION_TOKEN"] = "0000000000000000";

        (await Portal.Frame.PostAsync(url, form)).Status.ShouldBe(200);

        Stored()!.ApplicationToken.ShouldBe(before.ApplicationToken);
        Stored()!.RefreshToken.ShouldBe(before.RefreshToken);
    }

    [Theory]
    [InlineData("ONAPPUNINSTALL", "wrong")]
    [InlineData("ONAPPUNINSTALL", "")]
    [InlineData("ONAPPPAYMENT", "wrong")]
    [InlineData("ONAPPTEST", "wrong")]
    public async Task An_event_with_a_wrong_application_token_changes_nothing(string name, string token)
    {
        var before = await InstalledAsync();
        var auth = Portal.Events.AuthWithoutTokens();
        auth["application_token"] = token;

        (await Portal.Events.PostAsync(
            Events, Portal.Events.Body(name, new JObject { ["CLEAN"] = "1", ["PAYMENT_EXPIRED"] = "Y" }, auth))).Status.ShouldBe(403);

        ShouldBeUnchanged(before, "forged_event");
    }

    [Fact]
    public async Task An_event_of_an_unknown_portal_is_told_nothing()
    {
        await InstalledAsync();
        Stranger.AddApp();

        var answer = await Product.Http.PostAsync("/b24/events", new FormUrlEncodedContent(
            [new("event", "ONAPPUNINSTALL"), new("auth[member_id]", Stranger.MemberId), new("auth[application_token]", "x")]));

        ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((404, ""));
        Rows(db => db.Audit.Where(entry => entry.Action.StartsWith("forged"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("event=ONAPPTEST")]
    [InlineData("")]
    [InlineData("""{"event":"ONAPPTEST","auth":[]}""")]
    public async Task An_event_without_a_portal_is_told_nothing(string body) =>
        ((int)(await Product.Http.PostAsync(
            "/b24/events", new StringContent(
                body, null, body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded"))).StatusCode).ShouldBe(404);

    [Fact]
    public async Task Neither_the_named_domain_nor_a_strange_authorization_server_is_ever_called()
    {
        await using var evil = await ListeningApp.StartAsync();
        Portal.AddApp();
        var (_, form) = Portal.Frame.Prepare("/b24/install", Portal.Admin);
        form["SERVER_ENDPOINT"] = $"{evil.Url}/rest/";

        var visit = await Portal.Frame.PostAsync(
            $"{Product.Url}/b24/install?DOMAIN={new Uri(evil.Url).Authority}&PROTOCOL=0&LANG=ru", form);

        evil.Requests.Seen.ShouldBeEmpty();
        visit.Status.ShouldBe(200);
        Stored()!.Domain.ShouldBe(Portal.Domain);
        Stored()!.AuthorizationServer.ShouldBe(Cloud.Authorization.BaseUrl);
    }

    [Fact]
    public async Task A_token_that_was_issued_to_another_app_is_refused()
    {
        Cloud.Options.ClientId = "app.of.somebody.else";

        (await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.Never)).Status.ShouldBe(403);

        Rows(db => db.Portals).ShouldBeEmpty();
    }

    private async Task<Portal> InstalledAsync()
    {
        await InstallAsync();
        return Stored()!;
    }

    private void ShouldBeUnchanged(Portal before, string audited)
    {
        var portal = Stored()!;
        (portal.State, portal.AccessToken, portal.RefreshToken, portal.ApplicationToken,
            portal.TokenVersion, portal.ClientEndpoint, portal.TokenUserId)
            .ShouldBe((before.State, before.AccessToken, before.RefreshToken, before.ApplicationToken,
                before.TokenVersion, before.ClientEndpoint, before.TokenUserId));
        Rows(db => db.Audit.Where(entry => entry.Action == audited && entry.PortalId == before.Id)).ShouldHaveSingleItem();
    }
}
