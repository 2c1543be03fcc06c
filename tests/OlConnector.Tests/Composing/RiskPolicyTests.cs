using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>What becomes of mailings of high risk (product.md §12.9): a person confirms them, and nothing else is passed by that.</summary>
public sealed class RiskPolicyTests : LetterWorld
{
    /// <summary>To a number of a day's age it is high: 15 s, all day, a shortened link, no word of how to refuse.</summary>
    private const string Risky = "Скидка до пятницы: bit.ly/a [[c:one]]";

    [Fact]
    public async Task By_default_a_letter_of_high_risk_goes_on_and_says_so()
    {
        await LettersAsync(Risky, 3, await LineAsync(days: 1));

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
        var risk = (await ShowAsync())["risk"]!;
        (risk["level"]!.ToString(), risk["score"]!.Value<int>() >= 60).ShouldBe(("high", true));
        risk["reasons"]!.Select(reason => reason["code"]!.ToString()).ShouldContain("YOUNG_LINE");
        risk["reasons"]!.ShouldAllBe(reason => reason["text"]!.ToString() != "" && reason["advice"]!.ToString() != "");
        (await CampaignsAsync())[0].RiskLevel.ShouldBeNull("nothing depends on it");
    }

    [Fact]
    public async Task A_portal_that_holds_high_risks_holds_every_message_until_a_person_confirms()
    {
        await HoldAsync();
        await LettersAsync(Risky, 3, await LineAsync(days: 1));
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Held && message.Reason == Reason.HighRisk);
        (await ShowAsync())["holds"]!.Select(hold => hold["reason"]!.ToString()).ShouldBe(["HIGH_RISK"]);

        var refused = await ActAsync("release");
        (refused.Status, refused.Code, refused.Field).ShouldBe((409, "risk_acknowledgement_required", "acknowledgeRisk"));
        refused["risk.level"]!.ToString().ShouldBe("high");
        refused["risk.reasons"]!.Count().ShouldBeGreaterThan(2);
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Held);
        (await CampaignsAsync())[0].IsRiskConfirmed.ShouldBeFalse();

        var released = await ActAsync("release", new { acknowledgeRisk = true });
        await ComposeAsync();
        (released.Status, released["released"]!.Value<int>()).ShouldBe((200, 3));
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
        var confirmed = (await Admin().GetAsync("audit")).Items.Single(entry => entry["action"]!.ToString() == "risk confirmed");
        confirmed["after"]!.ToString().ShouldContain("YOUNG_LINE 25");

        await LettersAsync(Risky, 1, from: 10);
        (await AllAsync())[^1].State.ShouldBe(MessageState.Queued, "the mailing's risk was confirmed");
    }

    [Fact]
    public async Task Who_confirms_the_risk_does_not_pass_the_guard_by_it()
    {
        await HoldAsync();
        await LettersAsync(Risky, 9, await LineAsync(days: 1));
        (await CampaignsAsync())[0].Size.ShouldBe(0);

        await ActAsync("release", new { acknowledgeRisk = true });
        await ComposeAsync();

        (await AllAsync()).CountBy(message => (message.State, message.Reason)).ShouldBe(
            [new((MessageState.Queued, null), 6), new((MessageState.Held, Reason.SegmentGuard), 3)], ignoreOrder: true);
        (await CampaignsAsync())[0].Size.ShouldBe(9);
        (await ActAsync("release"))["released"]!.Value<int>().ShouldBe(3, "the guard is a decision of its own");
    }

    [Fact]
    public async Task What_was_lowered_needs_no_confirmation()
    {
        await HoldAsync();
        _line = await LineAsync(days: 1);
        foreach (var client in (int[])[1, 2]) await LetterAsync(client, $"Клиент {client}! {Risky}", _line);
        await Admin().PatchAsync($"lines/{_line!.Id}", """{"marketingInterval":"00:01:00"}""");
        await Admin().PatchAsync("settings", """{"shorteners":[]}""");

        (await ShowAsync())["risk.level"]!.ToString().ShouldBe("medium");
        (await ActAsync("release"))["released"]!.Value<int>().ShouldBe(2);
        await ComposeAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
        (await Admin().GetAsync("audit")).Items.ShouldNotContain(entry => entry["action"]!.ToString() == "risk confirmed");
    }

    [Fact]
    public async Task A_mailing_is_weighed_again_when_it_grows_beyond_fifty()
    {
        await HoldAsync();
        await LettersAsync("Скидка до пятницы [[c:one]]", 52, await LineAsync(days: 20));

        var all = await AllAsync();
        all.FindIndex(message => message.Reason == Reason.HighRisk).ShouldBe(50);
        all.Take(50).ShouldAllBe(message => message.Reason == null || message.Reason == Reason.SegmentGuard);
        all.Skip(50).ShouldAllBe(message => message.State == MessageState.Held && message.Reason == Reason.HighRisk);
        var codes = (await ShowAsync())["risk.reasons"]!.Select(reason => reason["code"]!.ToString()).ToList();
        new[] { "SIZE_OVER_50", "UNIQUENESS", "NOT_PERSONAL", "FIRST_CONTACTS" }.ShouldBeSubsetOf(codes);
    }

    [Fact]
    public async Task A_low_risk_passes_where_high_ones_are_held()
    {
        await HoldAsync();
        await LettersAsync("Скидка до пятницы. Ответьте СТОП, если не нужно. [[c:one]]", 3, await LineAsync(days: 100));

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
        (await CampaignsAsync())[0].RiskLevel.ShouldNotBeNull();
    }

    [Fact]
    public async Task One_message_of_it_is_not_let_out_alone_and_waves_need_the_same_confirmation()
    {
        await HoldAsync();
        await LettersAsync(Risky, 4, await LineAsync(days: 1));
        var one = (await AllAsync())[0];

        (await Admin().PostAsync($"messages/{one.Id}/release")).Code.ShouldBe("risk_acknowledgement_required");
        var wish = JObject.FromObject(new { size = 2, gap = "01:00:00" });
        (await ActAsync("split", wish)).Code.ShouldBe("risk_acknowledgement_required");
        (await ShowAsync())["waves"]!.ShouldBeEmpty();

        wish["acknowledgeRisk"] = true;
        (await ActAsync("split", wish))["waves"]!.Count().ShouldBe(2);
        (await CampaignsAsync())[0].IsRiskConfirmed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_of_high_risk_is_confirmed_first_and_what_cannot_start_says_that()
    {
        _line = await LineAsync(days: 1);
        var made = await PrepareAsync(new { startAt = Clock.GetUtcNow().AddHours(5) });
        var path = $"campaigns/{made["id"]}/start";

        var refused = await Admin().PostAsync(path);
        (refused.Status, refused.Code).ShouldBe((409, "risk_acknowledgement_required"));
        (await Admin().GetAsync($"campaigns/{made["id"]}"))["settings.startAt"]!.Type.ShouldNotBe(JTokenType.Null);

        (await Admin().PostAsync(path, new { acknowledgeRisk = true })).Status.ShouldBe(200);
        (await Admin().PostAsync(path, new { acknowledgeRisk = true })).Code.ShouldBe("wrong_state");
        (await Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "risk confirmed").ShouldBe(1);
    }

    [Fact]
    public async Task A_prepared_mailing_of_high_risk_resumes_with_a_confirmation_and_another_without()
    {
        _line = await LineAsync(days: 1);
        var made = await PrepareAsync(new { });
        await LetterAsync(1, made["textToPaste"]!.ToString(), _line);
        await Admin().PostAsync($"campaigns/{made["id"]}/pause");

        (await Admin().PostAsync($"campaigns/{made["id"]}/resume")).Code.ShouldBe("risk_acknowledgement_required");
        (await Admin().GetAsync($"campaigns/{made["id"]}"))["state"]!.ToString().ShouldBe("paused");
        var resumed = await Admin().PostAsync($"campaigns/{made["id"]}/resume", new { acknowledgeRisk = true });
        resumed["state"]!.ToString().ShouldBe("running");
        (await Admin().PostAsync($"campaigns/{made["id"]}/resume")).Status.ShouldBe(200, "it is not paused any more");

        await LettersAsync(Risky, 1, from: 20);
        var recognised = (await CampaignsAsync()).Single(campaign => campaign.Id.ToString("N") != made["id"]!.ToString()).Id;
        await Admin().PostAsync($"campaigns/{recognised:N}/pause");
        (await Admin().PostAsync($"campaigns/{recognised:N}/resume")).Status.ShouldBe(200);
    }

    private GivenLine? _line;

    private Task<GivenLine> LineAsync(int days) =>
        Product.LineAsync(Member, change: line => line.ConnectedAt = Clock.GetUtcNow().AddDays(-days));

    private async Task HoldAsync() =>
        (await Admin().PatchAsync("settings", new { riskPolicy = "hold" }))["riskPolicy"]!.ToString().ShouldBe("hold");

    private async Task LettersAsync(string text, int count, GivenLine? line = null, int from = 0)
    {
        _line = line ?? _line;
        for (var i = 0; i < count; i++) await LetterAsync(from + i, text, _line);
    }

    private Task<Answer> PrepareAsync(object settings)
    {
        var wish = JObject.FromObject(new { kind = "prepared", line = $"{_line!.Id}", text = "Скидка до пятницы: bit.ly/a" });
        wish.Merge(JObject.FromObject(settings));
        return Admin().PostAsync("campaigns", wish);
    }

    private async Task<Answer> ShowAsync() => await Admin().GetAsync($"campaigns/{(await CampaignsAsync())[0].Id:N}");

    private async Task<Answer> ActAsync(string act, object? wish = null) =>
        await Admin().PostAsync($"campaigns/{(await CampaignsAsync())[0].Id:N}/{act}", wish);
}
