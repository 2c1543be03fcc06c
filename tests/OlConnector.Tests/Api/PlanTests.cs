using Microsoft.Extensions.DependencyInjection;
using OlConnector.Api.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>What was forecast for a mailing is kept, and seen beside what really happened.</summary>
public sealed class PlanTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task What_was_forecast_once_all_had_come_is_kept_beside_what_happens()
    {
        var (_, campaign) = await QueuedAsync(20);
        await KeepAsync();
        var promised = (await TimelineAsync(campaign))["planned"]!.Last!["at"]!.ToObject<DateTimeOffset>();

        await world.Admin().PostAsync($"campaigns/{campaign:N}/pause");
        world.Clock.Advance(TimeSpan.FromHours(3));
        await world.Admin().PostAsync($"campaigns/{campaign:N}/resume");
        await KeepAsync();

        var timeline = await TimelineAsync(campaign);
        var kept = timeline["kept"]!["points"]!.ToList();
        (kept.Count, kept[^1]["sent"]!.ToObject<int>()).ShouldBe((20, 20));
        kept[^1]["at"]!.ToObject<DateTimeOffset>().ShouldBe(promised, TimeSpan.FromMilliseconds(1));
        timeline["planned"]!.Last!["at"]!.ToObject<DateTimeOffset>().ShouldBeGreaterThan(promised.AddHours(2));
    }

    [Fact]
    public async Task Nothing_is_kept_while_messages_still_come()
    {
        var (_, campaign) = await QueuedAsync(3, quiet: TimeSpan.FromSeconds(59));

        await KeepAsync();

        (await TimelineAsync(campaign))["kept"]!.HasValues.ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_who_decides_otherwise_gets_a_new_plan_and_a_new_name_changes_none()
    {
        var (_, campaign) = await QueuedAsync(10);
        await KeepAsync();
        var first = await MadeAtAsync(campaign);
        world.Clock.Advance(TimeSpan.FromMinutes(5));

        (await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { name = "Spring" })).Status.ShouldBe(200);
        await KeepAsync();
        (await MadeAtAsync(campaign)).ShouldBe(first);

        (await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { perMinute = 1 })).Status.ShouldBe(200);
        (await TimelineAsync(campaign))["kept"]!.HasValues.ShouldBeFalse("the old one promises nothing any more");
        await KeepAsync();
        (await MadeAtAsync(campaign)).ShouldBeGreaterThan(first);
    }

    [Fact]
    public async Task A_long_plan_is_kept_in_forty_points_the_last_one_among_them()
    {
        var (_, campaign) = await QueuedAsync(90);

        await KeepAsync();

        var kept = (await TimelineAsync(campaign))["kept"]!["points"]!.ToList();
        (kept.Count, kept[0]["sent"]!.ToObject<int>(), kept[^1]["sent"]!.ToObject<int>()).ShouldBe((40, 1, 90));
    }

    private async Task<(GivenLine Line, Guid Campaign)> QueuedAsync(int messages, TimeSpan? quiet = null)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Queued, messages, campaign);
        world.Clock.Advance(quiet ?? TimeSpan.FromMinutes(2));
        return (line, campaign);
    }

    private Task KeepAsync() => world.Product.Services.GetRequiredService<PlanLoop>().KeepAsync(CancellationToken.None);

    private async Task<DateTimeOffset> MadeAtAsync(Guid campaign) =>
        (await TimelineAsync(campaign))["kept"]!["madeAt"]!.ToObject<DateTimeOffset>();

    private async Task<Answer> TimelineAsync(Guid campaign) => await world.Admin().GetAsync($"campaigns/{campaign:N}/timeline");
}
