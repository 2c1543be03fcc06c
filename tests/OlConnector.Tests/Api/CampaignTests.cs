using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class CampaignTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_campaign_shows_its_counts_forecast_and_risk()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line, size: 120);
        await world.MessagesAsync(line, MessageState.Queued, 100, campaign);
        await world.MessagesAsync(line, MessageState.Sent, 5, campaign);

        var shown = await world.Admin().GetAsync($"campaigns/{campaign:N}");

        (shown["total"]!.ToObject<int>(), shown["states.queued"]!.ToObject<int>(),
            shown["states.sent"]!.ToObject<int>(), shown["states.failed"]!.ToObject<int>()).ShouldBe((105, 100, 5, 0));
        (shown["forecast.messages"]!.ToObject<int>(), shown["forecast.duration"]!.ToString()).ShouldBe((100, "00:24:45"));
        shown["guard"]!.ToObject<Dictionary<string, string>>().ShouldBe(new Dictionary<string, string>
        {
            ["size"] = "120",
            ["warn"] = "50",
            ["limit"] = "100",
            ["policy"] = "holdExcess",
            ["from"] = "app",
        });
        shown["risk.reasons"]!.Select(reason => reason["code"]!.ToString()).ShouldContain("SIZE_OVER_100");
        shown["state"]!.ToString().ShouldBe("running");
    }

    [Fact]
    public async Task A_forecast_counts_what_stands_before()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var first = await world.CampaignAsync(line, rank: 1);
        var second = await world.CampaignAsync(line, rank: 2);
        await world.MessagesAsync(line, MessageState.Queued, 3, first);
        await world.MessagesAsync(line, MessageState.Queued, 2, second);
        async Task<DateTimeOffset> FirstAtAsync(Guid campaign) =>
            DateTimeOffset.Parse((await world.Admin().GetAsync($"campaigns/{campaign:N}"))["forecast.firstAt"]!.ToString(),
                System.Globalization.CultureInfo.InvariantCulture);

        var (ofFirst, ofSecond) = (await FirstAtAsync(first), await FirstAtAsync(second));
        await world.Admin().PatchAsync($"campaigns/{second:N}", new { rank = 0 });

        (ofSecond - ofFirst).ShouldBe(TimeSpan.FromSeconds(45));
        (await FirstAtAsync(first) - await FirstAtAsync(second)).ShouldBe(TimeSpan.FromSeconds(30));
        await world.Admin().PostAsync($"campaigns/{second:N}/pause");
        (await FirstAtAsync(first)).ShouldBe(ofFirst);
        (await world.Admin().GetAsync($"campaigns/{second:N}"))["forecast.waitReason"]!.ToString().ShouldBe("CAMPAIGN_PAUSED");
    }

    [Fact]
    public async Task A_timeline_joins_what_left_with_what_will_leave()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Sent, 2, campaign);
        await world.MessagesAsync(line, MessageState.Queued, 150, campaign);

        var timeline = await world.Admin().GetAsync($"campaigns/{campaign:N}/timeline");

        timeline["real"]!.Select(point => point["sent"]!.ToObject<int>()).ShouldBe([1, 2]);
        timeline["planned"]!.Count().ShouldBe(100);
        (timeline["planned"]!.First!["sent"]!.ToObject<int>(), timeline["planned"]!.Last!["sent"]!.ToObject<int>()).ShouldBe((3, 152));
    }

    [Fact]
    public async Task Name_and_rank_change_and_null_takes_their_default()
    {
        var campaign = await world.CampaignAsync(world.Line);

        var changed = await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { name = "Spring", rank = 7 });
        var reset = await world.Admin().PatchAsync($"campaigns/{campaign:N}", """{"name":null,"rank":null}""");

        (changed["name"]!.ToString(), changed["rank"]!.ToObject<int>()).ShouldBe(("Spring", 7));
        reset["name"]!.ToString().ShouldEndWith("Good day");
        reset["rank"]!.ToObject<int>().ShouldBe(0);
        (await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { state = "running" })).Code.ShouldBe("unknown_field");
        (await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { name = new string('a', 201) })).Field.ShouldBe("name");
    }

    [Fact]
    public async Task Pause_resume_clear_and_stop_do_their_work_once()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Queued, 3, campaign);
        await world.MessagesAsync(line, MessageState.Dispatching, 1, campaign);

        var paused = await world.Admin().PostAsync($"campaigns/{campaign:N}/pause");
        (paused["state"]!.ToString(), paused["inFlight"]!.ToObject<int>()).ShouldBe(("paused", 1));
        (await world.Admin().PostAsync($"campaigns/{campaign:N}/pause"))["version"].ShouldBe(paused["version"]);
        (await world.Admin().PostAsync($"campaigns/{campaign:N}/resume"))["state"]!.ToString().ShouldBe("running");
        var cleared = await world.Admin().PostAsync($"campaigns/{campaign:N}/clear");
        (cleared["cleared"]!.ToObject<int>(), cleared["inFlight"]!.ToObject<int>()).ShouldBe((3, 1));
        await world.MessagesAsync(line, MessageState.Queued, 2, campaign);
        (await world.Admin().PostAsync($"campaigns/{campaign:N}/stop"))["stopped"]!.ToObject<int>().ShouldBe(2);
        (await world.Admin().PostAsync($"campaigns/{campaign:N}/stop"))["stopped"]!.ToObject<int>().ShouldBe(0);
        foreach (var action in new[] { "pause", "resume", "clear", "release" })
            (await world.Admin().PostAsync($"campaigns/{campaign:N}/{action}")).Code.ShouldBe("wrong_state", action);
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["state"]!.ToString().ShouldBe("stopped");
    }

    [Fact]
    public async Task A_campaign_that_stands_still_says_who_paused_or_stopped_it_and_when()
    {
        var campaign = await world.CampaignAsync(world.Line);
        var marketer = await world.MetAsync("halting", role: Role.Marketer);
        async Task<JToken> HaltAsync() => (await marketer.GetAsync($"campaigns/{campaign:N}"))["halt"]!;
        (await HaltAsync()).Type.ShouldBe(JTokenType.Null);

        await marketer.PostAsync($"campaigns/{campaign:N}/pause");
        var paused = await HaltAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Admin().PostAsync($"campaigns/{campaign:N}/stop");
        var stopped = await HaltAsync();

        (paused["by"]!.ToString(), paused["name"]!.ToString()).ShouldBe(("user halting", "User halting"));
        stopped["by"]!.ToString().ShouldStartWith("user admin-");
        stopped["name"]!.Type.ShouldBe(JTokenType.Null);
        stopped["at"]!.ToString().ShouldNotBe(paused["at"]!.ToString());
    }

    [Fact]
    public async Task More_than_a_hundred_need_their_number_as_acknowledgement()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line, size: 130);
        await world.MessagesAsync(line, MessageState.Held, 130, campaign, reason: "SEGMENT_GUARD");
        var path = $"campaigns/{campaign:N}/release";

        var asked = await world.Admin().PostAsync(path);
        var wrong = await world.Admin().PostAsync(path, new { acknowledge = 100 });
        var some = await world.Admin().PostAsync(path, new { count = 20 });
        var rest = await world.Admin().PostAsync(path, new { acknowledge = 110 });

        (asked.Status, asked.Code, asked["acknowledge"]!.ToObject<int>()).ShouldBe((409, "acknowledgement_required", 130));
        asked["detail"]!.ToString().ShouldContain("130");
        wrong.Status.ShouldBe(409);
        (some["released"]!.ToObject<int>(), rest["released"]!.ToObject<int>()).ShouldBe((20, 110));
        (await world.Admin().PostAsync(path, new { count = 0 })).Field.ShouldBe("count");
    }

    [Theory]
    [InlineData("UNRESOLVED_PLACEHOLDER", "as: blank")]
    [InlineData("SPINTAX_INVALID", "as: literal")]
    [InlineData("TEMPLATE_INVALID", "discard")]
    public async Task Messages_that_would_only_be_held_again_are_not_released_and_the_refusal_says_what_helps(string reason, string help)
    {
        var campaign = await world.CampaignAsync(world.Line);
        var held = await world.MessagesAsync(world.Line, MessageState.Held, 2, campaign, reason: reason);

        var refused = await world.Admin().PostAsync($"campaigns/{campaign:N}/release");

        (refused.Status, refused.Code, refused.Field).ShouldBe((409, "held_again", "as"));
        refused["detail"]!.ToString().ShouldContain(help);
        refused["detail"]!.ToString().ShouldContain(": 2.");
        (await world.Admin().GetAsync($"messages/{held[0]}"))["state"]!.ToString().ShouldBe("held");
    }

    [Theory]
    [InlineData(null, 1, 3)]
    [InlineData("blank", 2, 2)]
    [InlineData("usual", 2, 2)]
    [InlineData("literal", 2, 2)]
    public async Task A_release_takes_with_it_what_its_word_helps_and_counts_what_stays(string? word, int released, int still)
    {
        var campaign = await world.CampaignAsync(world.Line);
        foreach (var reason in new[] { "SEGMENT_GUARD", "UNRESOLVED_PLACEHOLDER", "SPINTAX_INVALID", "TEMPLATE_INVALID" })
            await world.MessagesAsync(world.Line, MessageState.Held, 1, campaign, reason: reason);

        var answer = await world.Admin().PostAsync($"campaigns/{campaign:N}/release", new { @as = word });

        (answer["released"]!.ToObject<int>(), answer["stillHeld"]!.ToObject<int>()).ShouldBe((released, still));
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["states.held"]!.ToObject<int>().ShouldBe(still);
    }

    [Fact]
    public async Task A_campaign_of_which_only_held_messages_are_left_is_held_until_they_are_discarded()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Held, 3, campaign, reason: "SEGMENT_GUARD");

        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["state"]!.ToString().ShouldBe("held");
        (await world.Admin().PostAsync($"campaigns/{campaign:N}/discard"))["discarded"]!.ToObject<int>().ShouldBe(3);
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["state"]!.ToString().ShouldBe("completed");
    }

    [Fact]
    public async Task A_campaign_says_how_many_are_held_for_which_reason_and_which_fields_may_have_no_value()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Held, 1, campaign, reason: "SEGMENT_GUARD");
        await world.MessagesAsync(
            line, MessageState.Held, 2, campaign, reason: "UNRESOLVED_PLACEHOLDER",
            text: "{Hello|Hi}, {{ NAME }} of {{ COMPANY ?? \"you\" }}");

        var shown = await world.Admin().GetAsync($"campaigns/{campaign:N}");
        var seen = await (await world.ProgramAsync(Role.Viewer)).GetAsync($"campaigns/{campaign:N}");

        shown["holds"]!.Select(hold => (hold["reason"]!.ToString(), (int)hold["count"]!, string.Join(',', hold["fields"]!)))
            .ShouldBe([("UNRESOLVED_PLACEHOLDER", 2, "NAME"), ("SEGMENT_GUARD", 1, "")]);
        seen["holds"]!.SelectMany(hold => hold["fields"]!).ShouldBeEmpty("a viewer sees nothing of the text");
    }

    [Fact]
    public async Task Campaigns_of_one_line_are_listed_youngest_first()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var older = await world.CampaignAsync(line);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var younger = await world.CampaignAsync(line);

        var items = (await world.Admin().GetAsync($"campaigns?line={line.Id}")).Items;

        items.Select(item => item["id"]!.ToString()).ShouldBe([$"{younger:N}", $"{older:N}"]);
        items[0]["forecast"]!.Type.ShouldBe(JTokenType.Null);
    }
}
