using Newtonsoft.Json.Linq;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api;

/// <summary>Texts are kept under names, for the whole portal, and go to another one as a file.</summary>
public sealed class TemplateTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_text_is_saved_found_changed_and_deleted()
    {
        var saved = await SaveAsync("Spring", "{Hello|Good day}, #NAME#!", "whatsapp");
        var path = $"templates/{saved["id"]}";

        var changed = await world.Admin().PatchAsync(path, new { name = "Summer", channel = (string?)null }, ("If-Match", saved.ETag!));
        var stale = await world.Admin().PatchAsync(path, new { name = "Autumn" }, ("If-Match", saved.ETag!));
        var same = await world.Admin().PatchAsync(path, new { name = "Summer" });
        var known = await world.Admin().GetAsync(path, ("If-None-Match", same.ETag!));
        var gone = await world.Admin().DeleteAsync(path);

        (saved.Status, saved.Location).ShouldBe((201, $"/api/v1/{path}"));
        ($"{changed["name"]}", $"{changed["text"]}", (int)changed["version"]!).ShouldBe(("Summer", "{Hello|Good day}, #NAME#!", 2));
        changed["channel"]!.Type.ShouldBe(JTokenType.Null);
        (stale.Status, (int)same["version"]!, known.Status, gone.Status).ShouldBe((412, 2, 304, 204));
        (await world.Admin().GetAsync(path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_name_stands_once_in_a_portal_whatever_the_case_of_its_letters()
    {
        await SaveAsync("Заказ готов", "Готов");
        var other = await SaveAsync("Another", "Готов");

        var again = await world.Admin().PostAsync("templates", new { name = " ЗАКАЗ готов ", text = "x" });
        var renamed = await world.Admin().PatchAsync($"templates/{other["id"]}", new { name = "заказ готов" });
        var theirs = await world.Admin(ApiWorld.Theirs).PostAsync("templates", new { name = "Заказ готов", text = "x" });

        (again.Status, again.Code, again.Field).ShouldBe((409, "name_taken", "name"));
        (renamed.Status, renamed.Code, theirs.Status).ShouldBe((409, "name_taken", 201));
        (await world.Admin(ApiWorld.Theirs).GetAsync($"templates/{other["id"]}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("Broken", "Hello {a|b", "spintax_invalid", "text")]
    [InlineData("Broken", "Hello {{ NAME", "spintax_invalid", "text")]
    [InlineData("Broken", "Dear {{#if NAME}}x{{/if}}", "template_invalid", "text")]
    [InlineData("Empty", "  ", "required", "text")]
    [InlineData("", "Hello", "required", "name")]
    public async Task A_text_that_nobody_could_send_is_not_saved(string name, string text, string code, string field)
    {
        var refused = await world.Admin().PostAsync("templates", new { name, text });

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
    }

    [Fact]
    public async Task What_is_taken_away_can_be_brought_and_what_cannot_be_kept_stops_no_other()
    {
        await SaveAsync("Exported", "{Hi|Hello}", "sms");
        var file = (await world.Admin().GetAsync("templates/export")).Body;
        ((JArray)file["templates"]!).Add(new JObject { ["name"] = "Broken", ["text"] = "{a|" });

        var first = await world.Admin(ApiWorld.Theirs).PostAsync("templates/import", file);
        ((JArray)file["templates"]!).Single(one => $"{one["name"]}" == "Exported")["text"] = "Other";
        var kept = await world.Admin(ApiWorld.Theirs).PostAsync("templates/import", file);
        file["replace"] = true;
        var replaced = await world.Admin(ApiWorld.Theirs).PostAsync("templates/import", file);

        ((int)first["added"]!).ShouldBeGreaterThan(0);
        ($"{first["rejected[0].name"]}", $"{first["rejected[0].reason"]}").ShouldBe(("Broken", "spintax_invalid"));
        ((int)kept["added"]!, (int)kept["replaced"]!).ShouldBe((0, 0));
        ((int)replaced["replaced"]!).ShouldBeGreaterThan(0);
        var theirs = (await world.Admin(ApiWorld.Theirs).GetAsync("templates?limit=200")).Items;
        $"{theirs.Single(one => $"{one["name"]}" == "Exported")["text"]}".ShouldBe("Other");
    }

    [Fact]
    public async Task Everybody_reads_them_and_who_is_limited_to_lines_changes_none()
    {
        var saved = await SaveAsync("Shared", "Hello");
        var limited = await world.PersonAsync(Role.Marketer, world.Line);

        (await limited.GetAsync($"templates/{saved["id"]}")).Status.ShouldBe(200);
        (await limited.PatchAsync($"templates/{saved["id"]}", new { name = "Mine" })).Code.ShouldBe("forbidden");
        (await limited.PostAsync("templates", new { name = "Mine", text = "x" })).Code.ShouldBe("forbidden");
    }

    private Task<Answer> SaveAsync(string name, string text, string? channel = null) =>
        world.Admin().PostAsync("templates", new { name, text, channel });
}
