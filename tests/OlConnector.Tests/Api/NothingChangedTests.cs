using Newtonsoft.Json.Linq;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>The audit tells what changed: a call that changes nothing leaves nothing in it, however often it is repeated.</summary>
public sealed class NothingChangedTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_line_patched_with_the_values_it_has_keeps_its_version_and_leaves_no_entry()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, change: row => row.Jitter = 7);
        var window = new { days = new[] { "mon" }, from = "10:00", to = "18:00", timeZone = "Europe/Moscow" };
        var changed = await world.Admin().PatchAsync($"lines/{line.Id}", new { window });

        var again = await world.Admin().PatchAsync($"lines/{line.Id}", new { jitter = 7, window });

        (again.Status, again.ETag).ShouldBe((200, changed.ETag));
        await world.Admin().PatchAsync($"lines/{line.Id}", new { name = "Line", gateway = new { } });
        (await AuditOfAsync($"{line.Id}")).ShouldBe(["line changed"]);
    }

    [Fact]
    public async Task A_gateways_secret_entered_again_as_it_is_leaves_no_entry()
    {
        var line = await world.CloudLineAsync();

        var same = new { gateway = new { settings = new { accessToken = "access-token" } } };
        (await world.Admin().PatchAsync($"lines/{line.Id}", same)).Status.ShouldBe(200);

        (await AuditOfAsync($"{line.Id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_is_paused_or_has_nothing_to_clear_leaves_one_entry_for_what_was_done()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        foreach (var verb in new[] { "clear", "pause", "pause", "clear", "resume", "resume" })
            (await world.Admin().PostAsync($"lines/{line.Id}/{verb}")).Status.ShouldBe(200);

        (await AuditOfAsync($"{line.Id}")).ShouldBe(["line paused", "line resumed"]);
    }

    [Fact]
    public async Task A_campaign_leaves_one_entry_for_what_was_done_and_none_for_repetitions()
    {
        var campaign = await world.CampaignAsync(world.Line);

        foreach (var verb in new[] { "pause", "pause", "clear", "release", "discard", "resume", "resume", "stop", "stop", "discard" })
            (await world.Admin().PostAsync($"campaigns/{campaign:N}/{verb}")).Status.ShouldBe(200, verb);

        (await AuditOfAsync($"{campaign:N}")).ShouldBe(["campaign paused", "campaign resumed", "campaign stopped"]);
    }

    [Fact]
    public async Task A_campaign_of_the_same_name_and_rank_keeps_its_version_and_so_does_one_of_which_nothing_is_held()
    {
        var campaign = await world.CampaignAsync(world.Line);
        var before = (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["version"];

        await world.Admin().PatchAsync($"campaigns/{campaign:N}", new { name = " Letter ", rank = 0 });
        await world.Admin().PostAsync($"campaigns/{campaign:N}/release");
        await world.Admin().PostAsync($"campaigns/{campaign:N}/discard");

        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["version"].ShouldBe(before);
        (await AuditOfAsync($"{campaign:N}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_saved_unchanged_leave_no_entry()
    {
        var settings = (await world.Admin().GetAsync("settings")).Body;
        var before = (await AuditAsync()).Count;

        (await world.Admin().PatchAsync("settings", settings)).Status.ShouldBe(200);

        (await AuditAsync()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_person_given_the_rights_they_have_keeps_their_session_and_leaves_no_entry()
    {
        var support = await world.MetAsync("same", role: Role.Support, lines: $"{world.Line.Id}");

        var same = new { role = "support", lines = new[] { $"{world.Line.Id}" } };
        (await world.Admin().PatchAsync("users/same", same)).Status.ShouldBe(200);

        (await support.GetAsync("session")).Status.ShouldBe(200);
        (await AuditOfAsync("same")).ShouldBeEmpty();
    }

    /// <summary>What was done to one thing. The clock stands still, so in no order.</summary>
    private async Task<IReadOnlyList<string>> AuditOfAsync(string subject) =>
        [.. (await AuditAsync()).Where(entry => $"{entry["subject"]}" == subject).Select(entry => $"{entry["action"]}")
            .Order(StringComparer.Ordinal)];

    private async Task<JArray> AuditAsync() => (await world.Admin().GetAsync("audit?limit=200")).Items;
}
