using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §1.</summary>
public sealed class LifecycleTests : SandboxTests
{
    [Fact]
    public async Task Opening_the_installer_posts_the_frame()
    {
        World.App.Answer = (200, """<p>hi</p><script id="olc-session" type="application/json">{"token":"t1","lang":"ru"}</script>""");

        var visit = await World.Portal.Lifecycle.OpenInstallerAsync();

        var request = (await World.App.Requests.WaitAsync(_ => true))[0];
        request.Path.ShouldBe("/b24/install");
        var query = PhpForm.Parse(request.Query);
        (query["DOMAIN"]!.ToString(), query["PROTOCOL"]!.ToString(), query["LANG"]!.ToString()).ShouldBe((World.Portal.Domain, "0", "ru"));
        request.Form.Properties().Select(field => field.Name).ShouldBe(
        [
            "AUTH_ID", "AUTH_EXPIRES", "REFRESH_ID", "SERVER_ENDPOINT", "APPLICATION_TOKEN", "APPLICATION_SCOPE", "member_id", "status",
            "PLACEMENT",
        ]);
        visit.Token.ShouldBe("t1");
        World.Portal.App!.IsInstalled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_portal_may_be_called_localhost_to_be_another_site_than_the_app()
    {
        World.Cloud.Options.PortalHost = "localhost";
        await World.Portal.RenameAsync();

        World.Portal.Domain.ShouldStartWith("localhost:");
        (await World.CallAsync("profile")).ErrorOf().ShouldBe("NO_AUTH_FOUND");
    }

    [Fact]
    public async Task Older_portals_leave_the_newer_fields_out()
    {
        World.Portal.Behaviour.SendsNewFrameFields = false;

        var visit = await World.Portal.Lifecycle.OpenInstallerAsync();

        visit.Form.Properties().Select(field => field.Name).ShouldNotContain("APPLICATION_TOKEN");
    }

    [Theory]
    [InlineData(InstallEvent.Before, new[] { "/b24/events", "/b24/install" })]
    [InlineData(InstallEvent.After, new[] { "/b24/install", "/b24/events" })]
    [InlineData(InstallEvent.Never, new[] { "/b24/install" })]
    public async Task The_install_event_comes_before_after_or_never(InstallEvent when, string[] paths)
    {
        World.Portal.AddApp();
        await World.CallAsync("event.bind", Handler("ONAPPINSTALL"), World.TokenOf(World.Portal.Admin));

        await World.Portal.Lifecycle.InstallAsync(installEvent: when);

        World.App.Requests.Seen.Select(request => request.Path).ShouldBe(paths);
        var events = World.App.Requests.Seen.Where(request => request.Path == "/b24/events").Select(request => request.Form).ToList();
        events.ShouldAllBe(form => form["event"]!.ToString() == "ONAPPINSTALL" && form["auth"]!["refresh_token"] != null);
    }

    [Fact]
    public async Task The_install_event_of_an_app_with_pages_comes_only_where_its_installer_bound_it()
    {
        await World.Portal.Lifecycle.InstallAsync();

        World.App.Requests.Seen.Select(request => request.Path).ShouldBe(["/b24/install"]);
    }

    [Fact]
    public async Task An_older_box_tells_its_application_token_neither_in_frames_nor_by_an_event()
    {
        var box = World.Cloud.Portals[3];
        box.AddApp();
        box.App!.EventHandlers[("ONAPPINSTALL", $"{World.App.Url}/b24/events", 0)] = 1;

        var visit = await box.Lifecycle.InstallAsync();

        visit.Form.Properties().Select(field => field.Name).ShouldNotContain("APPLICATION_TOKEN");
        World.App.Requests.Seen.Select(request => request.Path).ShouldBe(["/b24/install"]);
        (box.License, box.Meter.IsOn, box.Meter.Limit).ShouldBe(("ru_selfhosted", false, 420));
    }

    [Fact]
    public void The_portals_are_a_subscription_a_demo_a_local_app_and_an_older_box()
    {
        World.Cloud.Portals.Select(portal => portal.Status).ShouldBe(["S", "D", "L", "S"]);
        World.Cloud.Portals.Select(portal => portal.MemberId).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Until_it_is_finished_the_wizard_opens_again_and_others_see_a_notice()
    {
        await World.Portal.Lifecycle.OpenInstallerAsync();

        (await World.Portal.Lifecycle.OpenAppAsync()).Url.ShouldContain("/b24/install");
        (await World.Portal.Lifecycle.OpenAppAsync(World.Portal.Employee)).Status.ShouldBe(403);
        await World.Portal.Lifecycle.FinishInstallAsync();
        (await World.Portal.Lifecycle.OpenAppAsync(World.Portal.Employee)).Url.ShouldContain("/b24/app");
    }

    [Fact]
    public async Task Binding_checks_its_event_and_its_handler_and_refuses_a_second_time()
    {
        var admin = await World.InstalledAsync();
        var form = Handler("ONAPPNOTHING");

        (await World.CallAsync("event.bind", form, admin)).ShouldRefuse(400, "ERROR_EVENT_NOT_FOUND", "Event not found!");
        form["event"] = "OnAppUpdate";
        (await World.CallAsync("event.bind", form, admin)).Status.ShouldBe(200);
        (await World.CallAsync("event.bind", form, admin)).ShouldRefuse(
            400, "ERROR_CORE", "Unable to set event handler: Handler already binded");
        (await World.CallAsync("event.get", [], admin)).Body["result"]![0]!["event"]!.ToString().ShouldBe("ONAPPUPDATE");
        (await World.CallAsync("event.unbind", form, admin)).Body["result"]!["count"]!.Value<int>().ShouldBe(1);
    }

    [Fact]
    public async Task An_update_drops_senders_and_handlers()
    {
        var admin = await World.InstalledAsync();
        await World.CallAsync("event.bind", Handler("ONAPPUPDATE"), admin);

        var posted = await World.Portal.Lifecycle.UpdateAsync(newApplicationToken: "fresh");

        posted.Single().Body["auth"]!["application_token"]!.ToString().ShouldBe("fresh");
        posted.Single().Body["data"]!["PREVIOUS_VERSION"]!.ToString().ShouldBe("1");
        World.Portal.App!.Senders.ShouldBeEmpty();
        (await World.CallAsync("event.get", [], admin)).Body["result"]!.ToString().ShouldBe("[]");
    }

    [Fact]
    public async Task After_an_update_an_administrator_passes_the_installer_again_and_until_then_there_are_no_events()
    {
        var admin = await World.InstalledAsync();
        await World.Portal.Lifecycle.UpdateAsync(announce: false);
        foreach (var name in (string[])["ONAPPINSTALL", "ONAPPPAYMENT"])
            await World.CallAsync("event.bind", Handler(name), admin);

        (await World.CallAsync("app.info", null, admin)).Body["result"]!["INSTALLED"]!.Value<bool>().ShouldBeFalse();
        (await World.Portal.Lifecycle.OpenAppAsync()).Url.ShouldContain("/b24/install");
        (await World.Portal.Lifecycle.PayAsync()).ShouldBeEmpty();
        (await World.Portal.Lifecycle.FinishInstallAsync()).ShouldHaveSingleItem().Name.ShouldBe("ONAPPINSTALL");
        (await World.Portal.Lifecycle.OpenAppAsync()).Url.ShouldContain("/b24/app");
    }

    [Theory]
    [InlineData(true, "1")]
    [InlineData(false, "0")]
    public async Task An_uninstall_carries_no_tokens_and_ends_those_there_are(bool clean, string flag)
    {
        var admin = await World.InstalledAsync();
        await World.CallAsync("event.bind", Handler("ONAPPUNINSTALL"), admin);

        var posted = await World.Portal.Lifecycle.UninstallAsync(clean);

        posted.Single().Body["data"]!["CLEAN"]!.ToString().ShouldBe(flag);
        ((JObject)posted.Single().Body["auth"]!).Properties().Select(field => field.Name)
            .ShouldBe(["domain", "server_endpoint", "client_endpoint", "member_id", "application_token"]);
        (await World.CallAsync("profile", null, admin)).ErrorOf().ShouldBe("APPLICATION_NOT_FOUND");
    }

    [Fact]
    public async Task A_reinstallation_has_a_new_application_token_and_old_tokens_stay_dead()
    {
        var admin = await World.InstalledAsync();
        var before = World.Portal.ApplicationToken;
        await World.Portal.Lifecycle.UninstallAsync(clean: false);

        await World.Portal.Lifecycle.InstallAsync();

        var second = World.Portal.ApplicationToken;
        second.ShouldNotBe(before);
        (await World.CallAsync("profile", null, admin)).ErrorOf().ShouldBe("NO_AUTH_FOUND");
        World.Portal.Behaviour.KeepsApplicationToken = true;
        await World.Portal.Lifecycle.UninstallAsync(clean: false);
        await World.Portal.Lifecycle.InstallAsync();
        World.Portal.ApplicationToken.ShouldBe(second);
    }

    [Fact]
    public async Task An_unpaid_app_is_told_nothing_until_it_is_paid()
    {
        var admin = await World.InstalledAsync();
        await World.CallAsync("event.bind", Handler("ONAPPUNINSTALL"), admin);
        await World.CallAsync("event.bind", Handler("ONAPPPAYMENT"), admin);
        await World.CallAsync("event.bind", Handler("ONAPPTEST"), admin);

        World.Portal.Lifecycle.ExpirePayment();
        (await World.CallAsync("profile", null, admin)).ErrorOf().ShouldBe("PAYMENT_REQUIRED");
        World.App.Requests.Seen.ShouldNotContain(request => request.Path == "/b24/events");
        var paid = await World.Portal.Lifecycle.PayAsync();

        ((JObject)paid.ShouldHaveSingleItem().Body["data"]!).Properties().Select(field => field.Name)
            .ShouldBe(["CODE", "VERSION", "STATUS", "PAYMENT_EXPIRED", "DAYS"]);
        World.Portal.Status.ShouldBe("P");
        (await World.CallAsync("profile", null, admin)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_was_bought_goes_on_for_a_fortnight_without_events_and_a_subscription_ends_at_once()
    {
        var admin = await World.InstalledAsync();
        await World.CallAsync("event.bind", Handler("ONAPPUNINSTALL"), admin);
        World.Portal.Status = "P";

        World.Portal.Lifecycle.ExpirePayment();

        (await World.CallAsync("app.info", null, admin)).Body["result"]!["PAYMENT_EXPIRED"]!.ToString().ShouldBe("Y");
        (await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Текст")).Status.ShouldBe(200);
        World.Clock.Advance(PortalPayment.Grace - TimeSpan.FromSeconds(1));
        (await World.CallAsync("profile", null, World.TokenOf(World.Portal.Admin))).Status.ShouldBe(200);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        (await World.CallAsync("profile", null, World.TokenOf(World.Portal.Admin))).ErrorOf().ShouldBe("PAYMENT_REQUIRED");
        World.Portal.Payment.DaysLeft.ShouldBe(-14);
        (await World.Portal.Lifecycle.UninstallAsync(clean: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_renewed_subscription_is_told_with_a_refresh_token()
    {
        var admin = await World.InstalledAsync();
        await World.CallAsync("event.bind", Handler("ONSUBSCRIPTIONRENEW"), admin);
        World.Portal.Lifecycle.ExpirePayment();

        var renewed = await World.Portal.Lifecycle.RenewSubscriptionAsync(days: 30);

        renewed.ShouldHaveSingleItem().Body["auth"]!["refresh_token"].ShouldNotBeNull();
        (World.Portal.Status, World.Portal.Payment.DaysLeft, World.Portal.IsPaymentAllowed).ShouldBe(("S", 30, true));
    }

    [Fact]
    public async Task Whoever_is_no_administrator_binds_and_sees_his_own_handlers_and_none_that_are_fetched()
    {
        var admin = await World.InstalledAsync();
        var employee = World.TokenOf(World.Portal.Employee);
        var offline = new JObject { ["event"] = "ONCRMLEADUPDATE", ["event_type"] = "offline" };
        await World.CallAsync("event.bind", Handler("ONAPPUPDATE"), admin);

        (await World.CallAsync("event.bind", Handler("ONCRMLEADUPDATE"), employee)).Status.ShouldBe(200);
        (await World.CallAsync("event.bind", offline, employee)).ErrorStatus().ShouldBe((403, "ACCESS_DENIED"));
        (await World.CallAsync("event.bind", offline, admin)).Status.ShouldBe(200);

        Handlers(await World.CallAsync("event.get", [], employee)).ShouldBe([("ONCRMLEADUPDATE", "2", 0)]);
        Handlers(await World.CallAsync("event.get", [], admin)).ShouldBe(
            [("ONAPPUPDATE", "0", 0), ("ONCRMLEADUPDATE", "2", 0), ("ONCRMLEADUPDATE", "0", 1)]);

        static IEnumerable<(string, string, int)> Handlers(Reply reply) => reply.Body["result"]!.Select(row =>
            (row["event"]!.ToString(), row["auth_type"]!.ToString(), row["offline"]!.Value<int>()));
    }

    [Fact]
    public async Task A_test_event_echoes_its_query()
    {
        var admin = await World.InstalledAsync();
        await World.CallAsync("event.bind", Handler("ONAPPTEST"), admin);

        (await World.CallAsync("event.test", new JObject { ["any"] = "thing" }, admin)).Body["result"]!.Value<int>().ShouldBe(1);

        (await World.Portal.Events.Posted.WaitAsync(posted => posted.Name == "ONAPPTEST"))[0].Body["data"]!["QUERY"]!["any"]!.ToString()
            .ShouldBe("thing");
    }

    private JObject Handler(string name) => new() { ["event"] = name, ["handler"] = $"{World.App.Url}/b24/events" };
}
