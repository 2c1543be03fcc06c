using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Who hears of a mailing beside its author: users whom the app knows, and a number.</summary>
public sealed class NotifyTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Users_and_a_number_are_taken_when_a_mailing_is_prepared_and_changed_by_parts()
    {
        await world.MetAsync("501");
        await world.MetAsync("502");

        var made = await PrepareAsync(new { users = new[] { "501" }, number = "+7 999 000-00-77" });
        var changed = await PatchAsync(made, """{"notify":{"users":["501","502"]}}""");
        var none = await PatchAsync(made, """{"notify":null}""");

        (made.Status, made["notify.number"]!.ToString()).ShouldBe((201, "+79990000077"));
        changed["notify.users"]!.Select(user => user.ToString()).ShouldBe(["501", "502"]);
        changed["notify.number"]!.ToString().ShouldBe("+79990000077");
        none["notify"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task A_stranger_no_number_and_too_many_are_refused_and_change_nothing()
    {
        await world.MetAsync("511");
        var made = await PrepareAsync(new { users = new[] { "511" } });

        var stranger = await PatchAsync(made, """{"notify":{"users":["511","99999"]}}""");
        var word = await PatchAsync(made, """{"notify":{"number":"soon"}}""");
        var users = string.Join(',', Enumerable.Range(600, 21).Select(id => $"\"{id}\""));
        var many = await PatchAsync(made, $$$"""{"notify":{"users":[{{{users}}}]}}""");

        (stranger.Status, stranger.Code, stranger.Field).ShouldBe((400, "unknown_user", "notify.users"));
        (word.Status, word.Code, word.Field).ShouldBe((400, "invalid_number", "notify.number"));
        (many.Status, many.Code, many.Field).ShouldBe((400, "invalid_value", "notify.users"));
        (await PrepareAsync(new { users = new[] { "99999" } })).Code.ShouldBe("unknown_user");
        (await world.Admin().GetAsync($"campaigns/{made["id"]}"))["notify"]!.ToString(Formatting.None)
            .ShouldBe("""{"users":["511"],"number":null}""");
    }

    [Fact]
    public async Task A_viewer_does_not_see_the_number_and_an_erasure_takes_it_away()
    {
        var made = await PrepareAsync(new { number = "+79990000088" });
        var viewer = await (await world.PersonAsync(Role.Viewer)).GetAsync($"campaigns/{made["id"]}");
        viewer["notify.number"]!.ToString().ShouldBe("…");

        await world.Admin().PostAsync("erasures", new { phone = "+79990000088" });

        (await world.Admin().GetAsync($"campaigns/{made["id"]}"))["notify"]!.Type.ShouldBe(JTokenType.Null);
    }

    private async Task<Answer> PrepareAsync(object notify) => await world.Admin().PostAsync(
        "campaigns",
        new { kind = "prepared", line = $"{(await world.Product.LineAsync(ApiWorld.Ours)).Id}", text = "Открываем новый магазин", notify });

    private Task<Answer> PatchAsync(Answer made, string patch) => world.Admin().PatchAsync($"campaigns/{made["id"]}", patch);
}
