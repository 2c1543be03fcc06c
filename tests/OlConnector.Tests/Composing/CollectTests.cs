using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Composing;

/// <summary>A mailing is collected whole before anything of it leaves (product.md 6.5).</summary>
public sealed class CollectTests : LetterWorld
{
    private const string Text = "Скидка на все букеты сегодня [[c:A]]";
    private const string OtherText = "Завтра открываем новый магазин [[c:B]]";

    [Fact]
    public async Task Nothing_of_it_leaves_before_ten_minutes_without_arrivals_and_then_all_that_the_guard_lets_through()
    {
        await CollectOnPortalAsync();
        for (var i = 0; i < 8; i++)
        {
            await LetterAsync(i, Text);
            (await ClaimAsync()).ShouldBeEmpty();
            Clock.Advance(TimeSpan.FromMinutes(3));
        }

        var until = Clock.GetUtcNow() - TimeSpan.FromMinutes(3) + TimeSpan.FromMinutes(10);
        var shown = await ShowAsync();
        (shown["state"]!.ToString(), shown["collectingUntil"]!.ToObject<DateTimeOffset>()).ShouldBe(("collecting", until));
        shown["forecast.firstAt"]!.ToObject<DateTimeOffset>().ShouldBe(until);
        var line = await Admin().GetAsync($"lines/{Line.Id}");
        line["waitReason"]!.ToString().ShouldBe(Reason.Collecting);
        var waiting = (await AllAsync())[0];
        (await Admin().GetAsync($"messages/{waiting.Id}"))["waitReason"]!.ToString().ShouldBe(Reason.Collecting);

        Clock.Advance(until - Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        (await ClaimAsync()).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var left = await LeaveAllAsync();

        left.ShouldBe([.. (await AllAsync()).Take(6).Select(message => message.Sequence)], "the limit is six, and they keep their order");
        (await ShowAsync())["states.held"]!.ToObject<int>().ShouldBe(2);
        (await ShowAsync())["collectingUntil"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task Where_the_guard_holds_all_nothing_of_it_has_left()
    {
        await CollectOnPortalAsync();
        await Admin().PatchAsync("settings", """{"guard":{"policy":"holdAll"}}""");
        for (var i = 0; i < 7; i++)
        {
            await LetterAsync(i, Text);
            (await ClaimAsync()).ShouldBeEmpty();
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Clock.Advance(TimeSpan.FromMinutes(10));

        (await LeaveAllAsync()).ShouldBeEmpty();
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Held && message.Reason == Reason.SegmentGuard);
        (await ShowAsync())["state"]!.ToString().ShouldBe("held");
    }

    [Fact]
    public async Task It_is_collected_for_a_day_at_most()
    {
        await CollectOnPortalAsync();
        for (var i = 0; i < 3; i++)
        {
            await LetterAsync(i, Text);
            Clock.Advance(TimeSpan.FromMinutes(9));
        }

        await SetAsync("started_at", Clock.GetUtcNow() - TimeSpan.FromHours(24) + TimeSpan.FromMinutes(2));
        await LetterAsync(3, Text);

        (await ShowAsync())["collectingUntil"]!.ToObject<DateTimeOffset>().ShouldBe(Clock.GetUtcNow().AddMinutes(2));
    }

    [Fact]
    public async Task Another_mailing_and_direct_messages_pass_meanwhile()
    {
        await CollectOnPortalAsync();
        await LetterAsync(1, Text);
        await Admin().PatchAsync("settings", """{"collect":false}""");
        await LetterAsync(2, OtherText);
        await Admin().PostAsync("messages", new { line = $"{Line.Id}", to = "+79990000077", text = "Ваш заказ готов" });
        await ComposeAsync();

        var left = await LeaveAllAsync();

        left.Count.ShouldBe(2);
        (await AllAsync())[0].State.ShouldBe(MessageState.Queued);
    }

    [Fact]
    public async Task A_person_sends_it_on_before_and_what_comes_later_leaves_as_it_comes()
    {
        await CollectOnPortalAsync();
        await LetterAsync(1, Text);
        await LeaveAllAsync();
        var id = (await CampaignsAsync())[0].Id;

        var started = await Admin().PostAsync($"campaigns/{id:N}/start");

        (started.Status, started["state"]!.ToString(), started["collectingUntil"]!.Type).ShouldBe((200, "running", JTokenType.Null));
        (await LeaveAllAsync()).Count.ShouldBe(1);
        await LetterAsync(2, Text);
        (await LeaveAllAsync()).Count.ShouldBe(1);
        (await Admin().PostAsync($"campaigns/{id:N}/start")).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task The_mailing_decides_over_its_line_and_the_line_over_its_portal()
    {
        await CollectOnPortalAsync();
        (await Admin().PatchAsync($"lines/{Line.Id}", """{"collect":false}"""))["collect"]!.ToObject<bool>().ShouldBeFalse();
        await LetterAsync(1, Text);
        (await LeaveAllAsync()).Count.ShouldBe(1);

        var made = await Admin().PostAsync(
            "campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Открываем новый магазин", collect = true });
        made["settings.collect"]!.ToObject<bool>().ShouldBeTrue();
        made["collectingUntil"]!.Type.ShouldBe(JTokenType.Null, "it awaits its letter");
        await LetterAsync(2, made["textToPaste"]!.ToString());
        Clock.Advance(TimeSpan.FromSeconds(15));

        (await LeaveAllAsync()).ShouldBeEmpty();
        (await Admin().GetAsync($"campaigns/{made["id"]}"))["state"]!.ToString().ShouldBe("collecting");
        var off = await Admin().PatchAsync($"campaigns/{made["id"]}", """{"collect":null}""");
        (off["state"]!.ToString(), off["settings.collect"]!.Type).ShouldBe(("running", JTokenType.Null));
        (await LeaveAllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_letter_sent_once_more_is_collected_too()
    {
        var made = await Admin().PostAsync(
            "campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Открываем новый магазин", collect = true });
        await LetterAsync(1, made["textToPaste"]!.ToString());
        Clock.Advance(TimeSpan.FromHours(30));
        await LeaveAllAsync();

        await LetterAsync(2, made["textToPaste"]!.ToString());

        (await LeaveAllAsync()).ShouldBeEmpty();
        var run = (await CampaignsAsync())[^1];
        (run.RunOf, run.CollectingUntil).ShouldBe((Guid.Parse(made["id"]!.ToString()), Clock.GetUtcNow().AddMinutes(10)));
    }

    [Theory]
    [InlineData("stop", MessageState.Stopped)]
    [InlineData("clear", MessageState.Cleared)]
    public async Task It_can_be_stopped_and_cleared_meanwhile(string verb, MessageState state)
    {
        await CollectOnPortalAsync();
        for (var i = 0; i < 3; i++) await LetterAsync(i, Text);
        await LeaveAllAsync();

        (await Admin().PostAsync($"campaigns/{(await CampaignsAsync())[0].Id:N}/{verb}")).Status.ShouldBe(200);
        Clock.Advance(TimeSpan.FromMinutes(11));

        (await LeaveAllAsync()).ShouldBeEmpty();
        (await AllAsync()).ShouldAllBe(message => message.State == state);
    }

    [Fact]
    public async Task A_pause_outlasts_the_collecting_and_collecting_outlasts_a_pause()
    {
        await CollectOnPortalAsync();
        await LetterAsync(1, Text);
        var id = (await CampaignsAsync())[0].Id;
        (await Admin().PostAsync($"campaigns/{id:N}/pause"))["state"]!.ToString().ShouldBe("paused");
        (await Admin().PostAsync($"campaigns/{id:N}/resume"))["state"]!.ToString().ShouldBe("collecting");
        (await LeaveAllAsync()).ShouldBeEmpty();

        await Admin().PostAsync($"campaigns/{id:N}/pause");
        Clock.Advance(TimeSpan.FromMinutes(11));
        (await LeaveAllAsync()).ShouldBeEmpty();
        await Admin().PostAsync($"campaigns/{id:N}/resume");
        (await LeaveAllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_came_in_time_and_is_still_being_composed_keeps_the_others_waiting()
    {
        await CollectOnPortalAsync();
        await LetterAsync(1, Text);
        await LetterAsync(2, Text);
        await LeaveAllAsync();
        var late = (await AllAsync())[1].Sequence;
        await WriteAsync(turn => turn.Execute(
            "UPDATE messages SET state = 'accepted', retry_at = NULL, compose_after = @later WHERE sequence = @sequence",
            ("later", Clock.GetUtcNow().AddHours(1)), ("sequence", late)));
        Clock.Advance(TimeSpan.FromMinutes(10));

        (await LeaveAllAsync()).ShouldBeEmpty();
        (await Admin().GetAsync($"lines/{Line.Id}"))["waitReason"]!.ToString().ShouldBe(Reason.Composing);

        await WriteAsync(turn => turn.Execute(
            "UPDATE messages SET compose_after = @now WHERE sequence = @sequence", ("now", Clock.GetUtcNow()), ("sequence", late)));
        await ComposeAsync();
        Clock.Advance(TimeSpan.FromSeconds(15));
        (await LeaveAllAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Merged_with_another_one_it_is_collected_until_both_letters_have_come()
    {
        await CollectOnPortalAsync();
        await LetterAsync(1, Text);
        Clock.Advance(TimeSpan.FromMinutes(6));
        await LetterAsync(2, OtherText);
        await LeaveAllAsync();
        var both = await CampaignsAsync();

        (await Admin().PostAsync($"campaigns/{both[0].Id:N}/merge", new { other = $"{both[1].Id:N}" })).Status.ShouldBe(200);

        Clock.Advance(TimeSpan.FromMinutes(5));
        (await LeaveAllAsync()).ShouldBeEmpty();
        await LetterAsync(3, OtherText);
        (await ShowAsync())["collectingUntil"]!.ToObject<DateTimeOffset>().ShouldBe(Clock.GetUtcNow().AddMinutes(10));
        Clock.Advance(TimeSpan.FromMinutes(10));
        (await LeaveAllAsync()).Count.ShouldBe(3);
    }

    private async Task CollectOnPortalAsync() =>
        (await Admin().PatchAsync("settings", """{"collect":true}"""))["collect"]!.ToObject<bool>().ShouldBeTrue();

    private async Task<Answer> ShowAsync() => await Admin().GetAsync($"campaigns/{(await CampaignsAsync())[0].Id:N}");

    /// <summary>Sends all that waits for nothing but the line's pace, and answers what that was.</summary>
    private async Task<List<long>> LeaveAllAsync()
    {
        var (left, settling) = (new List<long>(), Product.Services.GetRequiredService<Settling>());
        while (true)
        {
            await WriteAsync(turn => turn.Execute("UPDATE lines SET last_answer_at = NULL"));
            await WriteAsync(turn =>
            {
                Product.Services.GetRequiredService<LineDue>().Recompute(turn, Line.Id, Clock.GetUtcNow());
                return true;
            });
            if (await ClaimAsync() is not [var claim]) return left;
            left.Add(claim.Sequence);
            await WriteAsync(turn => settling.Settle(turn, claim, new SendResult.Accepted($"g{claim.Sequence}"), Clock.GetUtcNow()));
        }
    }

    private Task SetAsync(string column, object value) =>
        WriteAsync(turn => turn.Execute($"UPDATE campaigns SET {column} = @value", ("value", value)));
}
