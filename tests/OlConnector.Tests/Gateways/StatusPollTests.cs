using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>SMS.BY calls nobody back: the host asks, ever more rarely, and gives up honestly after a day.</summary>
public sealed class StatusPollTests
{
    [Fact]
    public async Task A_sent_message_is_asked_about_after_1_2_5_15_and_60_minutes_and_not_any_more_once_delivered()
    {
        await using var world = await StartAsync();
        var id = await world.SendAsync();

        var asked = await AskedMinutesAsync(
            world, TimeSpan.FromHours(2), minute => Status(minute >= 83 ? world.Clock.GetUtcNow().ToUnixTimeSeconds() : 0));

        asked.ShouldBe([1, 3, 8, 23, 83]);
        world.Find(id).State.ShouldBe(MessageState.Delivered);
        world.Count("status_polls").ShouldBe(0);
    }

    [Fact]
    public async Task After_a_day_without_word_a_message_stays_sent_and_says_that_its_status_is_unknown()
    {
        await using var world = await StartAsync();
        var id = await world.SendAsync();

        var asked = await AskedMinutesAsync(world, TimeSpan.FromHours(26), _ => Status(0));

        asked.Count.ShouldBe(AskingSchedule.MostQuestions);
        asked[^1].ShouldBe(24 * 60);
        var message = world.Find(id);
        (message.State, message.Reason).ShouldBe((MessageState.Sent, Reason.StatusUnknown));
        message.History.ShouldContain("|sent|STATUS_UNKNOWN|system");
        world.Count("status_polls").ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_was_away_for_hours_asks_once_and_does_not_catch_up()
    {
        await using var world = await StartAsync();
        await world.SendAsync();
        world.Vendor.Usually = _ => Status(0);
        var before = world.Vendor.Seen.Count;

        world.Clock.Advance(TimeSpan.FromHours(5));
        var next = await world.Get<Asker>().AskDueAsync(CancellationToken.None);
        await world.Get<Asker>().AskDueAsync(CancellationToken.None);

        (world.Vendor.Seen.Count - before).ShouldBe(1);
        next.ShouldNotBeNull().ShouldBeGreaterThan(world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task While_one_node_asks_another_one_does_not_and_a_node_that_died_asking_costs_one_question_only()
    {
        await using var world = await StartAsync();
        await world.SendAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        (await TakeAsync(world)).Count.ShouldBe(1);
        (await TakeAsync(world)).ShouldBeEmpty("the line is claimed");
        world.Clock.Advance(Askings.ClaimExpiry);
        (await TakeAsync(world)).ShouldBeEmpty("the question that the dead node took is not asked twice");
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        (await TakeAsync(world)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_asks_one_question_at_a_time_and_keeps_the_vendors_gap()
    {
        await using var world = await StartAsync();
        for (var i = 0; i < 3; i++) await world.SendAsync($"37529111223{i}");
        world.Vendor.Usually = _ => Status(0);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var before = world.Vendor.Seen.Count;

        (await world.Get<Asker>().AskDueAsync(CancellationToken.None)).ShouldBe(world.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        (await world.Get<Asker>().AskDueAsync(CancellationToken.None)).ShouldBe(world.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        (world.Vendor.Seen.Count - before).ShouldBe(1);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Get<Asker>().AskDueAsync(CancellationToken.None);
        (world.Vendor.Seen.Count - before).ShouldBe(2);
    }

    [Fact]
    public async Task Beyond_the_days_cap_questions_wait_for_the_next_day()
    {
        await using var world = await StartAsync(("StatusPolling:DailyCap", "1"));
        await world.SendAsync();
        await world.SendAsync("375291112234");
        world.Vendor.Usually = _ => Status(0);
        var before = world.Vendor.Seen.Count;

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Get<Asker>().AskDueAsync(CancellationToken.None);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        var next = await world.Get<Asker>().AskDueAsync(CancellationToken.None);

        (world.Vendor.Seen.Count - before).ShouldBe(1);
        next.ShouldBe(new DateTimeOffset(world.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
    }

    [Theory]
    [InlineData(200, """{"error":"message_id not found"}""")]
    [InlineData(404, "")]
    public async Task A_message_that_the_vendor_does_not_find_is_asked_about_twice_more_and_then_given_up(int status, string body)
    {
        await using var world = await StartAsync();
        var id = await world.SendAsync();

        var asked = await AskedMinutesAsync(world, TimeSpan.FromHours(26), _ => Reply.Text(status, body));

        asked.ShouldBe([1, 3, 8]);
        var message = world.Find(id);
        (message.State, message.Reason).ShouldBe((MessageState.Sent, Reason.StatusUnknown));
        world.Count("status_polls").ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_the_vendor_finds_at_the_second_question_is_asked_about_as_ever()
    {
        await using var world = await StartAsync();
        var id = await world.SendAsync();

        var asked = await AskedMinutesAsync(world, TimeSpan.FromHours(26), minute =>
            minute < 3
                ? Reply.Json(200, """{"error":"not found"}""")
                : Status(minute >= 83 ? world.Clock.GetUtcNow().ToUnixTimeSeconds() : 0));

        asked.ShouldBe([1, 3, 8, 23, 83]);
        world.Find(id).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public async Task A_vendor_that_does_not_answer_costs_a_question_and_no_message()
    {
        await using var world = await StartAsync();
        var id = await world.SendAsync();
        world.Vendor.Usually = _ => Reply.Text(500, "");

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Get<Asker>().AskDueAsync(CancellationToken.None);

        world.Find(id).State.ShouldBe(MessageState.Sent);
        world.Count("status_polls").ShouldBe(1);
    }

    private static Task<GatewayWorld> StartAsync(params (string, string)[] settings) =>
        PreparedAsync(GatewayWorld.StartAsync(
            "sms-by", url => new() { ["baseUrl"] = url, ["token"] = "secret-token", ["alphanameId"] = "1363" }, settings));

    private static async Task<GatewayWorld> PreparedAsync(Task<GatewayWorld> starting)
    {
        var world = await starting;
        var id = 1000;
        world.Vendor.Usually = _ => Reply.Json(200, $$"""{"sms_id":{{++id}},"status":"NEW","parts":1}""");
        return world;
    }

    private static Reply Status(long delivered) => Reply.Json(200, $$"""{"sent":1772442000,"delivered":{{delivered}}}""");

    private static Task<IReadOnlyList<StatusQuestion>> TakeAsync(GatewayWorld world)
    {
        var now = world.Clock.GetUtcNow();
        return world.Get<Writer>().RunAsync(turn => world.Get<Askings>().Take(turn, 10, now));
    }

    /// <summary>Lets time pass as the loop would, and says at which minutes after the send the vendor was asked.</summary>
    private static async Task<List<double>> AskedMinutesAsync(GatewayWorld world, TimeSpan span, Func<double, Reply> answerAt)
    {
        var (start, asked) = (world.Clock.GetUtcNow(), new List<double>());
        world.Vendor.Usually = request =>
        {
            request.Path.ShouldContain("checkSMS");
            asked.Add((world.Clock.GetUtcNow() - start).TotalMinutes);
            return answerAt(asked[^1]);
        };
        var next = await world.Get<Asker>().AskDueAsync(CancellationToken.None);
        while (next is { } due && due - start <= span)
        {
            if (due > world.Clock.GetUtcNow()) world.Clock.Advance(due - world.Clock.GetUtcNow());
            next = await world.Get<Asker>().AskDueAsync(CancellationToken.None);
        }

        return asked;
    }
}
