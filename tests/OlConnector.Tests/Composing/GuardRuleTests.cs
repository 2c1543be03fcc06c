using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Sending;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Composing;

/// <summary>The segment guard, rule by rule (product.md §6), with a limit of six and a warning above five.</summary>
public sealed class GuardRuleTests : LetterWorld
{
    private const string Text = "Скидка на все букеты сегодня [[c:A]]";

    /// <summary>6.1, 6.2, 6.4.</summary>
    [Fact]
    public async Task The_limit_itself_is_allowed_one_above_the_advised_number_warns_and_suppressed_ones_do_not_count()
    {
        await SendAsync(5);
        (await GuardAsync()).ShouldBe((5, 5, 6));
        await LetterAsync(4, Text);
        (await AllAsync())[^1].Reason.ShouldBe(Reason.DuplicateInCampaign);
        await LetterAsync(5, Text);
        (await GuardAsync()).ShouldBe((6, 5, 6));
        (await HeldAsync()).ShouldBe(0);

        await LetterAsync(6, Text);

        (await GuardAsync()).ShouldBe((7, 5, 6));
        (await HeldAsync()).ShouldBe(1);
    }

    /// <summary>6.3.</summary>
    [Theory]
    [InlineData("holdExcess", MessageState.Queued, MessageState.Held)]
    [InlineData("holdAll", MessageState.Held, MessageState.Held)]
    [InlineData("warn", MessageState.Queued, MessageState.Queued)]
    [InlineData("rejectExcess", MessageState.Queued, MessageState.Failed)]
    public async Task Above_the_limit_the_policy_decides_and_nothing_is_dropped(string policy, MessageState first, MessageState last)
    {
        (await Admin().PatchAsync($"lines/{Line.Id}", $$$"""{"guard":{"policy":"{{{policy}}}"}}""")).Status.ShouldBe(200);

        await SendAsync(7);

        var all = await AllAsync();
        (all.Count, all[0].State, all[^1].State).ShouldBe((7, first, last));
        if (last != MessageState.Queued) all[^1].Reason.ShouldBe(Reason.SegmentGuard);
    }

    /// <summary>6.6.</summary>
    [Fact]
    public async Task Held_ones_are_released_all_or_some_discarded_and_each_action_names_its_person()
    {
        await SendAsync(12);
        var id = (await CampaignsAsync())[0].Id;

        (await Admin().PostAsync($"campaigns/{id:N}/release", new { count = 2 }))["released"]!.ToObject<int>().ShouldBe(2);
        (await Admin().PostAsync($"campaigns/{id:N}/discard"))["discarded"]!.ToObject<int>().ShouldBe(4);
        await ComposeAsync();

        (await AllAsync()).Count(message => message.State == MessageState.Queued).ShouldBe(8);
        (await AllAsync()).Count(message => message is { State: MessageState.Cleared, Reason: Reason.Discarded }).ShouldBe(4);
        var acts = (await Admin().GetAsync($"audit?subject={id:N}")).Items.ToList();
        acts.Select(entry => entry["action"]!.ToString()).ShouldBe(["campaign discarded", "campaign released"], ignoreOrder: true);
        acts.ShouldAllBe(entry => entry["actor"]!.ToString().StartsWith("user ", StringComparison.Ordinal));
    }

    /// <summary>6.7.</summary>
    [Fact]
    public async Task What_the_guard_holds_expires_after_seven_days_and_says_so_before()
    {
        await SendAsync(7);
        var held = (await AllAsync())[^1];
        var expires = Clock.GetUtcNow().AddDays(7);
        (await ShowAsync())["holdsExpireAt"]!.ToObject<DateTimeOffset>().ShouldBe(expires);

        Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await TidyAsync();
        (await AllAsync())[^1].State.ShouldBe(MessageState.Held);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await TidyAsync();

        held = (await AllAsync()).Single(message => message.Sequence == held.Sequence);
        (held.State, held.Reason).ShouldBe((MessageState.Expired, Reason.HoldExpired));
    }

    /// <summary>6.7 and waves.</summary>
    [Fact]
    public async Task What_waits_for_a_wave_that_is_planned_for_later_than_seven_days_does_not_expire_before_it()
    {
        await SendAsync(9);
        var id = (await CampaignsAsync())[0].Id;
        (await Admin().PostAsync(
            $"campaigns/{id:N}/split", new { size = 2, gap = "7.00:00:00", startAt = Clock.GetUtcNow().AddDays(6) })).Status.ShouldBe(200);

        Clock.Advance(TimeSpan.FromDays(12));
        await TidyAsync();

        (await HeldAsync()).ShouldBe(3, "the second wave comes after thirteen days");
        (await ShowAsync())["holdsExpireAt"]!.ToObject<DateTimeOffset>().ShouldBeGreaterThan(Clock.GetUtcNow().AddDays(7));
    }

    /// <summary>6.8.</summary>
    [Fact]
    public async Task Direct_messages_are_never_guarded()
    {
        await Admin().PatchAsync($"lines/{Line.Id}", """{"guard":{"limit":1,"warn":1,"policy":"rejectExcess"}}""");

        for (var i = 0; i < 4; i++)
            await Admin().PostAsync(
                "messages", new { line = $"{Line.Id}", to = $"+7999{1_000_000 + i}", text = $"Ваш заказ {i}", transactional = true });
        await ComposeAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
    }

    private async Task SendAsync(int count)
    {
        for (var i = 0; i < count; i++) await LetterAsync(i, Text);
    }

    private async Task<int> HeldAsync() => (await AllAsync()).Count(message => message.State == MessageState.Held);

    private async Task<(int Size, int Warn, int Limit)> GuardAsync()
    {
        var shown = await ShowAsync();
        return (shown["guard.size"]!.ToObject<int>(), shown["guard.warn"]!.ToObject<int>(), shown["guard.limit"]!.ToObject<int>());
    }

    private async Task<Answer> ShowAsync() => await Admin().GetAsync($"campaigns/{(await CampaignsAsync())[0].Id:N}");

    private Task TidyAsync() =>
        Product.Services.GetServices<IHostedService>().OfType<Housekeeping>().Single().TidyAsync();
}
