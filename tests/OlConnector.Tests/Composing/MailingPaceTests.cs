using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Composing;

/// <summary>A mailing keeps a pace of its own, never faster than its line, and begins when a person says so.</summary>
public sealed class MailingPaceTests : LetterWorld
{
    [Fact]
    public async Task Its_own_interval_counts_where_it_is_longer_than_the_lines()
    {
        var mailing = await LettersAsync(4);
        (await ChangeAsync(mailing, """{"interval":"00:01:00"}""")).Status.ShouldBe(200);

        await SendOneAsync();
        Clock.Advance(TimeSpan.FromSeconds(59));
        (await ClaimAsync()).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SendOneAsync();

        var forecast = await Admin().GetAsync($"campaigns/{mailing}");
        forecast["forecast.firstAt"]!.ToObject<DateTimeOffset>().ShouldBe(Clock.GetUtcNow().AddMinutes(1));
        forecast["forecast.lastAt"]!.ToObject<DateTimeOffset>().ShouldBe(Clock.GetUtcNow().AddMinutes(2));
        (await Admin().GetAsync($"lines/{Line.Id}"))["waitReason"]!.ToString().ShouldBe(Reason.Interval);
    }

    [Fact]
    public async Task Changed_while_paused_it_acts_from_the_next_gap_on_and_the_lines_pace_is_never_broken()
    {
        var mailing = await LettersAsync(4);
        await SendOneAsync();
        await Admin().PostAsync($"campaigns/{mailing}/pause");
        (await ChangeAsync(mailing, """{"perMinute":2}""")).Status.ShouldBe(200);
        await Admin().PostAsync($"campaigns/{mailing}/resume");
        Clock.Advance(TimeSpan.FromSeconds(29));
        (await ClaimAsync()).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SendOneAsync();

        await Admin().PatchAsync($"lines/{Line.Id}", """{"marketingInterval":"00:02:00"}""");
        Clock.Advance(TimeSpan.FromSeconds(119));
        (await ClaimAsync()).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SendOneAsync();
    }

    [Theory]
    [InlineData("""{"interval":"00:00:01"}""", "interval_below_floor", "interval")]
    [InlineData("""{"interval":"01:00:00"}""", "interval_above_limit", "interval")]
    [InlineData("""{"perMinute":0}""", "invalid_value", "perMinute")]
    [InlineData("""{"perMinute":60}""", "invalid_value", "perMinute")]
    public async Task A_pace_that_cannot_be_is_refused_and_changes_nothing(string patch, string code, string field)
    {
        var mailing = await LettersAsync(1);

        var refused = await ChangeAsync(mailing, patch);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
        (await CampaignsAsync()).ShouldHaveSingleItem().Settings.ShouldBeNull();
    }

    [Fact]
    public async Task A_scheduled_mailing_is_started_now_and_what_runs_cannot_be_started()
    {
        var mailing = await ScheduledAsync(Clock.GetUtcNow().AddHours(5));
        (await ClaimAsync()).ShouldBeEmpty();
        (await ShowAsync(mailing))["state"]!.ToString().ShouldBe("scheduled");

        var started = await Admin().PostAsync($"campaigns/{mailing}/start");

        (started.Status, started["state"]!.ToString()).ShouldBe((200, "running"));
        (await ClaimAsync()).ShouldHaveSingleItem();
        (await Admin().PostAsync($"campaigns/{mailing}/start")).Code.ShouldBe("wrong_state");
        (await Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "campaign started").ShouldBe(1);
    }

    [Fact]
    public async Task A_start_is_moved_and_not_behind_the_end_of_the_mailing()
    {
        var mailing = await ScheduledAsync(Clock.GetUtcNow().AddHours(5));
        await ChangeAsync(mailing, $$"""{"validUntil":"{{Clock.GetUtcNow().AddHours(8):O}}"}""");

        (await Admin().PostAsync($"campaigns/{mailing}/start", new { at = Clock.GetUtcNow().AddHours(9) })).Field.ShouldBe("validUntil");
        var moved = await Admin().PostAsync($"campaigns/{mailing}/start", new { at = Clock.GetUtcNow().AddHours(2) });

        (moved["state"]!.ToString(), moved["settings.startAt"]!.ToObject<DateTimeOffset>())
            .ShouldBe(("scheduled", Clock.GetUtcNow().AddHours(2)));
        Clock.Advance(TimeSpan.FromHours(2));
        await LookAsync();
        (await ClaimAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_start_missed_by_less_than_an_hour_begins_and_by_more_is_held_until_a_person_starts_it()
    {
        var mailing = await ScheduledAsync(Clock.GetUtcNow().AddHours(1));
        (await ClaimAsync()).ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromHours(3));
        (await ClaimAsync()).ShouldBeEmpty("nobody has looked yet after everything stood still");
        await LookAsync();
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await ClaimAsync()).ShouldBeEmpty();
        var held = await ShowAsync(mailing);
        (held["state"]!.ToString(), held["startMissed"]!.ToObject<bool>()).ShouldBe(("held", true));

        (await Admin().PostAsync($"campaigns/{mailing}/start"))["state"]!.ToString().ShouldBe("running");
        (await ClaimAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mailing_that_awaits_its_letter_is_started_by_it()
    {
        var made = await Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Весна", perMinute = 2 });

        made["settings.perMinute"]!.ToObject<int>().ShouldBe(2);
        (await Admin().PostAsync($"campaigns/{made["id"]}/start")).Code.ShouldBe("wrong_state");
    }

    private Task<Answer> ChangeAsync(string mailing, string patch) => Admin().PatchAsync($"campaigns/{mailing}", patch);

    private Task<Answer> ShowAsync(string mailing) => Admin().GetAsync($"campaigns/{mailing}");

    private async Task<string> LettersAsync(int count)
    {
        for (var i = 0; i < count; i++) await LetterAsync(i, "Скидка до пятницы [[c:one]]");
        return (await CampaignsAsync()).ShouldHaveSingleItem().Id.ToString("N");
    }

    private async Task<string> ScheduledAsync(DateTimeOffset at)
    {
        var made = await Admin().PostAsync(
            "campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Весна", startAt = at });
        for (var i = 0; i < 2; i++) await LetterAsync(i, made["textToPaste"]!.ToString());
        return made["id"]!.ToString();
    }

    private Task LookAsync() => Product.Services.GetRequiredService<CampaignStarts>().LookAsync(CancellationToken.None);

    private async Task SendOneAsync()
    {
        var claim = (await ClaimAsync()).ShouldHaveSingleItem();
        await WriteAsync(turn => Product.Services.GetRequiredService<Settling>().Settle(
            turn, claim, new SendResult.Accepted($"g{claim.Sequence}"), Clock.GetUtcNow()));
    }
}
