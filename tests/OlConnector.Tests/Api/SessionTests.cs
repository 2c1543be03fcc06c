using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Bitrix24;
using PortalUser = OlConnector.Sandbox.Portals.PortalUser;

namespace OlConnector.Tests.Api;

/// <summary>Sessions against a Bitrix24 that really checks tokens.</summary>
public sealed class SessionTests : Bitrix24World
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
    }

    [Fact]
    public async Task A_page_gets_a_new_session_for_the_portals_own_token()
    {
        var renewed = await RenewAsync(Portal.Admin);

        renewed.Status.ShouldBe(200, renewed.Body.ToString());
        (renewed["user.role"]!.ToString(), renewed["portal.memberId"]!.ToString(), renewed["user.isAdmin"]!.ToObject<bool>()).ShouldBe(
            ("admin", Portal.MemberId, true));
        DateTimeOffset.Parse(renewed["expiresAt"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var session = await new Caller(Product, renewed["token"]!.ToString()).GetAsync("session");
        (session.Status, session["user.language"]!.ToString()).ShouldBe((200, "ru"));
    }

    [Fact]
    public async Task An_employee_who_renews_is_a_viewer_and_known_to_administrators()
    {
        var renewed = await RenewAsync(Portal.Employee);
        var admin = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());

        renewed["user.role"]!.ToString().ShouldBe("viewer");
        (await admin.GetAsync("users")).Items.Select(user => user["id"]!.ToString()).ShouldContain(renewed["user.id"]!.ToString());
    }

    [Fact]
    public async Task A_token_that_nobody_vouches_for_opens_nothing_and_is_written_down()
    {
        var nobody = new Caller(Product, token: null);

        var forged = await nobody.PostAsync(
            "session", new { accessToken = "0123456789abcdef", domain = Portal.Domain, memberId = Portal.MemberId });
        var foreign = await nobody.PostAsync(
            "session", new { accessToken = AccessTokenOf(Portal.Admin), memberId = "ffffffffffffffffffffffffffffffff" });

        (forged.Status, forged.Code).ShouldBe((401, "not_verified"));
        (foreign.Status, foreign.Code).ShouldBe((401, "not_verified"));
        var admin = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());
        (await admin.GetAsync("audit?limit=200")).Items.Select(entry => entry["action"]!.ToString()).ShouldContain("forged_renewal");
    }

    [Fact]
    public async Task A_renewal_does_not_bring_back_a_portal_that_has_removed_the_app()
    {
        await WriteAsync(turn => turn.Execute("UPDATE portals SET state = 'gone' WHERE id = @id", ("id", PortalId)));

        (await RenewAsync(Portal.Admin)).Code.ShouldBe("not_verified");

        Stored()!.State.ShouldBe(PortalState.Gone);
    }

    [Fact]
    public async Task An_administrator_who_lost_the_rights_is_none_any_more_in_any_session()
    {
        var before = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());
        (await before.GetAsync("tokens")).Status.ShouldBe(200);
        Portal.ChangeUser(Portal.Admin.Id, user => user with { IsAdmin = false });

        var renewed = await RenewAsync(Portal.Admin);

        renewed["user.role"]!.ToString().ShouldBe("viewer");
        (await before.GetAsync("tokens")).Code.ShouldBe("invalid_token");
    }

    [Fact]
    public async Task Whoever_the_portal_does_not_vouch_for_any_more_has_no_session_left()
    {
        var session = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());
        var refused = await session.PostAsync(
            "session", new { accessToken = "0123456789abcdef", domain = Portal.Domain, memberId = Portal.MemberId });

        (refused.Code, (await session.GetAsync("session")).Code).ShouldBe(("not_verified", "invalid_token"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_from_before_a_removal_opens_nothing_after_a_reinstallation(bool clean)
    {
        var session = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Portal.Lifecycle.UninstallAsync(clean);
        await InstallAsync();

        (await session.GetAsync("session")).Code.ShouldBe("invalid_token");
        (await RenewAsync(Portal.Admin)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_outlives_a_session_needs_the_portals_word_of_the_last_five_minutes()
    {
        var admin = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());
        Clock.Advance(TimeSpan.FromMinutes(5));
        (await admin.PostAsync("tokens", new { name = "in time" })).Status.ShouldBe(201);
        Clock.Advance(TimeSpan.FromSeconds(1));

        foreach (var (method, path) in ((string, string)[])[
            ("POST", "tokens"), ("PATCH", "users/1"), ("POST", "lines/x/rotate-key"), ("POST", "erasures")])
            (await admin.CallAsync(new HttpMethod(method), path, "{}")).Code.ShouldBe("session_not_fresh", path);

        (await admin.GetAsync("tokens")).Status.ShouldBe(200);
        var fresh = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());
        (await fresh.PostAsync("tokens", new { name = "fresh" })).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("""{"domain":"a.bitrix24.ru","memberId":"00000000000000000000000000000001"}""", "required", "accessToken")]
    [InlineData("""{"accessToken":"0123456789abcdef"}""", "required", "memberId")]
    [InlineData("""{"accessToken":"0123456789abcdef","memberId":"1","isAdmin":true}""", "unknown_field", "isAdmin")]
    public async Task A_renewal_says_what_it_needs(string body, string code, string field)
    {
        var refused = await new Caller(Product, token: null).PostAsync("session", body);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
    }

    [Fact]
    public async Task The_answer_is_as_described()
    {
        var check = new SchemaCheck((await new Caller(Product, token: null).GetAsync("/openapi/v1.json")).Body);

        check.Problems(await RenewAsync(Portal.Admin)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_is_made_stands_in_the_portals_list_and_leaves_it_when_deleted()
    {
        var admin = new Caller(Product, (await RenewAsync(Portal.Admin))["token"]!.ToString());

        var made = await admin.PostAsync(
            "lines", new
            {
                name = "Sales",
                number = "+7 916 123-45-67",
                gateway = new { kind = "sandbox", settings = new { baseUrl = Cloud.Phones.BaseUrl } },
            });
        var senders = Portal.App!.Senders.Keys.ToList();
        await admin.DeleteAsync($"lines/{made["id"]}");

        (made.Status, made["registered"]!.ToObject<bool>(), made["connection"]!.ToString()).ShouldBe((201, true, "connected"));
        senders.ShouldBe([made["code"]!.ToString()]);
        Portal.App.Senders.ShouldBeEmpty();
    }

    private string AccessTokenOf(PortalUser user) => Portal.Frame.Prepare("/b24/app", user).Form["AUTH_ID"]!.ToString();

    private Task<Answer> RenewAsync(PortalUser user) => new Caller(Product, token: null).PostAsync(
        "session", new { accessToken = AccessTokenOf(user), domain = Portal.Domain, memberId = Portal.MemberId },
        ("Accept-Language", "ru"));
}
