using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class WaveTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Held_messages_leave_in_waves_each_at_its_moment_and_oldest_first()
    {
        var campaign = await HeldAsync(70);

        var split = await SplitAsync(campaign, new { size = 30, gap = "01:00:00" });

        split["waves"]!.Select(wave => wave["size"]!.ToObject<int>()).ShouldBe([30, 30, 10]);
        (await HeldNowAsync(campaign)).ShouldBe(40);
        world.Clock.Advance(TimeSpan.FromMinutes(59));
        (await HeldNowAsync(campaign)).ShouldBe(40);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await HeldNowAsync(campaign)).ShouldBe(10);
        world.Clock.Advance(TimeSpan.FromHours(1));
        (await HeldNowAsync(campaign)).ShouldBe(0);
        (await WavesAsync(campaign)).Select(wave => (wave["state"]!.ToString(), wave["released"]!.ToObject<int>()))
            .ShouldBe([("done", 30), ("done", 30), ("done", 10)]);
        (await StatesAsync(campaign)).ShouldBe([.. Enumerable.Repeat(MessageState.Accepted, 70)]);
    }

    [Fact]
    public async Task A_wave_larger_than_a_slice_leaves_whole_and_once()
    {
        var campaign = await HeldAsync(450);

        await SplitAsync(campaign, new { size = 410, gap = "00:01:00", acknowledge = 450 });

        (await HeldNowAsync(campaign)).ShouldBe(40);
        (await HeldNowAsync(campaign)).ShouldBe(40);
        (await WavesAsync(campaign))[0]["released"]!.ToObject<int>().ShouldBe(410);
    }

    [Fact]
    public async Task Two_clicks_plan_once_and_more_than_a_hundred_need_their_number()
    {
        var campaign = await HeldAsync(130);
        var wish = new { size = 50, gap = "1.00:00:00", startAt = world.Clock.GetUtcNow().AddHours(1) };

        var asked = await SplitAsync(campaign, wish);
        var planned = await SplitAsync(campaign, new { wish.size, wish.gap, wish.startAt, acknowledge = 130 });
        var again = await SplitAsync(campaign, new { wish.size, wish.gap, wish.startAt, acknowledge = 130 });

        (asked.Status, asked.Code, asked["acknowledge"]!.ToObject<int>()).ShouldBe((409, "acknowledgement_required", 130));
        planned["waves"]!.Count().ShouldBe(3);
        (again.Status, again.Code).ShouldBe((409, "wrong_state"));
        (await WavesAsync(campaign)).Count.ShouldBe(3);
        (await HeldNowAsync(campaign)).ShouldBe(130);
    }

    [Fact]
    public async Task Cancelled_waves_leave_their_messages_held_and_a_new_plan_may_follow()
    {
        var campaign = await HeldAsync(40);
        await SplitAsync(campaign, new { size = 10, gap = "01:00:00" });
        (await HeldNowAsync(campaign)).ShouldBe(30);

        var cancelled = await world.Admin().DeleteAsync($"campaigns/{campaign:N}/waves");
        var nothing = await world.Admin().DeleteAsync($"campaigns/{campaign:N}/waves");
        world.Clock.Advance(TimeSpan.FromDays(1));

        (cancelled["cancelled"]!.ToObject<int>(), nothing["cancelled"]!.ToObject<int>()).ShouldBe((3, 0));
        (await HeldNowAsync(campaign)).ShouldBe(30);
        (await SplitAsync(campaign, new { size = 30, gap = "01:00:00" }))["waves"]!.Single()["number"]!.ToObject<int>().ShouldBe(5);
        (await HeldNowAsync(campaign)).ShouldBe(0);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("clear")]
    [InlineData("discard")]
    public async Task What_ends_the_held_messages_ends_their_waves(string action)
    {
        var campaign = await HeldAsync(40);
        await SplitAsync(campaign, new { size = 10, gap = "01:00:00", startAt = world.Clock.GetUtcNow().AddHours(1) });

        await world.Admin().PostAsync($"campaigns/{campaign:N}/{action}");

        (await WavesAsync(campaign)).Select(wave => wave["state"]!.ToString()).Distinct().ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task Held_messages_do_not_expire_before_their_wave()
    {
        var campaign = await HeldAsync(20);

        await SplitAsync(campaign, new { size = 10, gap = "7.00:00:00", startAt = world.Clock.GetUtcNow().AddDays(20) });

        await using var db = world.Product.Services.GetRequiredService<Database>().Read();
        var earliest = await db.Messages.Where(message => message.CampaignId == campaign).MinAsync(message => message.ExpiresAt);
        earliest.ShouldBeGreaterThan(world.Clock.GetUtcNow().AddDays(27));
    }

    [Fact]
    public async Task A_wave_takes_what_a_release_helps_and_leaves_what_would_be_held_again()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await HeldAsync(10, line);
        await world.MessagesAsync(line, MessageState.Held, 5, campaign, reason: "UNRESOLVED_PLACEHOLDER");

        var split = await SplitAsync(campaign, new { size = 50, gap = "01:00:00" });

        (split["waves"]!.Single()["size"]!.ToObject<int>(), split["stillHeld"]!.ToObject<int>()).ShouldBe((10, 5));
        (await HeldNowAsync(campaign)).ShouldBe(5);
        (await SplitAsync(campaign, new { size = 50, gap = "01:00:00" })).Code.ShouldBe("held_again");
    }

    [Fact]
    public async Task The_timeline_shows_the_waves_that_are_to_come()
    {
        var campaign = await HeldAsync(20);
        var start = world.Clock.GetUtcNow().AddHours(2);
        await SplitAsync(campaign, new { size = 10, gap = "03:00:00", startAt = start });

        var planned = (await world.Admin().GetAsync($"campaigns/{campaign:N}/timeline"))["planned"]!
            .Select(point => (At: point["at"]!.ToObject<DateTimeOffset>(), Sent: point["sent"]!.ToObject<int>())).ToList();

        planned.Select(point => point.Sent).ShouldBe(Enumerable.Range(1, 20));
        (planned[0].At >= start, planned[9].At < start.AddHours(3), planned[10].At >= start.AddHours(3)).ShouldBe((true, true, true));
    }

    [Theory]
    [InlineData("""{"size":0,"gap":"01:00:00"}""", 400, "invalid_value", "size")]
    [InlineData("""{"size":10}""", 400, "required", "gap")]
    [InlineData("""{"size":10,"gap":"00:00:59"}""", 400, "invalid_value", "gap")]
    [InlineData("""{"size":10,"gap":"7.00:00:01"}""", 400, "invalid_value", "gap")]
    [InlineData("""{"size":10,"gap":"01:00:00","startAt":"2001-01-01T00:00:00Z"}""", 400, "invalid_value", "startAt")]
    [InlineData("""{"size":10,"gap":"01:00:00","startAt":"2199-01-01T00:00:00Z"}""", 400, "invalid_value", "startAt")]
    [InlineData("""{"size":1,"gap":"01:00:00","acknowledge":101}""", 400, "invalid_value", "size")]
    public async Task A_wish_that_cannot_be_is_refused_and_plans_nothing(string wish, int status, string code, string field)
    {
        var campaign = await HeldAsync(101);

        var refused = await SplitAsync(campaign, wish);

        (refused.Status, refused.Code, refused.Field).ShouldBe((status, code, field));
        (await WavesAsync(campaign)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_held_a_stopped_mailing_and_a_stranger_s_mailing_are_refused()
    {
        var wish = new { size = 10, gap = "01:00:00" };
        var idle = await world.CampaignAsync(await world.Product.LineAsync(ApiWorld.Ours));
        var stopped = await HeldAsync(5);
        await world.Admin().PostAsync($"campaigns/{stopped:N}/stop");

        (await SplitAsync(idle, wish)).Code.ShouldBe("wrong_state");
        (await SplitAsync(stopped, wish)).Code.ShouldBe("wrong_state");
        (await world.Admin(ApiWorld.Theirs).PostAsync($"campaigns/{idle:N}/split", wish)).Status.ShouldBe(404);
        (await world.Admin(ApiWorld.Theirs).DeleteAsync($"campaigns/{idle:N}/waves")).Status.ShouldBe(404);
    }

    private async Task<Guid> HeldAsync(int count, GivenLine? given = null)
    {
        var line = given ?? await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line, size: count);
        await world.MessagesAsync(line, MessageState.Held, count, campaign, reason: "SEGMENT_GUARD");
        return campaign;
    }

    private Task<Answer> SplitAsync(Guid campaign, object wish) => world.Admin().PostAsync($"campaigns/{campaign:N}/split", wish);

    private async Task<JArray> WavesAsync(Guid campaign) =>
        (JArray)(await world.Admin().GetAsync($"campaigns/{campaign:N}"))["waves"]!;

    /// <summary>After what is due by now was released.</summary>
    private async Task<int> HeldNowAsync(Guid campaign)
    {
        await world.Product.Services.GetRequiredService<CampaignWaves>().ReleaseDueAsync(CancellationToken.None);
        return (await StatesAsync(campaign)).Count(state => state == MessageState.Held);
    }

    private async Task<List<MessageState>> StatesAsync(Guid campaign)
    {
        await using var db = world.Product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.Where(message => message.CampaignId == campaign).Select(message => message.State).ToListAsync();
    }
}
