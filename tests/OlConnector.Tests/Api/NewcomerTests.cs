using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.House;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>What somebody meets who calls for the first time: mistakes are named, and what the page shows works.</summary>
public sealed class NewcomerTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("{Hello|Good day, your order", "spintax_invalid", 1)]
    [InlineData("Hello {a|{b|c}, bye", "spintax_invalid", 7)]
    [InlineData("Hello {{ NAME", "spintax_invalid", 7)]
    [InlineData("Dear {{#if NAME}}x{{/if}}", "template_invalid", 6)]
    public async Task A_text_that_nobody_could_send_is_refused_with_its_place(string text, string code, int position)
    {
        foreach (var path in new[] { "messages", $"lines/{world.Line.Id}/test" })
        {
            var body = path == "messages"
                ? new { line = $"{world.Line.Id}", to = "+79161234567", text }
                : (object)new { to = "+79161234567", text };

            var refused = await world.Admin().PostAsync(path, body);

            (refused.Status, refused.Code, refused.Field, (int?)refused["position"]).ShouldBe((400, code, "text", position));
        }
    }

    [Fact]
    public async Task A_portal_that_takes_broken_variants_as_they_stand_takes_them_here_too()
    {
        const string portal = "00000000000000000000000000000081";
        var line = await world.Product.LineAsync(portal, changePortal: row => row.LiteralSpintax = true);

        (await world.Admin(portal).PostAsync("messages", new { line = $"{line.Id}", to = "+79161234567", text = "{Hello|" }))
            .Status.ShouldBe(202);
    }

    [Theory]
    [InlineData("waha", "hello", "invalid_number")]
    [InlineData("waha", "+7", "invalid_number")]
    [InlineData("waha", "+7 916 123-45-67", null)]
    [InlineData("sms-by", "hello", null)]
    [InlineData("sms-by", "7733", null)]
    [InlineData("sms-by", "a name too long", "invalid_value")]
    [InlineData("sms-by", "Имя", "invalid_value")]
    public async Task A_lines_number_is_one_that_its_channel_can_show(string kind, string number, string? code)
    {
        var settings = kind == "waha"
            ? new JObject { ["baseUrl"] = world.Vendor.Url, ["session"] = "default" }
            : new JObject { ["baseUrl"] = world.Vendor.Url, ["token"] = "t", ["alphanameId"] = "1" };
        var gateway = new JObject { ["kind"] = kind, ["settings"] = settings };
        var made = await world.Admin().PostAsync("lines", new JObject { ["name"] = "N", ["number"] = number, ["gateway"] = gateway });

        if (code is null) made.Status.ShouldBe(201, made.Body.ToString());
        else (made.Status, made.Code, made.Field).ShouldBe((400, code, "number"));
    }

    [Fact]
    public async Task A_number_that_stood_before_there_was_a_rule_does_not_get_in_the_way_of_other_changes()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.Number = "hello");

        (await world.Admin().PatchAsync($"lines/{line.Id}", new { jitter = 5 })).Status.ShouldBe(200);
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { number = "hallo" })).Code.ShouldBe("invalid_number");
    }

    [Fact]
    public async Task A_window_that_ends_when_it_begins_lasts_a_whole_day()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var window = new { days = new[] { "mon" }, from = "10:00", to = "10:00", timeZone = "UTC" };

        // It is Monday, 09:00.
        var forecast = await world.Admin().PostAsync(
            $"lines/{line.Id}/forecast", new { messages = 2, marketingInterval = "00:10:00", window });

        var first = DateTimeOffset.Parse(forecast["firstAt"]!.ToString(), CultureInfo.InvariantCulture);
        (first - Given.Morning).ShouldBe(TimeSpan.FromHours(1));
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { window })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_operators_token_without_a_portal_says_what_is_missing()
    {
        var support = new Caller(world.Product, ApiWorld.OperatorToken);

        var missing = await support.GetAsync("lines");
        var unknown = await support.GetAsync("lines", ("X-Portal", "00000000000000000000000000009999"));

        (missing.Status, missing.Code, missing.Field).ShouldBe((400, "required", "X-Portal"));
        (unknown.Status, unknown.Code, unknown.Field).ShouldBe((404, "not_found", "X-Portal"));
        (await new Caller(world.Product, "another-token").GetAsync("lines")).Code.ShouldBe("invalid_token");
    }

    [Fact]
    public async Task The_bare_address_shows_a_friendly_page()
    {
        var page = await world.Product.Http.GetAsync(new Uri("/", UriKind.Relative));

        ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType).ShouldBe((200, "text/html"));
        (await page.Content.ReadAsStringAsync()).ShouldContain("Bitrix24");
    }

    [Fact]
    public async Task A_node_that_does_not_dispatch_says_so_in_its_readiness() =>
        (await world.Nobody().GetAsync("/health/ready"))["checks.dispatch"]!.ToString().ShouldBe("off");

    [Fact]
    public async Task Every_call_that_the_page_of_the_api_shows_works_as_it_stands()
    {
        var calls = new Page("docs/api.md").Blocks("sh").Select(block => block.Replace("\\\n", " ", StringComparison.Ordinal).Trim())
            .Where(block => block.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        calls.Count.ShouldBeGreaterThan(15);
        var campaign = await world.CampaignAsync(world.Line, size: 120);
        var held = await world.MessagesAsync(world.Line, MessageState.Held, 60, campaign, reason: Reason.SegmentGuard);
        var (other, scheduled) = (await world.CampaignAsync(world.Line), await world.CampaignAsync(world.Line));
        await world.MessagesAsync(world.Line, MessageState.Held, 1, other, reason: Reason.SegmentGuard);
        await world.MessagesAsync(world.Line, MessageState.Queued, 1, scheduled);
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
            "UPDATE campaigns SET start_due_at = @at, is_paused = @yes WHERE id = @id",
            ("at", world.Clock.GetUtcNow().AddHours(-2)), ("yes", true), ("id", scheduled)));
        await world.MetAsync("1024", role: Role.Viewer);
        var draft = await world.Admin().PostAsync(
            "campaigns", new { kind = "api", line = $"{world.Line.Id}", text = "Good day", recipients = new[] { "+79161234560" } });
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OLC"] = "",
            ["TOKEN"] = "",
            ["OPERATOR"] = "",
            ["PHONES"] = world.Vendor.Url,
            ["LINE"] = $"{world.Line.Id}",
            ["CAMPAIGN"] = $"{campaign:N}",
            ["OTHER"] = $"{other:N}",
            ["SCHEDULED"] = $"{scheduled:N}",
            ["MESSAGE"] = $"{held[^1]}",
            ["USER"] = "1024",
            ["WEBHOOK"] = $"{await world.DeliveredWebhookAsync():N}",
            ["DRAFT"] = $"{draft["id"]}",
        };

        foreach (var call in calls)
        {
            var words = ShellWords(call, values);
            var (method, body) = (After(words, "-X") ?? "GET", After(words, "-d"));
            var address = words.Single(word => word.StartsWith("/api/v1/", StringComparison.Ordinal));
            body?.All(char.IsAscii).ShouldBeTrue($"shells and consoles do not agree on other letters: {call}");

            var operators = call.Contains("$OPERATOR", StringComparison.Ordinal);
            var caller = operators ? new Caller(world.Product, ApiWorld.OperatorToken) : world.Admin();
            var answer = await caller.CallAsync(new HttpMethod(method), address, body, Headers(words));

            answer.Status.ShouldBeLessThan(300, $"{call}\n{answer.Body}");
        }
    }

    private static string? After(List<string> words, string flag) => words.IndexOf(flag) is >= 0 and var at ? words[at + 1] : null;

    private static (string Name, string Value)[] Headers(List<string> words) =>
        [.. words.Index().Where(word => word.Index > 0 && words[word.Index - 1] == "-H").Select(word => word.Item.Split(": ", 2))
            .Where(header => header[0] != "Authorization").Select(header => (header[0], header[1]))];

    /// <summary>Words as a shell reads them: quotes join, <c>$NAME</c> is filled in outside single ones.</summary>
    private static List<string> ShellWords(string line, Dictionary<string, string> values)
    {
        var (words, word, quote) = (new List<string>(), new StringBuilder(), '\0');
        for (var i = 0; i < line.Length; i++)
        {
            var sign = line[i];
            if (quote == '\0' && sign == ' ') Finish();
            else if (sign is '\'' or '"' && (quote == '\0' || quote == sign)) quote = quote == '\0' ? sign : '\0';
            else if (sign == '$' && quote != '\'')
            {
                var name = string.Concat(line[(i + 1)..].TakeWhile(char.IsAsciiLetterUpper));
                word.Append(values[name]);
                i += name.Length;
            }
            else word.Append(sign);
        }

        Finish();
        return words;

        void Finish()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }
}
