using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>A mailing that is worth sending until a moment only (product.md §14.8).</summary>
public sealed class ValidUntilTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task What_has_not_left_by_then_expires_with_its_reason_and_what_left_stays()
    {
        var campaign = await MailingAsync((MessageState.Queued, 3), (MessageState.Held, 2), (MessageState.Sent, 1));
        await SetAsync(campaign, world.Clock.GetUtcNow().AddHours(1));

        world.Clock.Advance(TimeSpan.FromMinutes(59));
        await CareAsync();
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["states.queued"]!.ToObject<int>().ShouldBe(3);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await CareAsync();

        var shown = await world.Admin().GetAsync($"campaigns/{campaign:N}");
        (shown["state"]!.ToString(), shown["states.expired"]!.ToObject<int>(), shown["states.sent"]!.ToObject<int>())
            .ShouldBe(("expired", 5, 1));
        (await AllAsync(campaign)).Where(message => message.State == MessageState.Expired)
            .ShouldAllBe(message => message.Reason == Reason.Validity);
        var entry = (await world.Admin().GetAsync($"audit?subject={campaign:N}")).Items[0];
        (entry["action"]!.ToString(), entry["actor"]!.ToString(), entry["after"]!.ToString())
            .ShouldBe(("campaign expired", "system", "expired 5"));
    }

    [Fact]
    public async Task More_time_lets_it_go_on_and_none_at_all_is_the_default()
    {
        var campaign = await MailingAsync((MessageState.Queued, 2));
        await SetAsync(campaign, world.Clock.GetUtcNow().AddHours(1));
        var later = world.Clock.GetUtcNow().AddHours(5);
        var moved = await SetAsync(campaign, later);
        world.Clock.Advance(TimeSpan.FromHours(2));
        await CareAsync();

        var freed = await world.Admin().PatchAsync($"campaigns/{campaign:N}", """{"validUntil":null}""");
        world.Clock.Advance(TimeSpan.FromHours(5));
        await CareAsync();

        moved["settings.validUntil"]!.ToObject<DateTimeOffset>().ShouldBe(later);
        freed["settings.validUntil"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
        (await AllAsync(campaign)).ShouldAllBe(message => message.State == MessageState.Queued);
    }

    [Fact]
    public async Task The_forecast_says_what_does_not_make_it()
    {
        var campaign = await MailingAsync((MessageState.Queued, 10));

        var shown = await SetAsync(campaign, world.Clock.GetUtcNow().AddSeconds(100));

        (shown["forecast.messages"]!.ToObject<int>(), shown["forecast.late"]!.ToObject<int>(), shown["forecast.duration"]!.ToString())
            .ShouldBe((10, 3, "00:01:30"));
        var planned = (await world.Admin().GetAsync($"campaigns/{campaign:N}/timeline"))["planned"]!;
        planned.Count().ShouldBe(7);
        var message = (await AllAsync(campaign))[0];
        (await world.Admin().GetAsync($"messages/{message.Id}"))["expiresAt"]!.ToObject<DateTimeOffset>()
            .ShouldBe(shown["settings.validUntil"]!.ToObject<DateTimeOffset>());
    }

    [Fact]
    public async Task A_message_that_is_admitted_after_the_end_expires()
    {
        var campaign = await MailingAsync((MessageState.Accepted, 1), (MessageState.Queued, 1));
        await SetAsync(campaign, world.Clock.GetUtcNow().AddMinutes(1));
        await MakeDueAsync(campaign);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        await world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

        var admitted = (await AllAsync(campaign))[0];
        (admitted.State, admitted.Reason).ShouldBe((MessageState.Expired, Reason.Validity));
    }

    [Fact]
    public async Task An_end_in_the_past_or_too_far_ahead_and_a_mailing_that_is_over_are_refused()
    {
        var (campaign, over, stopped) = (
            await MailingAsync((MessageState.Queued, 1)), await MailingAsync((MessageState.Sent, 1)), await MailingAsync());
        await world.Admin().PostAsync($"campaigns/{stopped:N}/stop");
        var now = world.Clock.GetUtcNow();

        (await SetAsync(campaign, now)).Field.ShouldBe("validUntil");
        (await SetAsync(campaign, now.AddDays(400))).Field.ShouldBe("validUntil");
        (await SetAsync(stopped, now.AddDays(1))).Code.ShouldBe("wrong_state");
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        (await SetAsync(over, now.AddDays(1))).Code.ShouldBe("wrong_state");
        (await world.Admin().PatchAsync($"campaigns/{over:N}", new { name = "Spring" })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_message_of_unknown_fate_that_a_person_sends_again_is_looked_for_although_its_mailing_was_done_with()
    {
        var campaign = await MailingAsync((MessageState.Unknown, 1));
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(
            turn => turn.Execute("UPDATE campaigns SET is_live = @no WHERE id = @id", ("no", false), ("id", campaign)));

        await world.Admin().PostAsync($"messages/{(await AllAsync(campaign))[0].Id}/resolve", new { @as = "resend" });

        await using var db = world.Product.Services.GetRequiredService<Database>().Read();
        (await db.Campaigns.SingleAsync(row => row.Id == campaign)).IsLive.ShouldBeTrue();
    }

    [Fact]
    public async Task The_audit_tells_the_end_before_and_after()
    {
        var campaign = await MailingAsync((MessageState.Queued, 1));

        await SetAsync(campaign, new DateTimeOffset(2026, 3, 9, 15, 0, 0, TimeSpan.Zero));

        var entry = (await world.Admin().GetAsync($"audit?subject={campaign:N}")).Items.ShouldHaveSingleItem();
        (entry["before"]!.ToString(), entry["after"]!.ToString())
            .ShouldBe(("Letter, rank 0", "Letter, rank 0, valid until 2026-03-09 15:00:00Z"));
    }

    private Task<Answer> SetAsync(Guid campaign, DateTimeOffset until) =>
        world.Admin().PatchAsync($"campaigns/{campaign:N}", new { validUntil = until });

    private Task CareAsync() => world.Product.Services.GetRequiredService<CampaignLoop>().CareAsync(CancellationToken.None);

    private async Task<Guid> MailingAsync(params (MessageState State, int Count)[] messages)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        foreach (var (state, count) in messages) await world.MessagesAsync(line, state, count, campaign);
        return campaign;
    }

    /// <summary>What a test puts into the books as accepted waits for nobody to compose it.</summary>
    private Task MakeDueAsync(Guid campaign) => world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
        "UPDATE messages SET compose_after = accepted_at WHERE campaign_id = @campaign AND state = 'accepted'", ("campaign", campaign)));

    private async Task<List<Message>> AllAsync(Guid campaign)
    {
        await using var db = world.Product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.AsNoTracking().Where(message => message.CampaignId == campaign).OrderBy(message => message.Sequence)
            .ToListAsync();
    }
}
