using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class ConditionalTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("lines")]
    [InlineData("lines/{line}")]
    [InlineData("campaigns")]
    [InlineData("campaigns/{campaign}")]
    [InlineData("messages")]
    [InlineData("settings")]
    [InlineData("gateways")]
    [InlineData("tokens")]
    [InlineData("users")]
    public async Task Whoever_has_it_already_hears_304(string template)
    {
        var path = template.Replace("{line}", $"{world.Line.Id}").Replace("{campaign}", $"{await world.CampaignAsync(world.Line):N}");
        var first = await world.Admin().GetAsync(path);

        var second = await world.Admin().GetAsync(path, ("If-None-Match", first.ETag!));
        var weak = await world.Admin().GetAsync(path, ("If-None-Match", $"\"other\", W/{first.ETag}"));
        var stale = await world.Admin().GetAsync(path, ("If-None-Match", "\"other\""));

        first.ETag.ShouldNotBeNull();
        (second.Status, second.Body.Count, second.ETag).ShouldBe((304, 0, first.ETag));
        weak.Status.ShouldBe(304);
        (stale.Status, stale.ETag).ShouldBe((200, first.ETag));
    }

    [Fact]
    public async Task A_tag_changes_with_what_is_shown_but_only_changes_by_people_get_in_each_others_way()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var seen = (await world.Admin().GetAsync($"lines/{line.Id}")).ETag!;
        await world.MessagesAsync(line, MessageState.Queued);

        var now = await world.Admin().GetAsync($"lines/{line.Id}", ("If-None-Match", seen));
        var changed = await world.Admin().PatchAsync($"lines/{line.Id}", new { name = "First" }, ("If-Match", seen));
        var late = await world.Admin().PatchAsync($"lines/{line.Id}", new { name = "Second" }, ("If-Match", seen));

        now.Status.ShouldBe(200);
        now.ETag.ShouldNotBe(seen);
        changed.Status.ShouldBe(200);
        (late.Status, late.Code).ShouldBe((412, "precondition_failed"));
        (await world.Admin().GetAsync($"lines/{line.Id}"))["name"]!.ToString().ShouldBe("First");
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { name = "Third" }, ("If-Match", changed.ETag!))).Status.ShouldBe(200);
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { name = "Fourth" }, ("If-Match", "*"))).Status.ShouldBe(200);
        (await world.Admin().DeleteAsync($"lines/{line.Id}", ("If-Match", seen))).Status.ShouldBe(412);
    }

    [Theory]
    [InlineData("settings", """{"language":"ru"}""", """{"language":"en"}""")]
    [InlineData("users/{user}", """{"role":"support"}""", """{"role":"viewer"}""")]
    [InlineData("campaigns/{campaign}", """{"name":"A"}""", """{"name":"B"}""")]
    public async Task Two_people_cannot_undo_each_other(string template, string first, string second)
    {
        await world.MetAsync("7");
        var path = template.Replace("{user}", "7").Replace("{campaign}", $"{await world.CampaignAsync(world.Line):N}");
        var seen = (await world.Admin().GetAsync(path)).ETag!;

        (await world.Admin().PatchAsync(path, first, ("If-Match", seen))).Status.ShouldBe(200);
        (await world.Admin().PatchAsync(path, second, ("If-Match", seen))).Status.ShouldBe(412);
        (await world.Admin().PatchAsync(path, second)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Fifty_changes_at_once_with_the_same_tag_make_one()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var seen = (await world.Admin().GetAsync($"lines/{line.Id}")).ETag!;

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(
                number => world.Admin().PatchAsync($"lines/{line.Id}", new { name = $"N{number}" }, ("If-Match", seen))));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 412).ShouldBe(49);
    }
}
