using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Whoever only looks at reports sees no clients.</summary>
public sealed class ViewerTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Words = "Dear Melpomena";

    [Fact]
    public async Task A_viewer_sees_how_messages_fare_and_neither_numbers_nor_texts()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var id = (await world.MessagesAsync(line, MessageState.Sent, text: Words))[0];
        var (viewer, marketer) = (await world.ProgramAsync(Role.Viewer), await world.ProgramAsync(Role.Marketer));

        foreach (var seen in new[] { await viewer.GetAsync($"messages/{id}"), await viewer.GetAsync($"messages?line={line.Id}") })
        {
            var text = seen.Body.ToString();
            text.ShouldContain("+7916***4567");
            text.ShouldContain("sent");
            text.ShouldNotContain("79161234567");
            text.ShouldNotContain("Melpomena");
            text.ShouldNotContain("v1:");
        }

        var whole = (await marketer.GetAsync($"messages/{id}")).Body.ToString();
        whole.ShouldContain("+79161234567");
        whole.ShouldContain(Words);
    }

    [Fact]
    public async Task What_is_no_number_is_not_shown_to_viewers_as_it_came()
    {
        var id = (await world.MessagesAsync(world.Line, MessageState.Failed, text: Words, phone: "79161234568"))[0];
        await world.Admin().PostAsync("erasures", new { phone = "+79161234568" });

        (await (await world.ProgramAsync(Role.Viewer)).GetAsync($"messages/{id}"))["to"]!.ToString().ShouldBe("…");
    }

    [Theory]
    [InlineData("q=Melpomena")]
    [InlineData("q=dear")]
    [InlineData("q=9161234567")]
    public async Task A_viewer_cannot_guess_numbers_and_texts_by_searching(string query)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var id = (await world.MessagesAsync(line, MessageState.Sent, text: Words))[0];
        var viewer = await world.ProgramAsync(Role.Viewer);

        (await viewer.GetAsync($"messages?line={line.Id}&{query}")).Items.ShouldBeEmpty();
        (await viewer.GetAsync($"messages?line={line.Id}&q=b24-{id}")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_campaign_shows_viewers_its_moment_and_counts_without_the_first_clients_text()
    {
        var campaign = await world.CampaignAsync(world.Line);
        await world.Admin().PatchAsync($"campaigns/{campaign:N}", """{"name":null}""");
        var viewer = await world.ProgramAsync(Role.Viewer);

        var seen = await viewer.GetAsync($"campaigns/{campaign:N}");
        await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { name = "March letter" });

        seen.Body.ToString().ShouldNotContain("Good day");
        seen["name"]!.ToString().Length.ShouldBe(16);
        (await viewer.GetAsync($"campaigns/{campaign:N}"))["name"]!.ToString().ShouldBe("March letter");
    }

    [Fact]
    public async Task A_role_may_be_taken_away_altogether_and_no_token_is_made_without_one()
    {
        var person = await world.MetAsync("gone");
        var changed = await world.Admin().PatchAsync("users/gone", new { role = "none" });
        var token = await world.Admin().PostAsync("tokens", new { name = "Nothing", role = "none" });

        changed["role"]!.ToString().ShouldBe("none");
        (await person.GetAsync("messages")).Code.ShouldBe("invalid_token");
        (await world.Person("gone").GetAsync("messages")).Code.ShouldBe("forbidden");
        (token.Status, token.Code, token.Field).ShouldBe((400, "invalid_value", "role"));
    }
}
