using System.Net;
using Newtonsoft.Json.Linq;
using OlConnector.Api;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine.Portals;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>The installer and application pages (docs/bitrix24.md, install and life cycle).</summary>
public sealed class InstallingTests : Bitrix24World
{
    /// <summary>All that the installer binds, before it finishes.</summary>
    internal static readonly string[] BoundEvents =
        ["ONAPPINSTALL", "ONAPPPAYMENT", "ONAPPUNINSTALL", "ONAPPUPDATE", "ONSUBSCRIPTIONRENEW"];

    [Theory]
    [InlineData(InstallEvent.Before)]
    [InlineData(InstallEvent.After)]
    [InlineData(InstallEvent.Never)]
    public async Task There_is_one_portal_whichever_of_event_and_page_comes_first(InstallEvent order)
    {
        (await Portal.Lifecycle.InstallAsync(installEvent: order)).Status.ShouldBe(200);
        await Portal.Lifecycle.OpenAppAsync();

        var portal = Rows(db => db.Portals).ShouldHaveSingleItem();
        portal.ShouldSatisfyAllConditions(
            () => portal.Id.Value.ShouldBe(Portal.MemberId), () => portal.Domain.ShouldBe(Portal.Domain),
            () => portal.Status.ShouldBe("S"), () => portal.License.ShouldBe("ru_pro100"),
            () => portal.Country.ShouldBe("RU"), () => portal.TimeZone.ShouldBe("Europe/Moscow"),
            () => portal.State.ShouldBe(PortalState.Active), () => portal.TokenUserId.ShouldBe("1"));
        Get<SecretBox>().Unprotect(portal.ApplicationToken).ShouldBe(Portal.ApplicationToken);
    }

    [Fact]
    public async Task An_event_alone_installs_too()
    {
        Portal.AddApp();
        var body = Portal.Events.Body(
            "ONAPPINSTALL", new JObject { ["VERSION"] = "1" }, Portal.Events.AuthWithTokens(Portal.Admin, withRefresh: true));

        (await Portal.Events.PostAsync($"{Product.Url}/b24/events", body)).Status.ShouldBe(200);

        Rows(db => db.Portals).ShouldHaveSingleItem();
        await Portal.WaitForRestCallAsync(call => call.Method == "event.bind", BoundEvents.Length);
        Portal.App!.EventHandlers.Keys.Select(key => key.Event).Order().ShouldBe(BoundEvents);
    }

    [Fact]
    public async Task Opening_the_installer_twice_binds_each_event_once()
    {
        await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.Never);
        await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.Never);

        Portal.App!.EventHandlers.Keys.Select(key => (key.Event, key.Handler)).OrderBy(key => key.Event)
            .ShouldBe(BoundEvents.Select(name => (name, $"{Product.Url}/b24/events")));
        Calls("event.bind").Count.ShouldBe(BoundEvents.Length);
    }

    [Fact]
    public async Task An_employee_is_told_that_an_administrator_is_needed_and_nothing_is_begun()
    {
        var visit = await Portal.Lifecycle.OpenInstallerAsync(Portal.Employee, InstallEvent.Never);

        visit.Status.ShouldBe(403);
        visit.Html.ShouldContain("администратор", Case.Insensitive);
        visit.Session.ShouldBeNull();
        Rows(db => db.Portals).ShouldBeEmpty();
        Calls("event.bind").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_carries_a_session_and_may_be_framed_by_its_portal_only()
    {
        await InstallAsync();

        var visit = await Portal.Lifecycle.OpenAppAsync();

        var session = visit.Session.ShouldNotBeNull();
        session.Properties().Select(part => part.Name).ShouldBe(
            ["token", "expiresAt", "portal", "user", "plan", "placement", "lang", "mode", "trouble", "quiet", "bounds"]);
        ((string?)session["user"]!["role"], (bool)session["user"]!["isAdmin"]!,
            (string?)session["user"]!["name"], (string?)session["lang"], (string?)session["plan"])
            .ShouldBe(("admin", true, "Вера Ключевская", "ru", "full"));
        Get<SessionTokens>().Read(visit.Token).ShouldBe(
            new PortalSession(PortalId, "1", "Вера Ключевская", true, "ru", "Europe/Moscow")
            {
                Epoch = new SessionEpoch(Stored()!.SessionEpoch!.Value, 0),
                VerifiedAt = Clock.GetUtcNow(),
            });
        visit.Headers["Content-Security-Policy"].Split(';', StringSplitOptions.TrimEntries).ShouldSatisfyAllConditions(
            policy => policy.ShouldContain($"frame-ancestors http://{Portal.Domain}"),
            policy => policy.ShouldContain($"connect-src 'self' http://{Portal.Domain}"),
            policy => policy.ShouldContain("style-src 'self' 'unsafe-inline'"), policy => policy.ShouldContain("font-src 'self'"),
            policy => policy.ShouldContain("default-src 'none'"));
        visit.Headers.Keys.ShouldNotContain("X-Frame-Options");
        visit.Html.ShouldNotContain(Portal.ApplicationToken!);
    }

    [Fact]
    public async Task An_employee_views_until_an_administrator_says_more()
    {
        await InstallAsync();
        (string? Role, JToken? Lines) Rights(FrameVisit visit) =>
            ((string?)visit.Session!["user"]!["role"], visit.Session["user"]!["lines"]);

        Rights(await Portal.Lifecycle.OpenAppAsync(Portal.Employee)).Role.ShouldBe("viewer");
        await ChangeAsync(db => (db.Users.Find(PortalId, "2")!.Role, db.Users.Find(PortalId, "2")!.Lines) = (Role.Support, "a,b"));

        var (role, lines) = Rights(await Portal.Lifecycle.OpenAppAsync(Portal.Employee));
        role.ShouldBe("support");
        lines!.Select(line => (string?)line).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task An_employee_has_no_role_where_the_portal_wants_an_administrators_word_first()
    {
        await InstallAsync();
        await ChangeAsync(db => db.Portals.Find(PortalId)!.IsClosedToNewUsers = true);

        var employee = await Portal.Lifecycle.OpenAppAsync(Portal.Employee);
        var administrator = await Portal.Lifecycle.OpenAppAsync(Portal.Admin);

        ((string?)employee.Session!["user"]!["role"]).ShouldBe("none");
        ((string?)administrator.Session!["user"]!["role"]).ShouldBe("admin");
    }

    [Fact]
    public async Task Placement_options_reach_the_session_and_cannot_end_its_script()
    {
        await InstallAsync();
        var (url, form) = Portal.Frame.Prepare(
            "/b24/app", Portal.Admin, "en", "CRM_CONTACT_DETAIL_TAB", """{"ID":"318","x":"</script><script>alert(1)</script>"}""");

        var visit = await Portal.Frame.PostAsync(url, form);

        ((string?)visit.Session!["placement"]!["code"],
            (string?)visit.Session["placement"]!["options"]!["ID"], (string?)visit.Session["lang"])
            .ShouldBe(("CRM_CONTACT_DETAIL_TAB", "318", "en"));
        ((string?)visit.Session["placement"]!["options"]!["x"]).ShouldBe("</script><script>alert(1)</script>");
        visit.Html.ShouldNotContain("<script>alert");
    }

    [Theory]
    [InlineData("""not json""")]
    [InlineData("""[1,2]""")]
    [InlineData("")]
    [InlineData("null")]
    public async Task Odd_placement_options_are_no_reason_to_refuse(string options)
    {
        await InstallAsync();
        var (url, form) = Portal.Frame.Prepare("/b24/app", Portal.Admin, placementOptions: options);

        (await Portal.Frame.PostAsync(url, form)).Session!["placement"]!["options"]!.ToString().ShouldBe("{}");
    }

    [Theory]
    [InlineData("/b24/app")]
    [InlineData("/b24/install")]
    public async Task Outside_a_portal_the_addresses_answer_with_a_friendly_page(string path)
    {
        (await Product.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var page = await Product.Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", "ru-RU,ru;q=0.9" } } });
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("приложение для Битрикс24");
        (await Product.Http.GetStringAsync(path)).ShouldContain("app for Bitrix24");
    }

    [Fact]
    public async Task A_page_that_refuses_runs_and_calls_nothing()
    {
        await InstallAsync();
        var (url, form) = Portal.Frame.Prepare("/b24/app", Portal.Admin);
        form["AUTH_ID"] = new string('a', 70);

        var policy = (await Portal.Frame.PostAsync(url, form)).Headers["Content-Security-Policy"];

        policy.ShouldNotContain("script-src");
        policy.ShouldNotContain("connect-src");
    }

    [Fact]
    public async Task The_address_of_events_answers_the_markets_check()
    {
        (await Product.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/b24/events"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Product.Http.GetAsync("/b24/events")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("ERROR_EVENT_NOT_FOUND", true)]
    [InlineData("ERROR_CORE", false)]
    public async Task An_event_that_cannot_be_bound_keeps_no_other_from_it(string error, bool isWell)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, error, "no"), count: 1, "event.bind");

        var visit = await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.Never);

        Portal.App!.EventHandlers.Count.ShouldBe(BoundEvents.Length - 1);
        ((string?)visit.Session!["mode"]).ShouldBe("install");
        ((string?)visit.Session["trouble"] is null).ShouldBe(isWell);
    }

    [Fact]
    public async Task The_installation_event_is_bound_before_the_installation_is_finished()
    {
        (await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.After)).Status.ShouldBe(200);

        Portal.App!.IsInstalled.ShouldBeFalse();
        Portal.App.EventHandlers.Keys.ShouldContain(key => key.Event == "ONAPPINSTALL");
    }

    [Fact]
    public async Task An_older_portal_without_the_newer_fields_installs_by_the_default_server()
    {
        Portal.Behaviour.SendsNewFrameFields = false;

        await InstallAsync();

        Stored()!.ApplicationToken.ShouldBeNull();
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Fact]
    public async Task Where_the_server_tells_little_a_new_portal_is_named_by_a_refresh_and_a_known_one_by_what_is_stored()
    {
        Cloud.Authorization.AppInfoIsShort = true;

        await InstallAsync();
        AllRenewals.ShouldBe(1, "the refresh that named the portal proved its pair, too");
        (await Portal.Lifecycle.OpenAppAsync(Portal.Employee)).Status.ShouldBe(200);

        AllRenewals.ShouldBe(1);
        Stored()!.Domain.ShouldBe(Portal.Domain);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Fact]
    public async Task Tokens_and_secrets_lie_encrypted_in_the_file_and_stay_out_of_the_log()
    {
        var visit = await Portal.Lifecycle.InstallAsync();
        await Portal.Lifecycle.OpenAppAsync();
        await Get<RestLog>().FlushAsync();

        var kept = string.Join('\n', [.. DatabaseReading.Cells(Get<Database>()), .. Product.Log.Lines]);
        foreach (var secret in new[] { (string?)visit.Form["AUTH_ID"],
            (string?)visit.Form["REFRESH_ID"], Portal.ApplicationToken, Cloud.Options.ClientSecret })
            kept.ShouldNotContain(secret!);
    }

    [Fact]
    public async Task The_authorization_server_being_away_is_no_refusal()
    {
        Cloud.Authorization.Fault = AuthorizationFault.ServerError;

        (await Portal.Lifecycle.OpenInstallerAsync(installEvent: InstallEvent.Never)).Status.ShouldBe(503);

        Rows(db => db.Portals).ShouldBeEmpty();
    }
}
