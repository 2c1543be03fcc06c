using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class AdministrationTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_token_is_shown_once_and_does_what_its_role_allows()
    {
        var made = await world.Admin().PostAsync(
            "tokens", new { name = "Shop", role = "marketer", lines = new[] { $"{world.Line.Id}" }, callsPer3Seconds = 50 });
        var listed = (await world.Admin().GetAsync("tokens?limit=200")).Items.Single(
            token => token["id"]!.ToString() == made["id"]!.ToString());
        var session = await new Caller(world.Product, made["token"]!.ToString()).GetAsync("session");

        made.Status.ShouldBe(201);
        listed["token"].ShouldBeNull();
        (listed["role"]!.ToString(), listed["callsPer3Seconds"]!.ToObject<int>(), listed["lines"]![0]!.ToString()).ShouldBe(
            ("marketer", 50, $"{world.Line.Id}"));
        (session["kind"]!.ToString(), session["user.name"]!.ToString(),
            session["user.role"]!.ToString()).ShouldBe(("token", "Shop", "marketer"));
        (await world.Admin().GetAsync("audit?limit=200")).Body.ToString().ShouldNotContain(made["token"]!.ToString());
        (await world.Admin().DeleteAsync($"tokens/{made["id"]}")).Status.ShouldBe(204);
        (await world.Admin().DeleteAsync($"tokens/{made["id"]}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{}""", "required", "name")]
    [InlineData("""{"name":"A","role":"king"}""", "invalid_value", "role")]
    [InlineData("""{"name":"A","callsPer3Seconds":0}""", "invalid_value", "callsPer3Seconds")]
    [InlineData("""{"name":"A","lines":["x"]}""", "unknown_line", "lines[0]")]
    [InlineData("""{"name":"A","lines":[5]}""", "invalid_value", "lines[0]")]
    [InlineData("""{"name":"A","token":"mine"}""", "unknown_field", "token")]
    public async Task A_wrong_token_is_refused(string body, string code, string field)
    {
        var refused = await world.Admin().PostAsync("tokens", body);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
    }

    [Fact]
    public async Task Roles_and_lines_of_people_are_kept_and_written_down()
    {
        await world.MetAsync("42");

        var changed = await world.Admin().PatchAsync("users/42", new { role = "support", lines = new[] { $"{world.Line.Id}" } });
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var reset = await world.Admin().PatchAsync("users/42", """{"role":null,"lines":null}""");

        (changed["role"]!.ToString(), changed["lines"]![0]!.ToString()).ShouldBe(("support", $"{world.Line.Id}"));
        (reset["role"]!.ToString(), reset["lines"]!.Type).ShouldBe(("viewer", JTokenType.Null));
        var entry = (await world.Admin().GetAsync("audit")).Items.First(item => item["action"]!.ToString() == "user changed");
        (entry["before"]!.ToString(), entry["after"]!.ToString()).ShouldBe(($"support, lines {world.Line.Id}", "viewer, lines all"));
        (await world.Admin().PatchAsync("users/42", new { name = "X" })).Code.ShouldBe("unknown_field");
        (await world.Admin().PatchAsync("users/nobody", new { role = "admin" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Settings_change_one_by_one_and_null_takes_the_default()
    {
        var changed = await world.Admin().PatchAsync(
            "settings", new { country = "KZ", timeZone = "Asia/Almaty", language = "ru", literalSpintax = true, acceptAnyNumber = true });
        var reset = await world.Admin().PatchAsync("settings", """{"timeZone":null,"literalSpintax":null,"country":null}""");

        changed.Body.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldStartWith("""{"country":"KZ","timeZone":"Asia/Almaty","language":"ru","literalSpintax":true,"acceptAnyNumber":true,""");
        reset.Body.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldStartWith("""{"country":null,"timeZone":"UTC","language":"ru","literalSpintax":false,"acceptAnyNumber":true,""");
        await world.Admin().PatchAsync("settings", """{"acceptAnyNumber":null}""");
    }

    [Fact]
    public async Task New_users_get_a_role_or_none_as_the_portal_wants()
    {
        (await world.Admin().GetAsync("settings"))["newUsers"]!.ToString().ShouldBe("viewer");
        (await world.Admin().PatchAsync("settings", new { newUsers = "none" }))["newUsers"]!.ToString().ShouldBe("none");
        (await world.Admin().PatchAsync("settings", """{"newUsers":null}"""))["newUsers"]!.ToString().ShouldBe("viewer");
    }

    [Theory]
    [InlineData("country", "rus")]
    [InlineData("newUsers", "admin")]
    [InlineData("riskPolicy", "off")]
    [InlineData("timeZone", "Moscow")]
    [InlineData("timeZone", "Russian Standard Time")]
    [InlineData("timeZone", "europe/moscow")]
    [InlineData("language", "RU")]
    public async Task A_wrong_setting_is_refused(string field, string value)
    {
        var refused = await world.Admin().PatchAsync("settings", new JObject { [field] = value });

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", field));
    }

    [Fact]
    public async Task Kinds_of_gateway_come_with_the_schema_of_their_settings()
    {
        var kinds = (await world.Admin().GetAsync("gateways")).Items;
        var green = await world.Admin().GetAsync("gateways/green-api");

        kinds.Select(kind => kind["kind"]!.ToString()).ShouldContain("sandbox");
        green["settings.required"]!.ToObject<string[]>().ShouldBe(["apiUrl", "idInstance", "apiTokenInstance"]);
        green["settings.properties.apiTokenInstance.writeOnly"]!.ToObject<bool>().ShouldBeTrue();
        (green["minMarketingInterval"]!.ToString(), green["official"]!.ToObject<bool>(),
            green["channel"]!.ToString()).ShouldBe(("00:00:15", false, "whatsApp"));
        (await world.Admin().GetAsync("gateways/pigeon")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_audit_names_who_did_what()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var support = await world.PersonAsync(Role.Support);

        await support.PatchAsync($"lines/{line.Id}", new { jitter = 9 });

        var entry = (await world.Admin().GetAsync("audit")).Items.First(item => item["subject"]!.ToString() == $"{line.Id}");
        (entry["action"]!.ToString(), entry["actor"]!.ToString()).ShouldBe(("line changed", $"user {100 + (int)Role.Support}"));
        (entry["before"]!.ToString(), entry["after"]!.ToString()).ShouldBe(("{\"jitter\":\"0\"}", "{\"jitter\":\"9\"}"));
    }

    [Fact]
    public async Task The_audit_is_asked_for_what_somebody_did_to_something()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var support = await world.PersonAsync(Role.Support);
        await support.PostAsync($"lines/{line.Id}/pause", new { });
        await support.PostAsync($"lines/{line.Id}/resume", new { });
        await world.Admin().PatchAsync($"lines/{line.Id}", new { jitter = 7 });

        var bySubject = (await world.Admin().GetAsync($"audit?subject={line.Id}")).Items;
        var byActor = (await world.Admin().GetAsync($"audit?subject={line.Id}&actor=user%20{100 + (int)Role.Support}")).Items;
        var byAction = (await world.Admin().GetAsync($"audit?subject={line.Id}&action=line%20paus")).Items;

        bySubject.Select(entry => entry["action"]!.ToString()).ShouldBe(["line changed", "line resumed", "line paused"], ignoreOrder: true);
        byActor.Select(entry => entry["action"]!.ToString()).ShouldBe(["line resumed", "line paused"], ignoreOrder: true);
        byAction.Single()["action"]!.ToString().ShouldBe("line paused");
        (await world.Admin().GetAsync("audit?action=paused")).Items.ShouldBeEmpty("a beginning is asked for");
    }

    [Fact]
    public async Task People_whom_the_portal_calls_administrators_are_told_apart()
    {
        await world.MetAsync("43");
        await world.MetAsync("44");
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.Users.Find(new PortalId(ApiWorld.Ours), "44")!.AdministratorSince = world.Clock.GetUtcNow();
            db.SaveChanges();
        });

        (await world.Admin().GetAsync("users/43"))["isPortalAdmin"]!.ToObject<bool>().ShouldBeFalse();
        (await world.Admin().GetAsync("users/44"))["isPortalAdmin"]!.ToObject<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_audit_of_a_line_says_from_what_to_what_and_of_secrets_only_that_they_changed()
    {
        var line = await world.CloudLineAsync();

        await world.Admin().PatchAsync($"lines/{line.Id}", new
        {
            name = "Night",
            marketingInterval = "00:01:00",
            window = new { days = new[] { "mon" }, from = "10:00", to = "18:00", timeZone = "Europe/Moscow" },
            gateway = new { settings = new { phoneNumberId = "7", accessToken = "a-new-secret" } },
        });

        var entry = (await world.Admin().GetAsync("audit")).Items.First(item => item["subject"]!.ToString() == $"{line.Id}");
        var (before, after) = (JObject.Parse(entry["before"]!.ToString()), JObject.Parse(entry["after"]!.ToString()));
        before.Properties().Select(property => property.Name).ShouldBe(after.Properties().Select(property => property.Name));
        (before["name"]!.ToString(), after["name"]!.ToString()).ShouldBe(("Line", "Night"));
        (before["marketingInterval"]!.ToString(), after["marketingInterval"]!.ToString()).ShouldBe(("00:00:15", "00:01:00"));
        (before["window"]!.Type, after["window"]!.ToString()).ShouldBe((JTokenType.Null,
            "{\"days\":[\"mon\"],\"from\":\"10:00\",\"to\":\"18:00\",\"timeZone\":\"Europe/Moscow\"}"));
        (before["gateway.settings.phoneNumberId"]!.ToString(), after["gateway.settings.phoneNumberId"]!.ToString()).ShouldBe(("1", "7"));
        (before["gateway.settings.accessToken"]!.ToString(), after["gateway.settings.accessToken"]!.ToString()).ShouldBe(("…", "…"));
        before.ContainsKey("jitter").ShouldBeFalse("what did not change is not told");
    }
}
