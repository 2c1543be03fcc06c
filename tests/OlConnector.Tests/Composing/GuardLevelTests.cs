using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>How large a mailing may be is said by itself, its line, its portal or the app, the nearest first (product.md 6.1).</summary>
public sealed class GuardLevelTests : LetterWorld
{
    private const string Text = "Скидка на все букеты сегодня [[c:A]]";

    [Fact]
    public async Task Each_part_is_of_the_nearest_level_and_the_mailing_says_whose_the_guard_is()
    {
        var made = await PrepareAsync();
        (await GuardAsync(made)).ShouldBe((5, 6, "holdExcess", "app"));

        await Admin().PatchAsync("settings", """{"guard":{"warn":2,"limit":4,"policy":"warn"}}""");
        (await GuardAsync(made)).ShouldBe((2, 4, "warn", "portal"));
        await Admin().PatchAsync($"lines/{Line.Id}", """{"guard":{"policy":"holdAll"}}""");
        (await GuardAsync(made)).ShouldBe((2, 4, "holdAll", "line"));
        await Admin().PatchAsync($"campaigns/{made["id"]}", """{"guard":{"limit":3}}""");
        (await GuardAsync(made)).ShouldBe((2, 3, "holdAll", "mailing"));

        await Admin().PatchAsync($"campaigns/{made["id"]}", """{"guard":null}""");
        var line = await Admin().PatchAsync($"lines/{Line.Id}", """{"guard":null}""");
        line["guard"]!.Type.ShouldBe(JTokenType.Null);
        var portal = await Admin().PatchAsync("settings", """{"guard":{"warn":null,"policy":null}}""");
        portal["guard.limit"]!.ToObject<int>().ShouldBe(4);
        (await GuardAsync(made)).ShouldBe((4, 4, "holdExcess", "portal"));
    }

    [Fact]
    public async Task The_lines_guard_holds_and_another_line_keeps_the_apps()
    {
        var other = await Product.LineAsync(Member);
        await Admin().PatchAsync($"lines/{Line.Id}", """{"guard":{"limit":2}}""");

        for (var i = 0; i < 4; i++)
        {
            await LetterAsync(i, Text);
            await LetterAsync(i, "Завтра открываем новый магазин [[c:B]]", other);
        }

        (await AllAsync()).Count(message => message.LineId == Line.Id && message.State == MessageState.Held).ShouldBe(2);
        (await AllAsync()).Where(message => message.LineId == other.Id).ShouldAllBe(message => message.State == MessageState.Queued);
    }

    [Fact]
    public async Task A_change_acts_on_the_next_message_and_neither_releases_nor_holds_what_was_decided()
    {
        for (var i = 0; i < 8; i++) await LetterAsync(i, Text);
        await Admin().PatchAsync("settings", """{"guard":{"limit":9}}""");
        var id = (await CampaignsAsync())[0].Id;
        await Admin().PatchAsync($"campaigns/{id:N}", """{"guard":{"limit":9}}""");
        await ComposeAsync();
        (await StatesAsync()).ShouldBe((6, 2), "a limit that was raised releases nothing");

        await LetterAsync(8, Text);
        await LetterAsync(9, Text);
        (await StatesAsync()).ShouldBe((7, 3));

        await Admin().PatchAsync($"campaigns/{id:N}", """{"guard":{"limit":1,"warn":1}}""");
        await ComposeAsync();
        (await StatesAsync()).ShouldBe((7, 3), "one that was lowered holds nothing that was queued");
    }

    [Theory]
    [InlineData("""{"guard":{"warn":30,"limit":20}}""", "warn_above_limit", "guard.warn")]
    [InlineData("""{"guard":{"limit":0}}""", "invalid_value", "guard.limit")]
    [InlineData("""{"guard":{"warn":1000001}}""", "invalid_value", "guard.warn")]
    public async Task A_guard_that_cannot_be_is_refused_everywhere_and_changes_nothing(string patch, string code, string field)
    {
        var made = await PrepareAsync();

        foreach (var path in new[] { "settings", $"lines/{Line.Id}", $"campaigns/{made["id"]}" })
        {
            var refused = await Admin().PatchAsync(path, patch);
            (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field), path);
        }

        var wish = JObject.Parse(patch);
        wish.Merge(JObject.FromObject(new { kind = "prepared", line = $"{Line.Id}", text = "Весна" }));
        (await Admin().PostAsync("campaigns", wish)).Code.ShouldBe(code);
        (await GuardAsync(made)).ShouldBe((5, 6, "holdExcess", "app"));
        (await Admin().PatchAsync("settings", """{"guard":{"policy":"later"}}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Single_sends_are_a_mailing_above_the_warning_of_their_line()
    {
        await Admin().PatchAsync($"lines/{Line.Id}", """{"guard":{"warn":2}}""");

        for (var i = 0; i < 4; i++)
            await Admin().PostAsync(
                "messages", new { line = $"{Line.Id}", to = $"+7999{1_000_000 + i}", text = "Скидка на все букеты до конца недели" });

        (await AllAsync()).Select(message => message.Traffic)
            .ShouldBe([Traffic.Direct, Traffic.Direct, Traffic.Marketing, Traffic.Marketing]);
    }

    private async Task<Answer> PrepareAsync() =>
        await Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Открываем новый магазин" });

    private async Task<(int Warn, int Limit, string Policy, string From)> GuardAsync(Answer made)
    {
        var guard = (await Admin().GetAsync($"campaigns/{made["id"]}"))["guard"]!;
        return (
            guard["warn"]!.ToObject<int>(), guard["limit"]!.ToObject<int>(), guard["policy"]!.ToString(), guard["from"]!.ToString());
    }

    private async Task<(int Queued, int Held)> StatesAsync()
    {
        var all = await AllAsync();
        return (all.Count(message => message.State == MessageState.Queued), all.Count(message => message.State == MessageState.Held));
    }
}
