using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class MessageTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_quick_send_is_accepted_with_its_parts()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        var sent = await world.Admin().PostAsync(
            "messages", new { line = $"{line.Id}", to = "8 (916) 123-45-67", text = new string('я', 71) });
        var message = await world.Admin().GetAsync($"messages/{sent["id"]}");

        (sent.Status, sent["state"]!.ToString(), sent["parts"]!.ToObject<int>()).ShouldBe((202, "accepted", 2));
        (message["lineId"]!.ToString(), message["source"]!.ToString()).ShouldBe(($"{line.Id}", "api"));
        message["history[0].state"]!.ToString().ShouldBe("accepted");
        message["seed"]!.ToString().ShouldStartWith("v1:");
    }

    [Fact]
    public async Task The_parts_are_those_of_the_variant_that_goes_out()
    {
        var caller = world.Person("variants", isAdmin: true);
        var parts = new HashSet<int>();
        for (var i = 0; i < 30; i++)
            parts.Add(
                (await caller.PostAsync("messages",
                    new
                    {
                        line = $"{world.Line.Id}",
                        to = "+79161234567",
                        text = $"{{short|{new string('я', 80)}}}",
                    }))["parts"]!.ToObject<int>());

        parts.ShouldBe([1, 2], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"to":"+79161234567","text":"Hi"}""", 400, "required", "line")]
    [InlineData("""{"line":"{line}","text":"Hi"}""", 400, "required", "to")]
    [InlineData("""{"line":"{line}","to":"+79161234567"}""", 400, "required", "text")]
    [InlineData("""{"line":"{line}","to":"+79161234567","text":"  "}""", 400, "required", "text")]
    [InlineData("""{"line":"{line}","to":"the boss","text":"Hi"}""", 400, "invalid_number", "to")]
    [InlineData("""{"line":"{line}","to":"+7","text":"Hi"}""", 400, "invalid_number", "to")]
    [InlineData("""{"line":"0","to":"+79161234567","text":"Hi"}""", 404, "not_found", null)]
    public async Task A_quick_send_that_cannot_go_is_refused(string body, int status, string code, string? field)
    {
        var refused = await world.Admin().PostAsync("messages", body.Replace("{line}", $"{world.Line.Id}"));

        (refused.Status, refused.Code, refused.Field).ShouldBe((status, code, field));
    }

    [Fact]
    public async Task The_messages_of_a_client_are_found_by_whole_numbers_in_any_writing()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var first = (await world.MessagesAsync(line, MessageState.Sent, phone: "79035550101"))[0];
        var second = (await world.MessagesAsync(line, MessageState.Sent, phone: "79035550102"))[0];
        await world.MessagesAsync(line, MessageState.Sent, phone: "79035550103");
        async Task<string[]> FindAsync(Caller caller, string query) =>
            [.. (await caller.GetAsync($"messages?line={line.Id}&{query}")).Items.Select(item => item["id"]!.ToString())];

        (await FindAsync(world.Admin(), "phone=8 (903) 555-01-01&phone=%2B79035550102")).ShouldBe(
            [$"{second}", $"{first}"], ignoreOrder: true);
        (await FindAsync(world.Admin(), "phone=5550101")).ShouldBeEmpty("a part is no number");
        (await FindAsync(await world.PersonAsync(Role.Viewer), "phone=%2B79035550101")).ShouldBeEmpty("who sees no numbers");
        (await world.Admin().GetAsync("messages?" + string.Join('&', Enumerable.Repeat("phone=1", 21)))).Field.ShouldBe("phone");
    }

    [Fact]
    public async Task Messages_are_found_by_what_people_know()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var (hello, other) = ((await world.MessagesAsync(line, MessageState.Sent, text: "Привет, 100% скидка_"))[0],
            (await world.MessagesAsync(line, MessageState.Failed, text: "Другое", phone: "79269999999"))[0]);
        async Task<string[]> FindAsync(string query) =>
            [.. (await world.Admin().GetAsync($"messages?line={line.Id}&{query}")).Items.Select(item => item["id"]!.ToString())];

        (await FindAsync("state=failed")).ShouldBe([$"{other}"]);
        (await FindAsync("state=failed&state=sent")).ShouldBe([$"{other}", $"{hello}"], ignoreOrder: true);
        (await FindAsync("q=привет")).ShouldBe([$"{hello}"]);
        (await FindAsync("q=100%25 скидка_")).ShouldBe([$"{hello}"]);
        (await FindAsync("q=100_")).ShouldBeEmpty();
        (await FindAsync("q=%2B7 926 999")).ShouldBe([$"{other}"]);
        (await FindAsync($"q=b24-{hello}")).ShouldBe([$"{hello}"]);
        (await FindAsync("state=sent&q=другое")).ShouldBeEmpty();
        (await world.Admin().GetAsync("messages?state=lost")).Field.ShouldBe("state");
        (await world.Admin().GetAsync("messages?line=x")).Field.ShouldBe("line");
    }

    [Fact]
    public async Task Times_mean_the_portals_zone_where_they_name_none()
    {
        await world.Admin().PatchAsync("settings", new { timeZone = "Europe/Moscow" });
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Sent);
        var local = world.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(3));
        async Task<int> CountAsync(string query) => (await world.Admin().GetAsync($"messages?line={line.Id}&{query}")).Items.Count;

        (await CountAsync($"from={local:yyyy-MM-ddTHH:mm:ss}&to={local.AddSeconds(1):yyyy-MM-ddTHH:mm:ss}")).ShouldBe(1);
        (await CountAsync($"from={local:yyyy-MM-ddTHH:mm:sszzz}")).ShouldBe(1);
        (await CountAsync($"from={local.UtcDateTime.AddSeconds(1):yyyy-MM-ddTHH:mm:ssZ}")).ShouldBe(0);
        (await CountAsync($"to={local:yyyy-MM-ddTHH:mm:ss}")).ShouldBe(0);
        (await world.Admin().GetAsync("messages?from=yesterday")).Field.ShouldBe("from");
    }

    [Theory]
    [InlineData("02.12.2026")]
    [InlineData("31.12.2026")]
    [InlineData("12.25.2026")]
    [InlineData("03/04/2026")]
    [InlineData("2026/03/04")]
    [InlineData("10:00")]
    [InlineData("2026-03")]
    [InlineData("2026")]
    [InlineData("20260304")]
    [InlineData("2026-3-4")]
    [InlineData("2026-03-04 10:00")]
    [InlineData("2026-03-04T10")]
    [InlineData("2026-03-04T25:00")]
    [InlineData("2026-02-30")]
    [InlineData("4 March 2026")]
    [InlineData("Wed, 04 Mar 2026 10:00:00 GMT")]
    [InlineData("2026-03-04T10:00:00%2B3")]
    [InlineData("2026-03-04T10:00:00 GMT")]
    [InlineData("1772442005")]
    [InlineData("2026-03-04%20")]
    [InlineData("٢٠٢٦-٠٣-٠٤")]
    [InlineData("0001-01-01T00:00:00%2B14:00")]
    public async Task A_moment_that_is_not_written_as_ISO_8601_is_refused_with_its_field(string written)
    {
        (string Call, string Field)[] places =
            [("messages", "from"), ("messages", "to"), ("reconciliation", "from"), ("reconciliation", "to")];
        foreach (var (call, field) in places)
        {
            var refused = await world.Person($"moments-{call}-{field}", isAdmin: true).GetAsync($"{call}?{field}={written}");

            (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", field), $"{call}?{field}={written}");
        }
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T10:00")]
    [InlineData("2026-03-01T10:00:00.1234567Z")]
    [InlineData("2026-03-01T10:00:00%2B03:00")]
    [InlineData("2026-03-01T10:00:00+03:00")]
    [InlineData("2026-03-01T10:00-05:30")]
    [InlineData("2000-01-01")]
    [InlineData("2099-12-31T23:59:59")]
    public async Task A_moment_of_ISO_8601_is_taken(string written) =>
        (await world.Person("iso", isAdmin: true).GetAsync($"messages?from={written}")).Status.ShouldBe(200);

    [Fact]
    public async Task A_held_message_is_released_or_discarded_once()
    {
        var ids = await world.MessagesAsync(world.Line, MessageState.Held, 2, reason: "STALE");

        var discarded = await world.Admin().PostAsync($"messages/{ids[0]}/discard");
        var released = await world.Admin().PostAsync($"messages/{ids[1]}/release", new { @as = "literal" });

        (discarded["state"]!.ToString(), discarded["reason"]!.ToString()).ShouldBe(("cleared", "DISCARDED"));
        discarded["history"]!.Last!["by"]!.ToString().ShouldStartWith("user admin-");
        released.Status.ShouldBe(200);
        released["history"]!.Select(entry => entry["by"]!.ToString()).ShouldContain(by => by.StartsWith("user admin-"));
        (await world.Admin().PostAsync($"messages/{ids[0]}/discard")).Code.ShouldBe("wrong_state");
        (await world.Admin().PostAsync($"messages/{ids[0]}/release")).Code.ShouldBe("wrong_state");
        (await world.Admin().PostAsync($"messages/{ids[0]}/release", new { @as = "twice" })).Field.ShouldBe("as");
    }

    [Theory]
    [InlineData("sent", "sent")]
    [InlineData("failed", "failed")]
    [InlineData("resend", "queued")]
    public async Task A_person_settles_an_unknown_message(string word, string state)
    {
        var id = (await world.MessagesAsync(world.Line, MessageState.Unknown))[0];

        (await world.Admin().PostAsync($"messages/{id}/resolve", new { })).Field.ShouldBe("as");
        (await world.Admin().PostAsync($"messages/{id}/resolve", new { @as = word }))["state"]!.ToString().ShouldBe(state);
        (await world.Admin().PostAsync($"messages/{id}/resolve", new { @as = word })).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task A_message_names_the_person_who_decided_and_the_cards_it_is_bound_to()
    {
        var message = (await world.MessagesAsync(world.Line, MessageState.Held, bindings: "3:318,2:1502,31:7"))[0];
        var marketer = await world.PersonAsync(Role.Marketer);
        var decided = await marketer.PostAsync($"messages/{message}/discard");

        var seen = await (await world.PersonAsync(Role.Viewer)).GetAsync($"messages/{message}");

        decided["history"]!.Last!["name"]!.ToString().ShouldBe("User 102");
        decided["history"]!.First!["name"]!.Type.ShouldBe(JTokenType.Null);
        decided["cards"]!.Select(card => $"{card["kind"]} {card["id"]}").ShouldBe(["contact 318", "deal 1502"]);
        seen["cards"]!.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_waiting_message_says_why()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        var id = (await world.MessagesAsync(line, MessageState.Queued, campaign: campaign))[0];
        async Task<string> ReasonAsync() => (await world.Admin().GetAsync($"messages/{id}"))["waitReason"]!.ToString();

        (await ReasonAsync()).ShouldBe("INTERVAL");
        await world.Admin().PostAsync($"campaigns/{campaign:N}/pause");
        (await ReasonAsync()).ShouldBe("CAMPAIGN_PAUSED");
        (await world.Admin().GetAsync($"lines/{line.Id}"))["waitReason"]!.ToString().ShouldBe("CAMPAIGN_PAUSED");
        await world.Admin().PostAsync($"lines/{line.Id}/pause");
        (await ReasonAsync()).ShouldBe("PAUSED");
    }
}
