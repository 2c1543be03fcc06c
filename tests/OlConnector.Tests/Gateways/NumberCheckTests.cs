using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>Numbers are checked seldom, and what was said is kept (product.md 12.8).</summary>
public sealed class NumberCheckTests
{
    [Fact]
    public async Task A_person_may_ask_about_a_number_and_the_second_question_costs_nothing()
    {
        await using var world = await StartAsync();

        var asked = await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+375 29 111-22-33" });
        var again = await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+375291112233" });

        asked.Body.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe("""{"number":"+375291112233","onNetwork":true,"checkedAt":"2026-03-02T09:00:00+00:00","kept":false,"left":99}""");
        ((bool)again["kept"]!, (int)again["left"]!).ShouldBe((true, 99));
        Checks(world).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, 29)]
    [InlineData(false, 0.9)]
    public async Task A_found_account_is_believed_for_30_days_and_a_missing_one_for_a_day(bool exists, double believedDays)
    {
        await using var world = await StartAsync();
        world.Vendor.Usually = _ => Exists(exists);
        await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+375291112233" });

        world.Clock.Advance(TimeSpan.FromDays(believedDays));
        (await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+375291112233" }))["onNetwork"]!
            .ShouldBe(exists);
        Checks(world).ShouldBe(1);

        world.Clock.Advance(TimeSpan.FromDays(believedDays > 1 ? 1.1 : 0.2));
        await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+375291112233" });
        Checks(world).ShouldBe(2);
    }

    [Fact]
    public async Task Lines_of_one_kind_in_a_portal_share_what_is_known_and_other_portals_do_not()
    {
        await using var world = await StartAsync();
        var sister = await world.AddLineAsync("waha", Settings(world.Vendor.Url));
        var stranger = await world.AddLineAsync("waha", Settings(world.Vendor.Url), portal: "00000000000000000000000000000009");
        var book = world.Get<NumberBook>();
        await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+375291112233" });

        var number = Engine.Phones.PhoneNumber.FromDigits("375291112233");
        (await book.FindAsync(sister.Portal, "waha", number, CancellationToken.None)).ShouldNotBeNull();
        (await book.FindAsync(sister.Portal, "green-api", number, CancellationToken.None)).ShouldBeNull();
        (await book.FindAsync(stranger.Portal, "waha", number, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_line_has_so_many_questions_a_day_and_three_a_second()
    {
        await using var world = await StartAsync(("NumberChecks:DailyCap", "2"));
        string[] numbers = ["+375291112231", "+375291112232", "+375291112233"];

        (await AskAsync(world, numbers[0])).Status.ShouldBe(200);
        var tooSoon = await AskAsync(world, numbers[1]);
        (tooSoon.Status, tooSoon.Code, tooSoon.RetryAfter).ShouldBe((429, "number_checks_used_up", TimeSpan.FromSeconds(1)));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(world, numbers[1])).Status.ShouldBe(200);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var usedUp = await AskAsync(world, numbers[2]);
        (usedUp.Status, usedUp.Code).ShouldBe((429, "number_checks_used_up"));
        usedUp.RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.FromHours(14));
        world.Clock.Advance(TimeSpan.FromHours(15));
        (await AskAsync(world, numbers[2])).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_number_without_an_account_fails_without_a_send_where_the_line_checks()
    {
        await using var world = await StartAsync(checks: true);
        world.Vendor.Usually = request => request.Path == "/api/sendText" ? Sent() : Exists(false);

        var (first, second) = (await world.SendAsync(), await world.SendAsync());

        (world.Find(first).State, world.Find(first).Reason).ShouldBe((MessageState.Failed, Reason.GatewayRecipient));
        (world.Find(second).State, world.Find(second).Reason).ShouldBe((MessageState.Failed, Reason.GatewayRecipient));
        world.Vendor.Seen.ShouldAllBe(request => request.Path == "/api/contacts/check-exists");
        Checks(world).ShouldBe(1);
        var shown = await world.Admin().GetAsync($"messages/{first}");
        shown["attempts[0].code"]!.ToString().ShouldBe("NO_ACCOUNT");
    }

    [Fact]
    public async Task A_line_that_does_not_check_asks_nothing_before_it_sends()
    {
        await using var world = await StartAsync();
        world.Vendor.Usually = request => request.Path == "/api/sendText" ? Sent() : Exists(false);

        world.Find(await world.SendAsync()).State.ShouldBe(MessageState.Sent);

        Checks(world).ShouldBe(0);
    }

    [Fact]
    public async Task When_nobody_can_tell_or_the_days_questions_are_used_up_messages_go_out_unchecked()
    {
        await using var world = await StartAsync(checks: true, ("NumberChecks:DailyCap", "1"));
        world.Vendor.Usually = request => request.Path == "/api/sendText" ? Sent() : Reply.Text(500, "");

        var (first, second) = (await world.SendAsync(), await world.SendAsync());

        (world.Find(first).State, world.Find(second).State).ShouldBe((MessageState.Sent, MessageState.Sent));
        Checks(world).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_goes_to_the_chat_that_the_check_named_and_nothing_more_is_asked(bool checks)
    {
        await using var world = await StartAsync(checks);
        world.Vendor.Usually = request =>
            request.Path == "/api/sendText" ? Sent() : Reply.Json(200, """{"numberExists":true,"chatId":"551187654321@c.us"}""");
        if (!checks) await world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number = "+5511987654321" });

        await world.SendAsync("5511987654321");
        await world.SendAsync("5511987654321");

        world.Vendor.Seen.Where(request => request.Path == "/api/sendText").Select(request => $"{request.Json["chatId"]}")
            .ShouldBe(["551187654321@c.us", "551187654321@c.us"]);
        Checks(world).ShouldBe(1);
    }

    [Fact]
    public async Task A_send_that_ended_unknown_is_looked_for_in_the_chat_it_went_to()
    {
        await using var world = await StartAsync(checks: true);
        world.Vendor.Usually = request =>
            request.Path == "/api/sendText"
                ? Reply.Text(500, "")
                : Reply.Json(200, """{"numberExists":true,"chatId":"551187654321@c.us"}""");
        await world.SendAsync("5511987654321");

        world.Clock.Advance(TimeSpan.FromSeconds(20));
        await world.Get<Sending.UnknownSends>().LookUpDueAsync(CancellationToken.None);

        Uri.UnescapeDataString(world.Vendor.Seen[^1].Path).ShouldBe("/api/default/chats/551187654321@c.us/messages");
    }

    [Theory]
    [InlineData("120363000000000000@g.us")]
    [InlineData("")]
    [InlineData("551187654321")]
    public async Task A_chat_that_is_not_a_persons_is_not_believed(string chat)
    {
        await using var world = await StartAsync(checks: true);
        world.Vendor.Usually = request =>
            request.Path == "/api/sendText" ? Sent() : Reply.Json(200, $$"""{"numberExists":true,"chatId":"{{chat}}"}""");

        await world.SendAsync();

        world.Vendor.Seen[^1].Json["chatId"]!.ToString().ShouldBe("375291112233@c.us");
    }

    [Fact]
    public async Task What_cannot_be_checked_is_refused_in_words()
    {
        await using var world = await StartAsync();
        var sms = await world.AddLineAsync("sms-by", new() { ["baseUrl"] = world.Vendor.Url, ["token"] = "t", ["alphanameId"] = "1" });

        (await world.Admin().PostAsync($"lines/{sms.Id}/check-number", new { number = "+375291112233" })).Code.ShouldBe("wrong_state");
        (await AskAsync(world, "12")).Code.ShouldBe("invalid_number");
        (await AskAsync(world, "")).Code.ShouldBe("required");
    }

    private static Task<Api.Support.Answer> AskAsync(GatewayWorld world, string number) =>
        world.Admin().PostAsync($"lines/{world.Line.Id}/check-number", new { number });

    private static int Checks(GatewayWorld world) => world.Vendor.Seen.Count(request => request.Path == "/api/contacts/check-exists");

    private static Reply Exists(bool exists) =>
        Reply.Json(200, $$"""{"numberExists":{{(exists ? "true" : "false")}},"chatId":"375291112233@c.us"}""");

    private static Reply Sent() => Reply.Json(201, $$"""{"id":"true_375291112233@c.us_3EB0{{Interlocked.Increment(ref lastId)}}"}""");

    private static int lastId;

    private static Task<GatewayWorld> StartAsync(params (string, string)[] settings) => StartAsync(checks: false, settings);

    private static async Task<GatewayWorld> StartAsync(bool checks, params (string, string)[] settings)
    {
        var world = await GatewayWorld.StartAsync("waha", url => Settings(url, checks), settings);
        world.Vendor.Usually = _ => Exists(true);
        return world;
    }

    private static Dictionary<string, string> Settings(string url, bool checks = false) =>
        new() { ["baseUrl"] = url, ["session"] = "default", ["checkNumbers"] = checks ? "true" : "false" };
}
