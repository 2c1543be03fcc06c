using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>The risk of lines and texts, and what it is weighed by.</summary>
public sealed class RiskTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_line_tells_its_risk_with_reasons_levers_and_what_nobody_knows()
    {
        var line = await LineAsync(row => (row.ConnectedAt, row.SpamSignalAt) = (DaysAgo(20), DaysAgo(2)));

        var shown = await world.Admin().GetAsync($"lines/{line.Id}/risk");

        shown["risk.reasons"]!.Select(reason => (reason["code"]!.ToString(), (int)reason["points"]!, reason["lever"]!.ToString())).ShouldBe(
        [
            ("SPAM_SIGNAL", 40, "connection"), ("INTERVAL_SHORT", 15, "pace"), ("YOUNG_LINE", 10, "calendar"), ("HOURS_LONG", 10, "hours"),
        ], ignoreOrder: true);
        (shown["risk.score"]!.ToObject<int>(), shown["risk.level"]!.ToString()).ShouldBe((75, "high"));
        shown["risk.unknown"]!.Select(unknown => unknown["code"]!.ToString()).ShouldBe(["FEW_REPLIES"]);
    }

    [Fact]
    public async Task What_the_gateway_said_of_spam_is_remembered_when_the_connection_is_well_again()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        var connections = world.Product.Services.GetRequiredService<LineConnections>();
        foreach (var connection in (LineConnection[])[LineConnection.Connected, LineConnection.SuspectedSpam, LineConnection.Connected])
            await connections.NoteAsync(line.Portal, line.Id, new ConnectionReport(connection));

        (await CodesAsync(line)).ShouldContain("SPAM_SIGNAL");
        world.Clock.Advance(TimeSpan.FromDays(30));
        (await CodesAsync(line)).ShouldNotContain("SPAM_SIGNAL");
    }

    [Fact]
    public async Task The_window_and_a_limit_that_holds_bound_the_hours_and_the_texts_are_in_the_callers_language()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        async Task<List<string>> CodesAsync() => (await world.Admin().GetAsync($"lines/{line.Id}/risk", ("Accept-Language", "ru")))
            ["risk.reasons"]!.Select(reason => reason["text"]!.ToString()).ToList();

        (await CodesAsync()).ShouldContain("Отправка может идти 24 ч в день, это больше 8 ч.");
        await world.Admin().PatchAsync($"lines/{line.Id}", """{"limits":{"hoursPerDay":{"mode":"hold","max":"08:00:00"}}}""");
        (await CodesAsync()).ShouldBe(["Пауза между сообщениями — 15 с, это меньше 60 с."]);
    }

    [Fact]
    public async Task Sms_has_no_risk_of_pace_age_or_hours()
    {
        var line = await world.Product.LineAsync(
            ApiWorld.Ours, kind: "kannel", settings: """{"sendsmsUrl":"http://127.0.0.1:9/","username":"u","password":"p","from":"Shop"}""",
            change: row => row.ConnectedAt = DaysAgo(1));

        (await world.Admin().GetAsync($"lines/{line.Id}/risk"))["risk.score"]!.ToObject<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Those_who_answered_within_a_week_are_counted_once_and_only_where_they_had_a_day()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        var campaign = await world.CampaignAsync(line);
        for (var client = 0; client < 40; client++)
            await world.MessagesAsync(line, MessageState.Delivered, campaign: campaign, phone: Phone(client));
        await AnswerAsync(line, [.. Enumerable.Range(0, 9)]);
        (await ShareAsync(line, "replies")).ShouldBe((0, 0), "nobody has had a day to answer");

        world.Clock.Advance(TimeSpan.FromDays(1));
        await AnswerAsync(line, [8, 9, 10]);
        (await ShareAsync(line, "replies")).ShouldBe((11, 40));
        (await CodesAsync(line)).ShouldContain("FEW_REPLIES");

        await AnswerAsync(line, [11]);
        (await ShareAsync(line, "replies")).ShouldBe((12, 40));
        (await CodesAsync(line)).ShouldNotContain("FEW_REPLIES");

        world.Clock.Advance(TimeSpan.FromDays(8));
        await AnswerAsync(line, [20]);
        (await ShareAsync(line, "replies")).ShouldBe((12, 40), "a week was over");
    }

    [Fact]
    public async Task Numbers_that_the_network_refused_are_counted()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Delivered, 18, campaign);
        await world.MessagesAsync(line, MessageState.Failed, 2, campaign, reason: Reason.GatewayRecipient);
        await world.MessagesAsync(line, MessageState.Failed, 5, campaign, reason: Reason.GatewayError);

        (await ShareAsync(line, "refused")).ShouldBe((2, 20));
        (await CodesAsync(line)).ShouldContain("NO_ACCOUNT_FAILURES");
    }

    [Fact]
    public async Task A_mailing_knows_whom_its_line_has_written_to_before()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        var (before, campaign) = (await world.CampaignAsync(line), await world.CampaignAsync(line));
        for (var client = 0; client < 10; client++)
        {
            if (client < 3) await world.MessagesAsync(line, MessageState.Delivered, campaign: before, phone: Phone(100 + client));
            await world.MessagesAsync(
                line, MessageState.Queued, campaign: campaign, phone: Phone(100 + client), text: $"Здравствуйте, {client}");
        }

        (await RecipientsTextAsync(campaign)).ShouldContain("70 %");
        await AnswerAsync(line, [103, 104, 105, 106, 107], conversation: true);

        (await RecipientsTextAsync(campaign)).ShouldContain("20 %");
    }

    [Fact]
    public async Task The_last_days_of_mailing_count_and_so_does_the_rest_that_was_not_kept()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        await SentOnAsync(line, 1, 2);
        (await CodesAsync(line)).ShouldContain("DAYS_IN_ROW");

        var other = await LineAsync(row => row.ConnectedAt = DaysAgo(100));
        await SentOnAsync(other, 5, 6, 7);
        (await CodesAsync(other)).ShouldContain("REST_SHORT");
    }

    [Fact]
    public async Task A_text_is_weighed_for_a_line_for_a_number_of_recipients_or_not_at_all()
    {
        var line = await LineAsync(row => row.ConnectedAt = DaysAgo(5));

        var answer = await world.Admin().PostAsync("text/preview", new
        {
            items = new object[]
            {
                new { template = "Скидка bit.ly/a" }, new { template = "Скидка bit.ly/a", recipients = 200 },
                new { template = "Скидка bit.ly/a", recipients = 200, channel = "whatsapp" },
                new { template = "{{ NAME }}, скидка. Ответьте СТОП.", recipients = 200, line = $"{line.Id}" },
                new { template = "{a|", line = $"{line.Id}" },
            },
        });

        answer.Items[0]["risk"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
        Codes(answer.Items[1]["risk"]!).ShouldBe(["SIZE_OVER_100", "SHORT_LINKS", "NO_OPT_OUT"]);
        Codes(answer.Items[2]["risk"]!).ShouldBe(
            ["SIZE_OVER_100", "UNIQUENESS", "NOT_PERSONAL", "SHORT_LINKS", "NO_OPT_OUT"], ignoreOrder: true);
        Codes(answer.Items[3]["risk"]!).ShouldBe(["YOUNG_LINE", "SIZE_OVER_100", "INTERVAL_SHORT"]);
        answer.Items[3]["risk"]!["unknown"]!.Select(unknown => unknown["code"]!.ToString())
            .ShouldBe(["FEW_REPLIES", "FIRST_CONTACTS", "UNIQUENESS"]);
        answer.Items[4]["risk"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
    }

    [Fact]
    public async Task A_portal_has_its_own_list_of_shorteners_and_null_brings_the_usual_one_back()
    {
        var admin = world.Admin(ApiWorld.Theirs);
        (await admin.GetAsync("settings"))["shorteners"]!.Select(host => host.ToString()).ShouldContain("bit.ly");

        var own = await admin.PatchAsync("settings", new { shorteners = new[] { "WWW.Go.Example.com", "go.example.com", "мой.рф" } });
        own["shorteners"]!.Select(host => host.ToString()).ShouldBe(["go.example.com", "мой.рф"]);
        var found = await admin.PostAsync("links/inspect", new { items = new[] { new { text = "go.example.com/a bit.ly/a" } } });
        found.Items[0]["links"]!.Select(link => link["kind"]!.ToString()).ShouldBe(["shortener", "plain"]);
        var preview = await admin.PostAsync("text/preview", new { items = new[] { new { template = "bit.ly/a", recipients = 5 } } });
        Codes(preview.Items[0]["risk"]!).ShouldBe(["NO_OPT_OUT"]);

        (await admin.PatchAsync("settings", """{"shorteners":[]}"""))["shorteners"]!.ShouldBeEmpty();
        (await admin.PatchAsync("settings", """{"shorteners":null}"""))["shorteners"]!.Count().ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData("https://bit.ly", "shorteners[1]")]
    [InlineData("bit", "shorteners[1]")]
    [InlineData("bit.ly/a", "shorteners[1]")]
    [InlineData("", "shorteners[1]")]
    public async Task What_is_no_host_is_refused_and_changes_nothing(string host, string field)
    {
        var refused = await world.Admin().PatchAsync("settings", new { shorteners = new[] { "bit.ly", host } });

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", field));
        (await world.Admin().GetAsync("settings"))["shorteners"]!.Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_list_of_too_many_hosts_is_refused()
    {
        var hosts = Enumerable.Range(0, 201).Select(number => $"a{number}.example.com");

        (await world.Admin().PatchAsync("settings", new { shorteners = hosts })).Field.ShouldBe("shorteners");
    }

    [Fact]
    public async Task A_line_of_another_portal_has_no_risk_here() =>
        (await world.Admin().GetAsync($"lines/{world.TheirLine.Id}/risk")).Status.ShouldBe(404);

    private Task<GivenLine> LineAsync(Action<Line> change) => world.Product.LineAsync(ApiWorld.Ours, change: change);

    private DateTimeOffset DaysAgo(int days) => world.Clock.GetUtcNow().AddDays(-days);

    private static string Phone(int client) => $"7916{2_000_000 + client}";

    private Task AnswerAsync(GivenLine line, int[] clients, bool conversation = false) =>
        world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            foreach (var from in clients.Select(client => PhoneNumber.FromDigits(Phone(client))))
            {
                ClientReplies.Note(turn, line.Portal, line.Id, from, world.Clock.GetUtcNow());
                if (conversation) Conversations.Note(turn, line.Portal, line.Id, from, world.Clock.GetUtcNow());
            }
        });

    private Task SentOnAsync(GivenLine line, params int[] daysAgo) =>
        world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            foreach (var ago in daysAgo)
                LineDays.Count(
                    turn, line.Portal, line.Id,
                    new MarketingSend(DateOnly.FromDateTime(DaysAgo(ago).UtcDateTime), IsToNew: false), DaysAgo(ago));
        });

    private async Task<(int Count, int Of)> ShareAsync(GivenLine line, string share)
    {
        var shown = await world.Admin().GetAsync($"lines/{line.Id}/risk");
        return (shown[$"{share}.count"]!.ToObject<int>(), shown[$"{share}.of"]!.ToObject<int>());
    }

    private async Task<List<string>> CodesAsync(GivenLine line) => Codes((await world.Admin().GetAsync($"lines/{line.Id}/risk"))["risk"]!);

    private async Task<string> RecipientsTextAsync(Guid campaign) =>
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["risk.reasons"]!
            .Single(reason => reason["code"]!.ToString() == "FIRST_CONTACTS")["text"]!.ToString();

    private static List<string> Codes(Newtonsoft.Json.Linq.JToken risk) =>
        [.. risk["reasons"]!.Select(reason => reason["code"]!.ToString())];
}
