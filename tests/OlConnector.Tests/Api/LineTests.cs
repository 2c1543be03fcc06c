using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class LineTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly object Sandbox = new { kind = "sandbox", settings = new { baseUrl = "http://127.0.0.1:9" } };

    [Fact]
    public async Task A_new_line_has_its_defaults_and_its_addresses()
    {
        var made = await world.Admin().PostAsync("lines", new { name = "Sales", gateway = Sandbox, number = "+7 916 123-45-67" });

        made.Status.ShouldBe(201);
        made.Location.ShouldBe($"/api/v1/lines/{made["id"]}");
        made["code"]!.ToString().ShouldBe($"olc_{made["id"]}");
        made["marketingInterval"]!.ToString().ShouldBe("00:00:15");
        made["directInterval"]!.ToString().ShouldBe("00:00:00.5000000");
        made["window"]!.Type.ShouldBe(JTokenType.Null);
        made["state"]!.ToString().ShouldBe("active");
        made["resendUnknown"]!.ToString().ShouldBe("never");
        made["providerName"]!.ToString().ShouldBe("Sales +7 916 123-45-67");
        made["handlerUrl"]!.ToString().ShouldStartWith("https://olc.example.com/b24/sms/");
        made["hookUrl"]!.ToString().ShouldStartWith("https://olc.example.com/hooks/sandbox/");
        (await world.Admin().GetAsync($"lines/{made["id"]}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_does_not_refuse_the_line()
    {
        var made = await world.Admin().PostAsync("lines", new { name = "Unreachable", gateway = Sandbox });

        made.Status.ShouldBe(201);
        made["connection"]!.ToString().ShouldBe("unknown");
        made["connectionText"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Keys_are_shown_to_administrators_only()
    {
        (await world.Admin().GetAsync($"lines/{world.Line.Id}"))["handlerUrl"]!.ToString().ShouldEndWith(world.Line.HandlerKey);

        foreach (var other in new[] { await world.PersonAsync(Role.Support),
            await world.PersonAsync(Role.Viewer), new Caller(world.Product, ApiWorld.OperatorToken) })
        {
            var seen = await other.GetAsync($"lines/{world.Line.Id}", ("X-Portal", ApiWorld.Ours));
            seen.Status.ShouldBe(200);
            seen.Body.ToString().ShouldNotContain(world.Line.HandlerKey);
            seen.Body.ToString().ShouldNotContain(world.Line.HookKey);
        }
    }

    [Fact]
    public async Task Secrets_are_taken_and_never_shown()
    {
        var settings = new { apiUrl = "https://127.0.0.1:9", idInstance = 1101, apiTokenInstance = "top-secret-token" };

        var made = await world.Admin().PostAsync("lines", new { name = "Green", gateway = new { kind = "green-api", settings } });

        made.Status.ShouldBe(201, made.Body.ToString());
        made.Body.ToString().ShouldNotContain("top-secret-token");
        made["gateway.settings.idInstance"]!.ToString().ShouldBe("1101");
        made["gateway.secrets"]!.ToObject<string[]>().ShouldBe(["apiTokenInstance"]);
    }

    [Theory]
    [InlineData("""{"gateway":{"kind":"sandbox","settings":{"baseUrl":"http://127.0.0.1:9"}}}""", "required", "name")]
    [InlineData("""{"name":" ","gateway":{"kind":"sandbox"}}""", "required", "name")]
    [InlineData("""{"name":"A"}""", "required", "gateway")]
    [InlineData("""{"name":"A","gateway":{}}""", "required", "gateway.kind")]
    [InlineData("""{"name":"A","gateway":{"kind":"pigeon"}}""", "unknown_gateway", "gateway.kind")]
    [InlineData("""{"name":"A","gateway":{"kind":"sandbox"}}""", "invalid_gateway_setting", "gateway.settings.baseUrl")]
    [InlineData("""{"name":"A","gateway":{"kind":"sandbox","settings":{"baseUrl":"ftp://x"}}}""",
        "invalid_gateway_setting", "gateway.settings.baseUrl")]
    [InlineData("""{"name":"A","gateway":{"kind":"sandbox","settings":{"baseUrl":"http://127.0.0.1:9","other":1}}}""",
        "invalid_gateway_setting", "gateway.settings.other")]
    [InlineData("""{"name":"A","gateway":{"kind":"sandbox","settings":{"baseUrl":{}}}}""", "invalid_value", "gateway.settings.baseUrl")]
    [InlineData("""{"name":"A","colour":"red"}""", "unknown_field", "colour")]
    [InlineData("""{"name":"A","gateway":{"kind":"sandbox","colour":"red"}}""", "unknown_field", "gateway.colour")]
    [InlineData("""{"Name":"A"}""", "unknown_field", "Name")]
    [InlineData("""{"name":5}""", "invalid_value", "name")]
    [InlineData("""{"name":"A","jitter":"20"}""", "invalid_value", "jitter")]
    [InlineData("""{"name":"A","marketingInterval":15}""", "invalid_value", "marketingInterval")]
    [InlineData("""{"name":"A","marketingInterval":"15"}""", "invalid_value", "marketingInterval")]
    [InlineData("""{"name":"A","resendUnknown":"always"}""", "invalid_value", "resendUnknown")]
    [InlineData("""{"name":"A","window":[]}""", "invalid_value", "window")]
    [InlineData("""{"name":"A","window":{"days":"mon"}}""", "invalid_value", "window.days")]
    public async Task A_wrong_line_is_refused_with_its_field(string body, string code, string field)
    {
        var refused = await world.Admin().PostAsync("lines", body);

        refused.Status.ShouldBe(400);
        refused.ContentType.ShouldBe("application/problem+json");
        (refused.Code, refused.Field).ShouldBe((code, field));
    }

    [Theory]
    [InlineData("marketingInterval", "00:00:14.9990000", "interval_below_floor")]
    [InlineData("directInterval", "00:00:00.4990000", "interval_below_floor")]
    [InlineData("marketingInterval", "-00:00:15", "interval_below_floor")]
    [InlineData("marketingInterval", "00:10:00.0010000", "interval_above_limit")]
    [InlineData("directInterval", "00:10:01", "interval_above_limit")]
    [InlineData("jitter", "-1", "invalid_value")]
    [InlineData("jitter", "101", "invalid_value")]
    [InlineData("window", """{"days":[],"from":"10:00","to":"18:00","timeZone":"Europe/Moscow"}""", "invalid_window")]
    [InlineData("window", """{"days":["mon"],"from":"25:00","to":"18:00","timeZone":"Europe/Moscow"}""", "invalid_window")]
    [InlineData("window", """{"days":["mon"],"from":"10:00","to":"18:00","timeZone":"Mars/Olympus"}""", "invalid_window")]
    [InlineData("tariff", """[]""", "invalid_value")]
    [InlineData("tariff", """[{"prefix":"7x","price":1}]""", "invalid_value")]
    [InlineData("tariff", """[{"prefix":"7","price":-1}]""", "invalid_value")]
    [InlineData("tariff", """[{"prefix":"7","price":1000001}]""", "invalid_value")]
    [InlineData("tariff", """[{"prefix":"7","price":1},{"prefix":"7","price":2}]""", "invalid_value")]
    [InlineData("currency", "rub", "invalid_value")]
    [InlineData("currency", "EURO", "invalid_value")]
    public async Task Settings_out_of_their_range_are_refused_on_making_and_on_changing(string field, string value, string code)
    {
        var json = value[0] is '{' or '[' || int.TryParse(value, out _) ? value : $"\"{value}\"";

        var made = await world.Admin().PostAsync(
            "lines",
            $$$"""{"name":"A","gateway":{"kind":"sandbox","settings":{"baseUrl":"http://127.0.0.1:9"}},"{{{field}}}":{{{json}}}}""");
        var changed = await world.Admin().PatchAsync($"lines/{world.Line.Id}", $$"""{"{{field}}":{{json}}}""");

        (made.Status, made.Code).ShouldBe((400, code));
        made.Field!.ShouldStartWith(field);
        (changed.Status, changed.Code, changed.Field).ShouldBe((400, code, made.Field));
    }

    [Theory]
    [InlineData("marketingInterval", "00:00:15")]
    [InlineData("marketingInterval", "00:10:00")]
    [InlineData("directInterval", "00:00:00.5000000")]
    [InlineData("jitter", "0")]
    [InlineData("jitter", "100")]
    public async Task The_ends_of_a_range_belong_to_it(string field, string value)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        var changed = await world.Admin().PatchAsync(
            $"lines/{line.Id}", int.TryParse(value, out var number) ? new JObject { [field] = number } : new JObject { [field] = value });

        changed.Status.ShouldBe(200);
        changed[field]!.ToString().ShouldBe(value);
    }

    [Fact]
    public async Task A_patch_leaves_absent_fields_alone_and_null_takes_the_default()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var window = new { days = new[] { "mon", "fri" }, from = "10:00", to = "18:00", timeZone = "Europe/Moscow" };
        await world.Admin().PatchAsync(
            $"lines/{line.Id}", new { name = "Night", marketingInterval = "00:01:00", jitter = 30, window, number = "+79161234567" });

        var changed = await world.Admin().PatchAsync(
            $"lines/{line.Id}", """{"marketingInterval":null,"number":null,"window":{"from":"09:00"}}""");

        changed.Status.ShouldBe(200);
        changed["name"]!.ToString().ShouldBe("Night");
        changed["jitter"]!.ToObject<int>().ShouldBe(30);
        changed["marketingInterval"]!.ToString().ShouldBe("00:00:15");
        changed["number"]!.Type.ShouldBe(JTokenType.Null);
        changed["window"]!.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe("""{"days":["mon","fri"],"from":"09:00","to":"18:00","timeZone":"Europe/Moscow"}""");
        (await world.Admin().PatchAsync($"lines/{line.Id}", """{"window":null}"""))["window"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task What_is_shown_of_a_line_of_a_kind_that_nobody_knows_is_the_pace_that_it_keeps()
    {
        var made = await world.Admin().PostAsync("lines", new { name = "From a newer version", gateway = Sandbox });
        var id = new LineId(Guid.Parse(made["id"]!.ToString()));
        await Get<Writer>().RunAsync(turn => turn.Execute("UPDATE lines SET gateway_kind = 'pigeon' WHERE id = @line", ("line", id)));

        var kept = await Get<Writer>().RunAsync(turn => Get<LineDue>().PaceOf(LineRow.Find(turn, id)!));
        var shown = await world.Admin().GetAsync($"lines/{id}");
        var forecast = await world.Admin().PostAsync($"lines/{id}/forecast", new { messages = 3 });

        shown["marketingInterval"]!.ToString().ShouldBe(kept.MarketingInterval.ToString("c", CultureInfo.InvariantCulture));
        shown["directInterval"]!.ToString().ShouldBe(kept.DirectInterval.ToString("c", CultureInfo.InvariantCulture));
        forecast["duration"]!.ToString().ShouldBe((kept.MarketingInterval * 2).ToString("c", CultureInfo.InvariantCulture));
        (await world.Admin().PostAsync($"lines/{id}/forecast", new { messages = 3, marketingInterval = "00:00:15" }))
            .Code.ShouldBe("interval_below_floor");
    }

    [Fact]
    public async Task A_line_keeps_its_kind_and_its_required_fields()
    {
        (await world.Admin().PatchAsync(
            $"lines/{world.Line.Id}", new { gateway = new { kind = "green-api" } })).Code.ShouldBe("gateway_kind_fixed");
        (await world.Admin().PatchAsync($"lines/{world.Line.Id}", """{"name":null}""")).Code.ShouldBe("required");
        (await world.Admin().PatchAsync(
            $"lines/{world.Line.Id}", """{"gateway":{"settings":{"baseUrl":null}}}""")).Field.ShouldBe("gateway.settings.baseUrl");
    }

    [Fact]
    public async Task A_demo_has_at_most_two_lines()
    {
        const string demo = "0000000000000000000000000000demo";
        await world.Product.LineAsync(demo, changePortal: portal => portal.Status = "D");
        var second = await world.Admin(demo).PostAsync("lines", new { name = "Second", gateway = Sandbox });

        var third = await world.Admin(demo).PostAsync("lines", new { name = "Third", gateway = Sandbox });
        await world.Admin(demo).DeleteAsync($"lines/{second["id"]}");
        var again = await world.Admin(demo).PostAsync("lines", new { name = "Third", gateway = Sandbox });

        (third.Status, third.Code).ShouldBe((409, "demo_lines"));
        again.Status.ShouldBe(201);
    }

    [Fact]
    public async Task Days_of_a_window_are_kept_in_the_order_of_the_week_and_each_once()
    {
        var window = new { days = new[] { "sun", "Fri", "mon", "fri", "mon" }, from = "10:00", to = "18:00", timeZone = "Europe/Moscow" };

        var made = await world.Admin().PostAsync("lines", new { name = "Days", gateway = Sandbox, window });
        var changed = await world.Admin().PatchAsync($"lines/{made["id"]}", new { window = new { days = new[] { "tue", "mon", "tue" } } });

        made["window.days"]!.ToObject<string[]>().ShouldBe(["mon", "fri", "sun"]);
        changed["window.days"]!.ToObject<string[]>().ShouldBe(["mon", "tue"]);
    }

    [Fact]
    public async Task Pause_resume_and_clear_tell_what_is_in_flight()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Queued, 3);
        await world.MessagesAsync(line, MessageState.Dispatching);

        var paused = await world.Admin().PostAsync($"lines/{line.Id}/pause");
        var again = await world.Admin().PostAsync($"lines/{line.Id}/pause");
        var resumed = await world.Admin().PostAsync($"lines/{line.Id}/resume");
        var cleared = await world.Admin().PostAsync($"lines/{line.Id}/clear");

        (paused["state"]!.ToString(), paused["inFlight"]!.ToObject<int>(), paused["queued"]!.ToObject<int>(),
            paused["waitReason"]!.ToString()).ShouldBe(("paused", 1, 3, "PAUSED"));
        again["version"].ShouldBe(paused["version"]);
        (resumed["state"]!.ToString(), resumed["nextDispatchAt"]!.Type).ShouldBe(("active", JTokenType.String));
        (cleared["cleared"]!.ToObject<int>(), cleared["inFlight"]!.ToObject<int>()).ShouldBe((3, 1));
        (await world.Admin().GetAsync($"lines/{line.Id}"))["queued"]!.ToObject<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_line_keeps_its_history_and_takes_nothing_more()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var waiting = await world.MessagesAsync(line, MessageState.Queued);

        var deleted = await world.Admin().DeleteAsync($"lines/{line.Id}");

        deleted.Status.ShouldBe(204);
        (await world.Admin().GetAsync($"lines/{line.Id}"))["state"]!.ToString().ShouldBe("off");
        (await world.Admin().GetAsync("lines?limit=200")).Items.Select(item => item["id"]!.ToString()).ShouldNotContain(line.Id.ToString());
        var message = await world.Admin().GetAsync($"messages/{waiting[0]}");
        (message["state"]!.ToString(), message["reason"]!.ToString()).ShouldBe(("cleared", "LINE_OFF"));
        foreach (var verb in new[] { "pause", "resume", "clear", "forecast" })
            (await world.Admin().PostAsync($"lines/{line.Id}/{verb}")).Code.ShouldBe("wrong_state", verb);
        (await world.Admin().GetAsync($"lines/{line.Id}/templates"))["detail"]!.ToString().ShouldContain("deleted");
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { name = "B" })).Code.ShouldBe("wrong_state");
        (await world.Admin().PostAsync(
            "messages", new { line = $"{line.Id}", to = "+79161234567", text = "Hello" })).Code.ShouldBe("wrong_state");
        (await world.Admin().DeleteAsync($"lines/{line.Id}")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_rotated_key_works_at_once_and_the_old_one_for_its_grace()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        var rotated = await world.Admin().PostAsync($"lines/{line.Id}/rotate-key");

        var handler = new Uri(rotated["handlerUrl"]!.ToString()).AbsolutePath;
        handler.ShouldNotEndWith(line.HandlerKey);
        foreach (var url in new[] { handler, $"/b24/sms/{line.HandlerKey}" })
        {
            using var form = new FormUrlEncodedContent(
                [KeyValuePair.Create("message_id", url), KeyValuePair.Create("message_to", "+79161234567"),
                    KeyValuePair.Create("message_body", "Hi")]);
            ((int)(await world.Product.Http.PostAsync(url, form)).StatusCode).ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_forecast_tries_settings_without_saving_them()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        var asItIs = await world.Admin().PostAsync($"lines/{line.Id}/forecast", new { messages = 100 });
        var slower = await world.Admin().PostAsync($"lines/{line.Id}/forecast", new { messages = 100, marketingInterval = "00:01:00" });
        var nothing = await world.Admin().PostAsync($"lines/{line.Id}/forecast");

        asItIs["duration"]!.ToString().ShouldBe("00:24:45");
        slower["duration"]!.ToString().ShouldBe("01:39:00");
        (nothing["messages"]!.ToObject<int>(), nothing["firstAt"]!.Type).ShouldBe((0, JTokenType.Null));
        (await world.Admin().GetAsync($"lines/{line.Id}"))["marketingInterval"]!.ToString().ShouldBe("00:00:15");
        (await world.Admin().PostAsync(
            $"lines/{line.Id}/forecast", new { marketingInterval = "00:00:01" })).Code.ShouldBe("interval_below_floor");
        (await world.Admin().PostAsync($"lines/{line.Id}/forecast", new { messages = 0 })).Field.ShouldBe("messages");
    }

    private T Get<T>() where T : notnull => world.Product.Services.GetRequiredService<T>();
}
