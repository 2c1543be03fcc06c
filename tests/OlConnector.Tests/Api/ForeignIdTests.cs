using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api;

public sealed class ForeignIdTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("GET", "lines/{line}")]
    [InlineData("PATCH", "lines/{line}")]
    [InlineData("DELETE", "lines/{line}")]
    [InlineData("POST", "lines/{line}/pause")]
    [InlineData("POST", "lines/{line}/resume")]
    [InlineData("POST", "lines/{line}/clear")]
    [InlineData("POST", "lines/{line}/rotate-key")]
    [InlineData("POST", "lines/{line}/test")]
    [InlineData("POST", "lines/{line}/forecast")]
    [InlineData("GET", "messages/{message}")]
    [InlineData("POST", "messages/{message}/release")]
    [InlineData("POST", "messages/{message}/discard")]
    [InlineData("POST", "messages/{message}/resolve")]
    [InlineData("GET", "campaigns/{campaign}")]
    [InlineData("GET", "campaigns/{campaign}/timeline")]
    [InlineData("PATCH", "campaigns/{campaign}")]
    [InlineData("DELETE", "campaigns/{campaign}")]
    [InlineData("POST", "campaigns/{campaign}/recipients")]
    [InlineData("GET", "campaigns/{campaign}/files")]
    [InlineData("POST", "campaigns/{campaign}/pause")]
    [InlineData("POST", "campaigns/{campaign}/resume")]
    [InlineData("POST", "campaigns/{campaign}/stop")]
    [InlineData("POST", "campaigns/{campaign}/clear")]
    [InlineData("POST", "campaigns/{campaign}/release")]
    [InlineData("POST", "campaigns/{campaign}/discard")]
    [InlineData("DELETE", "tokens/{token}")]
    [InlineData("GET", "users/{user}")]
    [InlineData("PATCH", "users/{user}")]
    public async Task What_belongs_to_another_portal_is_not_there_and_stays_as_it_was(string method, string template)
    {
        var message = (await world.MessagesAsync(world.TheirLine, MessageState.Held))[0];
        var campaign = await world.CampaignAsync(world.TheirLine);
        var owner = world.Admin(ApiWorld.Theirs);
        var token = (await owner.PostAsync("tokens", new { name = "Theirs" }))["id"];
        await world.MetAsync("their-user", ApiWorld.Theirs);
        var path = template.Replace("{line}", $"{world.TheirLine.Id}").Replace("{message}", $"{message}")
            .Replace("{campaign}", $"{campaign:N}").Replace("{token}", $"{token}").Replace("{user}", "their-user");
        var before = await StateAsync(owner, $"{message}", $"{campaign:N}");

        var body = path.EndsWith("/test", StringComparison.Ordinal)
            ? """{"to":"+79161234567","text":"Hi"}"""
            : path.EndsWith("/resolve", StringComparison.Ordinal)
            ? """{"as":"failed"}"""
            : "{}";
        var answer = await world.Admin().CallAsync(new HttpMethod(method), path, method is "GET" or "DELETE" ? null : body);

        (answer.Status, answer.Code).ShouldBe((404, "not_found"));
        (await StateAsync(owner, $"{message}", $"{campaign:N}")).ShouldBe(before);
    }

    [Fact]
    public async Task A_line_of_another_portal_cannot_be_named_in_a_body()
    {
        (await world.Admin().PostAsync(
            "messages", new { line = $"{world.TheirLine.Id}", to = "+79161234567", text = "Hi" })).Status.ShouldBe(404);
        (await world.Admin().PostAsync(
            "tokens", new { name = "A", lines = new[] { $"{world.TheirLine.Id}" } })).Code.ShouldBe("unknown_line");
    }

    [Fact]
    public async Task Lists_hold_nothing_of_another_portal()
    {
        await world.MessagesAsync(world.TheirLine, MessageState.Held, text: "their secret");
        await world.CampaignAsync(world.TheirLine);

        foreach (var list in new[] { "lines", "messages", "messages?q=secret", $"messages?line={world.TheirLine.Id}",
            "suppressions", "campaigns", $"campaigns?line={world.TheirLine.Id}", "users", "tokens", "audit" })
            (await world.Admin().GetAsync(list)).Body.ToString().ShouldNotContain($"{world.TheirLine.Id}", Case.Insensitive, list);
        (await world.Admin().GetAsync("messages?q=secret")).Items.ShouldBeEmpty();
        (await world.Admin().GetAsync($"reconciliation?line={world.TheirLine.Id}"))["received"]!.ToObject<int>().ShouldBe(0);
    }

    private async Task<string> StateAsync(Caller owner, string message, string campaign)
    {
        var parts = new[] { await owner.GetAsync($"lines/{world.TheirLine.Id}"), await owner.GetAsync($"messages/{message}"),
            await owner.GetAsync($"campaigns/{campaign}"), await owner.GetAsync("tokens") };
        return string.Join('\n', parts.Select(part => part.Body));
    }
}
