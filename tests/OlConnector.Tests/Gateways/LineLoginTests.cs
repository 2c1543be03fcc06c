using OlConnector.Engine.Gateways;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>A telephone is linked to a line through our API.</summary>
public sealed class LineLoginTests
{
    private const string Image = "iVBORw0KGgo=";

    [Theory]
    [InlineData("waha")]
    [InlineData("green-api")]
    public async Task An_image_is_handed_out_until_the_telephone_is_linked_and_then_the_line_is_connected(string kind)
    {
        await using var world = await StartAsync(kind);

        var shown = await world.Admin().GetAsync($"lines/{world.Line.Id}/login");
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        world.Vendor.Usually = Linked;
        var linked = await world.Admin().GetAsync($"lines/{world.Line.Id}/login");

        (shown["state"]!.ToString(), shown["qr"]!.ToString(), shown["expiresAt"]!.ToString())
            .ShouldBe(("scan", Image, "2026-03-02T09:00:20+00:00"));
        linked["state"]!.ToString().ShouldBe("linked");
        (await world.Admin().GetAsync($"lines/{world.Line.Id}"))["connection"]!.ToString().ShouldBe("connected");
    }

    [Theory]
    [InlineData("waha")]
    [InlineData("green-api")]
    public async Task A_code_is_handed_out_for_a_number(string kind)
    {
        await using var world = await StartAsync(kind);

        var answer = await world.Admin().PostAsync($"lines/{world.Line.Id}/login", new { phone = "+375 29 000-00-00" });

        (answer["state"]!.ToString(), answer["code"]!.ToString()).ShouldBe(("code", "ABCD-EFGH"));
        world.Vendor.Seen[^1].Json["phoneNumber"]!.ToString().ShouldBe("375290000000");
        (await world.Admin().PostAsync($"lines/{world.Line.Id}/login", new { phone = "1" })).Code.ShouldBe("invalid_number");
    }

    [Fact]
    public async Task The_sandbox_s_telephone_is_linked_as_a_real_one_is()
    {
        await using var world = await GatewayWorld.StartAsync("sandbox", url => new() { ["baseUrl"] = url, ["from"] = "+79990000001" });
        world.Vendor.Usually = request => request.Json["phone"] is null
            ? Reply.Json(200, $$"""{"state":"scan","image":"{{Image}}","livesFor":20}""")
            : Reply.Json(200, """{"state":"code","code":"ABCD-EFGH","livesFor":60}""");

        var shown = await world.Admin().GetAsync($"lines/{world.Line.Id}/login");
        var code = await world.Admin().PostAsync($"lines/{world.Line.Id}/login", new { phone = "+79990000001" });
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        world.Vendor.Usually = _ => Reply.Json(200, """{"state":"linked"}""");
        var linked = await world.Admin().GetAsync($"lines/{world.Line.Id}/login");

        (shown["state"]!.ToString(), shown["qr"]!.ToString(), shown["expiresAt"]!.ToString())
            .ShouldBe(("scan", Image, "2026-03-02T09:00:20+00:00"));
        (code["state"]!.ToString(), code["code"]!.ToString()).ShouldBe(("code", "ABCD-EFGH"));
        linked["state"]!.ToString().ShouldBe("linked");
    }

    [Fact]
    public async Task People_who_reload_quickly_get_the_same_image_and_the_vendor_one_question()
    {
        await using var world = await StartAsync("green-api");

        for (var i = 0; i < 5; i++) (await world.Admin().GetAsync($"lines/{world.Line.Id}/login")).Status.ShouldBe(200);
        world.Vendor.Seen.Count.ShouldBe(1);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Admin().GetAsync($"lines/{world.Line.Id}/login");
        world.Vendor.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("waha", "start", "/api/sessions/default/start")]
    [InlineData("waha", "stop", "/api/sessions/default/stop")]
    [InlineData("waha", "restart", "/api/sessions/default/restart")]
    [InlineData("waha", "logOut", "/api/sessions/default/logout")]
    [InlineData("green-api", "restart", "/waInstance1101000001/reboot/")]
    [InlineData("green-api", "logOut", "/waInstance1101000001/logout/")]
    public async Task A_session_is_told_what_to_do_and_the_audit_knows_who_did_it(string kind, string action, string path)
    {
        await using var world = await StartAsync(kind);

        var answer = await world.Admin().PostAsync($"lines/{world.Line.Id}/session", new { action });

        answer.Status.ShouldBe(200, answer.Body.ToString());
        answer["connection"]!.ToString().ShouldBe("needsLogin", "the line was asked afterwards");
        world.Vendor.Seen[0].Path.ShouldStartWith(path);
        (await world.Admin().GetAsync("audit")).Items.Select(entry => entry["action"]!.ToString()).ShouldContain($"line session {action}");
    }

    [Fact]
    public async Task What_a_vendor_does_not_offer_or_refuses_is_said_in_words()
    {
        await using var world = await StartAsync("green-api");
        var sms = await world.AddLineAsync("sms-by", new() { ["baseUrl"] = world.Vendor.Url, ["token"] = "t", ["alphanameId"] = "1" });

        (await world.Admin().GetAsync($"lines/{sms.Id}/login")).Code.ShouldBe("wrong_state");
        (await world.Admin().PostAsync($"lines/{world.Line.Id}/session", new { action = "stop" })).Field.ShouldBe("action");
        (await world.Admin().PostAsync($"lines/{world.Line.Id}/session", new { })).Code.ShouldBe("required");
        world.Vendor.Usually = _ => Reply.Text(401, "");
        var refused = await world.Admin().PostAsync($"lines/{world.Line.Id}/session", new { action = "restart" });
        (refused.Status, refused.Code).ShouldBe((409, "wrong_state"));
        var away = await world.Admin().GetAsync($"lines/{world.Line.Id}/login");
        (away.Status, away["state"]!.ToString()).ShouldBe((200, "notNow"));
        away["text"]!.ToString().ShouldContain("idInstance");
    }

    [Fact]
    public async Task The_vendors_support_sees_no_image()
    {
        await using var world = await GatewayWorld.StartAsync(
            "waha", url => new() { ["baseUrl"] = url, ["session"] = "default" }, ("Operator:Token", "operator-token-of-the-tests"));
        world.Vendor.Usually = Unlinked;
        var support = new Api.Support.Caller(world.Product, "operator-token-of-the-tests");

        var answer = await support.GetAsync($"lines/{world.Line.Id}/login", ("X-Portal", GatewayWorld.Portal));

        (answer.Status, answer["state"]!.ToString(), answer["qr"]!.Type).ShouldBe((200, "notNow", Newtonsoft.Json.Linq.JTokenType.Null));
        world.Vendor.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("waha")]
    [InlineData("green-api")]
    public async Task Neither_image_nor_code_nor_key_is_ever_logged_or_audited(string kind)
    {
        await using var world = await StartAsync(kind);

        await world.Admin().GetAsync($"lines/{world.Line.Id}/login");
        await world.Admin().PostAsync($"lines/{world.Line.Id}/login", new { phone = "+375290000000" });

        string[] secrets = [Image, "ABCD-EFGH", "secret-key", "375290000000"];
        var audit = (await world.Admin().GetAsync("audit")).Body.ToString();
        foreach (var secret in secrets)
        {
            world.Product.Log.Lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
            audit.ShouldNotContain(secret);
        }
    }

    private static async Task<GatewayWorld> StartAsync(string kind)
    {
        var world = await GatewayWorld.StartAsync(kind, url => kind == "waha"
            ? new() { ["baseUrl"] = url, ["session"] = "default", ["apiKey"] = "secret-key" }
            : new() { ["apiUrl"] = url, ["idInstance"] = "1101000001", ["apiTokenInstance"] = "secret-key" });
        world.Vendor.Usually = Unlinked;
        return world;
    }

    private static Reply Unlinked(SeenRequest request) => request.Path switch
    {
        "/api/default/auth/qr" => Reply.Json(200, $$"""{"mimetype":"image/png","data":"{{Image}}"}"""),
        "/api/default/auth/request-code" => Reply.Json(201, """{"code":"ABCD-EFGH"}"""),
        "/api/sessions/default" => Reply.Json(200, """{"name":"default","status":"SCAN_QR_CODE"}"""),
        var path when path.Contains("/qr/") => Reply.Json(200, $$"""{"type":"qrCode","message":"{{Image}}"}"""),
        var path when path.Contains("/getAuthorizationCode/") => Reply.Json(200, """{"status":true,"code":"ABCD-EFGH"}"""),
        var path when path.Contains("/getStateInstance/") => Reply.Json(200, """{"stateInstance":"notAuthorized"}"""),
        var path when path.Contains("/reboot/") => Reply.Json(200, """{"isReboot":true}"""),
        var path when path.Contains("/logout/") => Reply.Json(200, """{"isLogout":true}"""),
        _ => Reply.Json(201, """{"name":"default","status":"STARTING"}"""),
    };

    private static Reply Linked(SeenRequest request) => request.Path switch
    {
        "/api/default/auth/qr" => Reply.Json(422, """{"error":"…","session":"default","status":"WORKING","expected":["SCAN_QR_CODE"]}"""),
        "/api/sessions/default" => Reply.Json(200, """{"name":"default","status":"WORKING"}"""),
        var path when path.Contains("/qr/") =>
            Reply.Json(200, """{"type":"alreadyLogged","message":"instance account already authorized"}"""),
        _ => Reply.Json(200, """{"stateInstance":"authorized"}"""),
    };
}
