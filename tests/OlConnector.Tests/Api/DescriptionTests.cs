using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class DescriptionTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly object Gateway = new { kind = "sandbox", settings = new { baseUrl = "http://127.0.0.1:9" } };

    [Fact]
    public async Task Answers_of_every_call_are_as_described()
    {
        var check = new SchemaCheck((await world.Nobody().GetAsync("/openapi/v1.json")).Body);
        var answers = new List<Answer>();
        foreach (var step in await StepsAsync()) answers.Add(await step(world.Admin()));

        answers.SelectMany(answer => check.Problems(answer).Select(problem => $"{answer.Method} {answer.Path}: {problem}")).ShouldBeEmpty();
        answers.Where(answer => answer.Status >= 400).Select(answer => $"{answer.Method} {answer.Path} {answer.Body}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_described_call_is_tried_above()
    {
        var document = (await world.Nobody().GetAsync("/openapi/v1.json")).Body;
        var check = new SchemaCheck(document);
        var described = ((JObject)document["paths"]!).Properties()
            .SelectMany(path => ((JObject)path.Value).Properties().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));

        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in await StepsAsync())
        {
            var answer = await step(world.Admin());
            tried.Add($"{answer.Method} {check.TemplateOf(answer.Path)}");
        }

        described.Where(call => !tried.Contains(call)).ShouldBe(["POST /api/v1/session"]);
    }

    [Fact]
    public async Task Refusals_are_as_described()
    {
        var check = new SchemaCheck((await world.Nobody().GetAsync("/openapi/v1.json")).Body);

        foreach (var refused in new[]
        {
            await world.Nobody().GetAsync("lines"), await world.Admin().GetAsync("lines/1"),
            await world.Admin().PostAsync("lines", new { }),
            await world.Person("9").PostAsync("lines", new { }),
            await world.Admin().PostAsync("text/preview", new { items = new[] { new { } } }),
            await world.Admin().PostAsync("messages", "<xml/>", ("Content-Type", "text/xml")),
        })
        {
            refused.Status.ShouldBeGreaterThanOrEqualTo(400);
            check.Problems(refused).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_description_names_bearer_tokens_and_the_words_of_the_contract()
    {
        var document = (await world.Nobody().GetAsync("/openapi/v1.json")).Body;

        document.SelectToken("components.securitySchemes.Bearer.scheme")!.ToString().ShouldBe("bearer");
        document.SelectToken("components.schemas.LineConnection.enum")!.ToObject<string[]>()!.ShouldContain("needsLogin");
        document.SelectToken("components.schemas.LineResource.properties.marketingInterval.type")!.ToString().ShouldBe("string");
        document.SelectToken("components.schemas.MergePatchOfLineDraft.properties.jitter").ShouldNotBeNull();
        document["paths"]!["/api/v1/messages"]!["get"]!["parameters"]!.Select(parameter => parameter["name"]!.ToString())
            .ShouldContain("cursor");
    }

    [Fact]
    public async Task Every_call_has_a_name_of_its_own_and_every_body_an_example_that_fits()
    {
        var document = (await world.Nobody().GetAsync("/openapi/v1.json")).Body;
        var check = new SchemaCheck(document);
        var operations = ((JObject)document["paths"]!).Properties().SelectMany(path => ((JObject)path.Value).Properties())
            .Select(method => (JObject)method.Value).ToList();

        operations.Select(operation => operation["operationId"]?.ToString())
            .ShouldAllBe(id => id != null && char.IsAsciiLetterLower(id[0]));
        operations.Select(operation => operation["operationId"]!.ToString()).ShouldBeUnique();
        foreach (var body in operations.SelectMany(operation => operation["requestBody"]?["content"]?.Children<JProperty>() ?? []))
        {
            body.Value["example"].ShouldNotBeNull(body.Path);
            check.ProblemsOf(body.Value["example"]!, (JObject)body.Value["schema"]!).ShouldBeEmpty(body.Path);
        }
    }

    [Fact]
    public async Task What_the_description_calls_required_is_what_a_call_without_it_misses()
    {
        var document = (await world.Nobody().GetAsync("/openapi/v1.json")).Body;
        foreach (var (path, method) in new[]
        {
            ("lines", "linesCreate"), ("messages", "messagesSend"), ("tokens", "tokensCreate"), ("erasures", "erasuresErase"),
            ("text/transliterate", "textTransliterate"), ("phones/normalize", "phonesNormalize"),
        })
        {
            var body = document.SelectTokens("paths.*.post").Single(post => post["operationId"]!.ToString() == method)
                ["requestBody"]!["content"]!["application/json"]!;
            var schema = document.SelectToken(body["schema"]!["$ref"]!.ToString()[2..].Replace('/', '.'))!;
            foreach (var field in schema["required"]!.Select(name => name.ToString()))
            {
                var without = (JObject)body["example"]!.DeepClone();
                without.Remove(field);
                if (without["line"] is not null) without["line"] = $"{world.Line.Id}";

                var refused = await world.Admin().PostAsync(path, without);

                (refused.Status, refused.Code, refused.Field).ShouldBe((400, "required", field), $"{method} without {field}");
            }
        }
    }

    private async Task<IReadOnlyList<Func<Caller, Task<Answer>>>> StepsAsync()
    {
        var (line, linked, templated) = (
            await world.Product.LineAsync(ApiWorld.Ours), await world.WahaLineAsync(), await world.CloudLineAsync());
        var (doomed, spare) = (await world.Product.LineAsync(ApiWorld.Ours), await world.Product.LineAsync(ApiWorld.Ours));
        var campaign = await world.CampaignAsync(line, size: 120);
        var queued = await world.MessagesAsync(line, MessageState.Queued, 3, campaign);
        await world.MessagesAsync(line, MessageState.Sent, 2, campaign);
        await world.MessagesAsync(line, MessageState.Held, 2, campaign, reason: "SEGMENT_GUARD");
        var other = await world.CampaignAsync(line, size: 1);
        await world.MessagesAsync(line, MessageState.Queued, 1, other);
        var held = await world.MessagesAsync(line, MessageState.Held, 3, reason: "STALE");
        var unknown = await world.MessagesAsync(line, MessageState.Unknown);
        var token = await world.Admin().PostAsync("tokens", new { name = "Described", lines = new[] { $"{line.Id}" } });
        var webhook = await world.DeliveredWebhookAsync();
        await world.PersonAsync(Engine.Portals.Role.Marketer, line);
        var listed = await world.Admin().PostAsync("suppressions", new { phone = "+79160000778", reason = "Asked" });
        var saved = await world.Admin().PostAsync("templates", new { name = $"S {line.Id}", text = "Good day" });
        var window = new { days = new[] { "mon" }, from = "10:00", to = "18:00", timeZone = "Europe/Moscow" };
        var tariff = new[] { new { prefix = "7", price = 2.5m } };
        var prepared = await world.Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{line.Id}", text = "Good day" });
        var own = await world.Admin().PostAsync("campaigns", new { kind = "api", line = $"{line.Id}", text = "Good day" });
        var file = await world.Admin().PostAsync(
            $"campaigns/{own["id"]}/files", "PHONE;NAME\n+79161234505;Anna\nnobody;\n", ("Content-Type", "text/csv"));
        var person = (await world.Admin().GetAsync("users")).Items[0]["id"]!.ToString();
        return
        [
            _ => new Caller(world.Product, ApiWorld.OperatorToken).GetAsync("portals"),
            admin => admin.GetAsync("session"),
            admin => admin.GetAsync("demo"),
            admin => admin.GetAsync("settings"),
            admin => admin.PatchAsync("settings", new { timeZone = "Europe/Moscow" }),
            admin => admin.GetAsync("gateways"),
            admin => admin.GetAsync("gateways/green-api"),
            admin => admin.PostAsync("lines", new { name = "Described", gateway = Gateway, window, tariff, currency = "RUB", jitter = 10 }),
            admin => admin.GetAsync("lines"),
            admin => admin.GetAsync("lines/today"),
            admin => admin.GetAsync($"lines/{line.Id}/history"),
            admin => admin.GetAsync($"lines/{line.Id}/calendar"),
            admin => admin.GetAsync($"lines/{line.Id}/risk"),
            admin => admin.PostAsync($"lines/{linked.Id}/check"),
            admin => admin.PatchAsync($"lines/{line.Id}", new { window, tariff }),
            admin => admin.GetAsync($"lines/{line.Id}"),
            admin => admin.PostAsync($"lines/{line.Id}/forecast", new { messages = 5, each = true }),
            admin => admin.PostAsync($"lines/{line.Id}/test", new { to = "+79161234567", text = "Hello" }),
            admin => admin.PostAsync($"lines/{line.Id}/rotate-key"),
            admin => admin.PostAsync($"lines/{linked.Id}/check-number", new { number = "+375291112233" }),
            admin => admin.GetAsync($"lines/{templated.Id}/templates"),
            admin => admin.GetAsync("audit/callbacks"),
            admin => admin.GetAsync("audit/rest-calls"),
            admin => admin.GetAsync($"lines/{linked.Id}/login"),
            admin => admin.PostAsync($"lines/{linked.Id}/login", new { phone = "+375290000000" }),
            admin => admin.PostAsync($"lines/{linked.Id}/session", new { action = "restart" }),
            admin => admin.PostAsync($"lines/{spare.Id}/pause"),
            admin => admin.PostAsync($"lines/{spare.Id}/resume"),
            admin => admin.PostAsync($"lines/{spare.Id}/clear"),
            admin => admin.PostAsync("lines/resume"),
            admin => admin.GetAsync("reasons?limit=200"),
            admin => admin.DeleteAsync($"lines/{doomed.Id}"),
            admin => admin.GetAsync("messages?limit=200"),
            admin => admin.GetAsync($"messages/{held[0]}"),
            admin => admin.PostAsync("messages", new { line = $"{line.Id}", to = "+79161234567", text = "{Hi|Hello}" }),
            admin => admin.PostAsync($"messages/{held[0]}/release", new { @as = "blank" }),
            admin => admin.PostAsync($"messages/{held[1]}/discard"),
            admin => admin.PostAsync($"messages/{held[2]}/cancel"),
            admin => admin.PostAsync($"messages/{unknown[0]}/resolve", new { @as = "failed" }),
            admin => admin.PostAsync("campaigns", new
            {
                kind = "prepared", line = $"{line.Id}", text = "{Hi|Hello}, #NAME#", window, guard = new { limit = 20, policy = "holdAll" },
                waves = new { size = 5, gap = "01:00:00" }, validUntil = world.Clock.GetUtcNow().AddDays(30),
            }),
            admin => admin.PostAsync("campaigns", new
            {
                kind = "api", line = $"{line.Id}", text = "{Hi|Hello}, {{ name }}", dedupe = true, variants = "balanced",
                missingValue = "skip", spreadEvenly = true, endAt = world.Clock.GetUtcNow().AddDays(2),
                recipients = new object[] { new { phone = "+79161234501", fields = new { name = "Anna" } } },
            }),
            admin => admin.PostAsync($"campaigns/{own["id"]}/recipients", new { recipients = new[] { new { phone = "+79161234502" } } }),
            admin => admin.PostAsync(
                $"campaigns/{own["id"]}/files", "PHONE;NAME\n+79161234504;Anna\nnobody;\n", ("Content-Type", "text/csv")),
            admin => admin.GetAsync($"campaigns/{own["id"]}/files"),
            admin => admin.GetAsync($"campaigns/{own["id"]}/files/{file["file"]}/rejected.csv"),
            admin => admin.DeleteAsync($"campaigns/{own["id"]}/files/{file["file"]}?unsent=keep"),
            admin => admin.GetAsync("campaigns/sample.csv"),
            admin => admin.PostAsync($"campaigns/{own["id"]}/preview", new { rows = 3, text = "{Hi|Hello}, {{ NAME }}" }),
            admin => admin.PostAsync($"campaigns/{own["id"]}/test", new { to = "+79161234506" }),
            admin => admin.GetAsync($"campaigns/{own["id"]}"),
            admin => admin.PostAsync("bulk", new
            {
                campaigns = new[]
                {
                    new
                    {
                        line = $"{line.Id}", name = "Described", type = "personal",
                        recipients = new[] { new { phone = "+79161234503", text = "Order 7 is ready" } },
                    },
                },
            }),
            admin => admin.PostAsync($"campaigns/{prepared["id"]}/start", new { at = world.Clock.GetUtcNow().AddDays(1) }),
            admin => admin.DeleteAsync($"campaigns/{prepared["id"]}"),
            admin => admin.GetAsync("campaigns"),
            admin => admin.GetAsync($"campaigns/{campaign:N}"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/timeline"),
            admin => admin.PatchAsync($"campaigns/{campaign:N}", new { name = "Spring", rank = 3, validUntil = "2026-03-20T10:00:00Z" }),
            admin => admin.PostAsync($"campaigns/{campaign:N}/merge", new { other = $"{other:N}" }),
            admin => admin.PostAsync($"campaigns/{campaign:N}/separate", new { messages = new[] { $"{queued[0]}" } }),
            admin => admin.PostAsync($"campaigns/{campaign:N}/pause"),
            admin => admin.PostAsync($"campaigns/{campaign:N}/resume"),
            admin => admin.PostAsync($"campaigns/{campaign:N}/release", new { count = 1 }),
            admin => admin.PostAsync($"campaigns/{campaign:N}/split", new { size = 50, gap = "01:00:00", acknowledge = 110 }),
            admin => admin.DeleteAsync($"campaigns/{campaign:N}/waves"),
            admin => admin.PostAsync($"campaigns/{campaign:N}/discard"),
            admin => admin.PostAsync($"campaigns/{campaign:N}/clear"),
            admin => admin.PostAsync($"campaigns/{campaign:N}/stop"),
            admin => admin.GetAsync($"campaigns/{campaign:N}"),
            admin => admin.PostAsync($"campaigns/{campaign:N}/restart", new { which = "unsent" }),
            admin => admin.GetAsync($"campaigns/{campaign:N}"),
            admin => admin.GetAsync("reconciliation"),
            admin => admin.GetAsync($"reports/messages.csv?line={line.Id}"),
            admin => admin.GetAsync($"reports/messages.xlsx?line={line.Id}"),
            admin => admin.GetAsync("reports/summary?by=campaign"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/report.csv"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/report.xlsx"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/errors.csv"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/errors.txt"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/outcome"),
            admin => admin.GetAsync($"campaigns/{campaign:N}/cost"),
            admin => admin.PostAsync("templates", new { name = $"T {line.Id}", text = "{Hi|Hello}", channel = "sms" }),
            admin => admin.GetAsync("templates?limit=200"),
            admin => admin.GetAsync($"templates/{saved["id"]}"),
            admin => admin.PatchAsync($"templates/{saved["id"]}", new { channel = "whatsapp" }),
            admin => admin.DeleteAsync($"templates/{saved["id"]}"),
            admin => admin.GetAsync("templates/export"),
            admin => admin.PostAsync("templates/import", new { templates = new object[]
            {
                new { name = $"I {line.Id}", text = "Hello" }, new { name = "Broken", text = "{a|" },
            } }),
            admin => admin.GetAsync("tokens"),
            admin => admin.PostAsync("tokens", new { name = "Another", role = "support", callsPer3Seconds = 9 }),
            admin => admin.DeleteAsync($"tokens/{token["id"]}"),
            admin => admin.GetAsync("webhooks"),
            admin => admin.GetAsync($"webhooks/{webhook:N}"),
            admin => admin.GetAsync($"webhooks/{webhook:N}/deliveries"),
            admin => admin.PostAsync($"webhooks/{webhook:N}/deliveries/1/retry"),
            admin => admin.PostAsync($"webhooks/{webhook:N}/test"),
            admin => admin.PatchAsync($"webhooks/{webhook:N}", new { enabled = false }),
            admin => admin.PostAsync("webhooks", new { url = "https://example.com/hook", events = new[] { "line.updated" } }),
            admin => admin.DeleteAsync($"webhooks/{webhook:N}"),
            admin => admin.GetAsync("users"),
            admin => admin.GetAsync($"users/{person}"),
            admin => admin.PatchAsync($"users/{person}", new { role = "support" }),
            admin => admin.GetAsync("audit?limit=200"),
            admin => admin.PostAsync("text/preview",
                new { items = new object[] { new { template = "{Hi|Привет}, {{name}} {x} {=y}", recipients = 9, line = $"{line.Id}" },
                    new { template = "{a|" } } }),
            admin => admin.PostAsync("text/transliterate", new { items = new[] { new { text = "Привет", scheme = "iso9b" } } }),
            admin => admin.PostAsync("phones/normalize",
                new { items = new[] { new { raw = "+7(921)5554433 доб. 4" }, new { raw = "1" } } }),
            admin => admin.PostAsync("links/inspect", new { items = new[] { new { text = "bit.ly/a" } } }),
            admin => admin.PostAsync("erasures", new { phone = "+79160000001" }),
            admin => admin.GetAsync("suppressions"),
            admin => admin.PostAsync("suppressions", new { mask = "+7900*", reason = "Test range" }),
            admin => admin.PostAsync("suppressions/import", "PHONE;REASON\n+79160000777;Asked\nnobody;\n", ("Content-Type", "text/csv")),
            admin => admin.GetAsync("suppressions/export.csv"),
            admin => admin.CallAsync(HttpMethod.Delete, $"suppressions/{listed["id"]}", new { reason = "Entered by mistake" }),
            admin => admin.PostAsync("optout/inspect", new { items = new[] { new { text = "стоп" } } }),
        ];
    }
}
