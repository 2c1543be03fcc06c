using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class PagingTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("messages")]
    [InlineData("campaigns")]
    [InlineData("lines")]
    [InlineData("tokens")]
    [InlineData("users")]
    [InlineData("audit")]
    [InlineData("suppressions")]
    public async Task A_list_read_in_small_pages_is_the_whole_list_once(string list)
    {
        for (var i = 0; i < 7; i++) await AddOneAsync(list, i);
        var whole = (await world.Admin().GetAsync($"{list}?limit=200")).Items.Select(item => item["id"]!.ToString()).ToList();

        var (paged, cursor) = (new List<string>(), "");
        do
        {
            var page = await world.Admin().GetAsync($"{list}?limit=3&cursor={cursor}");
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            paged.AddRange(page.Items.Select(item => item["id"]!.ToString()));
            cursor = page["next"]!.ToObject<string?>() ?? "";
        }
        while (cursor.Length > 0);

        whole.Count.ShouldBeGreaterThanOrEqualTo(7);
        paged.ShouldBe(whole);
    }

    [Fact]
    public async Task Arrivals_do_not_shift_the_pages_behind_them()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Held, 5);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.MessagesAsync(line, MessageState.Held, 5);
        var first = await world.Admin().GetAsync($"messages?line={line.Id}&limit=5");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.MessagesAsync(line, MessageState.Held, 5);

        var second = await world.Admin().GetAsync($"messages?line={line.Id}&limit=5&cursor={first["next"]}");

        second.Items.Count.ShouldBe(5);
        second["next"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
        second.Items.Select(item => item["id"]!.ToString()).ShouldNotContain(id => first.Items.Any(item => item["id"]!.ToString() == id));
    }

    [Theory]
    [InlineData("limit=0", "invalid_value", "limit")]
    [InlineData("limit=201", "invalid_value", "limit")]
    [InlineData("limit=many", "invalid_value", "limit")]
    [InlineData("cursor=nonsense", "invalid_cursor", "cursor")]
    [InlineData("cursor=%00", "invalid_cursor", "cursor")]
    [InlineData("cursor=MHw", "invalid_cursor", "cursor")]
    public async Task A_page_that_cannot_be_is_refused(string query, string code, string field)
    {
        foreach (var list in new[] { "messages", "campaigns", "lines", "audit", "suppressions" })
        {
            var refused = await world.Admin().GetAsync($"{list}?{query}");
            (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field), list);
        }
    }

    private async Task AddOneAsync(string list, int number)
    {
        switch (list)
        {
            case "messages": await world.MessagesAsync(world.Line, MessageState.Held); break;
            case "campaigns": await world.CampaignAsync(world.Line); break;
            case "lines": await world.Product.LineAsync(ApiWorld.Ours); break;
            case "suppressions":
                await world.Admin().PostAsync("suppressions", new { phone = $"+7916555100{number}", reason = "Asked" });
                break;
            case "users": await world.MetAsync($"paged-{number}"); break;
            default: await world.Admin().PostAsync("tokens", new { name = $"Paged {number}" }); break;
        }

        if (number % 2 == 0) world.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }
}
