using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Sending;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>What a line has behind it: what left today, what was done to it, when it last sent, how it is now.</summary>
public sealed class LineRecordTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task What_left_is_counted_by_the_portal_s_own_days()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Sent, count: 2);
        await world.MessagesAsync(line, MessageState.Queued);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.MessagesAsync(line, MessageState.Delivered, count: 3);

        var told = await world.Admin().GetAsync("lines/today");

        var ours = told["lines"]!.Single(one => one["lineId"]!.ToString() == $"{line.Id}");
        ((int)ours["today"]!, (int)ours["yesterday"]!).ShouldBe((3, 2));
        told["since"]!.Value<DateTime>().ToUniversalTime().ShouldBeLessThanOrEqualTo(world.Clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Lines_that_do_not_exist_for_the_caller_are_not_counted()
    {
        var (mine, other) = (await world.Product.LineAsync(ApiWorld.Ours), await world.Product.LineAsync(ApiWorld.Ours));
        await world.MessagesAsync(mine, MessageState.Sent);
        await world.MessagesAsync(other, MessageState.Sent);

        var told = await (await world.PersonAsync(Role.Viewer, mine)).GetAsync("lines/today");

        told["lines"]!.Select(one => one["lineId"]!.ToString()).ShouldBe([$"{mine.Id}"]);
    }

    [Fact]
    public async Task The_history_of_a_line_is_about_that_line_only_and_says_from_what_to_what()
    {
        var (line, other) = (await world.Product.LineAsync(ApiWorld.Ours), await world.Product.LineAsync(ApiWorld.Ours));
        var support = await world.PersonAsync(Role.Support);
        await support.PatchAsync($"lines/{line.Id}", """{"marketingInterval":"00:01:00"}""");
        await support.PostAsync($"lines/{other.Id}/pause");

        var entries = (await support.GetAsync($"lines/{line.Id}/history"))["items"]!;

        entries.Select(entry => entry["action"]!.ToString()).ShouldBe(["line changed"]);
        entries[0]!["after"]!.ToString().ShouldContain("00:01:00");
    }

    [Fact]
    public async Task Marketers_read_no_history_and_ask_no_gateway()
    {
        var marketer = await world.PersonAsync(Role.Marketer);

        (await marketer.GetAsync($"lines/{world.Line.Id}/history")).Status.ShouldBe(403);
        (await marketer.PostAsync($"lines/{world.Line.Id}/check")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_line_is_asked_how_it_is_when_support_wants_to_know_and_not_with_every_press()
    {
        var line = await world.WahaLineAsync();
        var support = await world.PersonAsync(Role.Support);
        var before = world.Vendor.Seen.Count;

        var shown = await support.PostAsync($"lines/{line.Id}/check");
        for (var presses = 0; presses < 5; presses++) await support.PostAsync($"lines/{line.Id}/check");
        var asked = world.Vendor.Seen.Count - before;
        world.Clock.Advance(ConnectionChecks.BetweenQuestions);
        await support.PostAsync($"lines/{line.Id}/check");

        shown["connection"]!.ToString().ShouldBe("connected");
        (asked, world.Vendor.Seen.Count - before).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_line_says_when_it_last_sent()
    {
        var at = world.Clock.GetUtcNow();
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.LastAnswerAt = at);

        var shown = await world.Admin().GetAsync($"lines/{line.Id}");

        shown["lastDispatchAt"]!.Value<DateTime>().ToUniversalTime().ShouldBe(at.UtcDateTime);
    }
}
