using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Portals;
using OlConnector.Sending;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Who gets no marketing: entered, found, taken off again, and obeyed.</summary>
public sealed class SuppressionTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_number_and_a_mask_stand_on_the_list_and_entering_them_again_changes_nothing()
    {
        var first = await AddAsync(new { phone = "8 (916) 555-20-01", reason = "Asked by telephone" });
        var again = await AddAsync(new { phone = "+79165552001", reason = "Something else" });
        var mask = await AddAsync(new { mask = "+7 (901)*", reason = "Test range" });

        (first.Status, again.Status, mask.Status).ShouldBe((201, 200, 201));
        again.Body.ShouldBe(first.Body);
        ($"{first["phone"]}", $"{first["kind"]}", $"{first["reason"]}", $"{first["by"]}".Split(' ')[0])
            .ShouldBe(("+79165552001", "blacklist", "Asked by telephone", "user"));
        ($"{mask["mask"]}", $"{mask["phone"]}").ShouldBe(("+7901*", ""));
        var written = (await AuditAsync("stop list added")).ConvertAll(entry => $"{entry["subject"]} {entry["after"]}");
        written.Count(entry => entry.StartsWith("+7916***2001", StringComparison.Ordinal)).ShouldBe(1);
        written.ShouldContain("+7916***2001 Asked by telephone");
        written.ShouldContain("7901* Test range");
    }

    [Theory]
    [InlineData("""{"reason":"Asked"}""", "required", "phone")]
    [InlineData("""{"phone":"+79165552002"}""", "required", "reason")]
    [InlineData("""{"phone":"+79165552002","reason":"   "}""", "required", "reason")]
    [InlineData("""{"phone":"+79165552002","mask":"+7900*","reason":"Asked"}""", "invalid_value", "mask")]
    [InlineData("""{"phone":"12","reason":"Asked"}""", "invalid_number", "phone")]
    [InlineData("""{"mask":"*","reason":"Asked"}""", "mask_too_wide", "mask")]
    [InlineData("""{"mask":"+7*","reason":"Asked"}""", "mask_too_wide", "mask")]
    [InlineData("""{"mask":"+79*","reason":"Asked"}""", "mask_too_wide", "mask")]
    [InlineData("""{"mask":"+7900","reason":"Asked"}""", "invalid_mask", "mask")]
    [InlineData("""{"mask":"+7900**","reason":"Asked"}""", "invalid_mask", "mask")]
    [InlineData("""{"mask":"*7900","reason":"Asked"}""", "invalid_mask", "mask")]
    [InlineData("""{"mask":"+0900*","reason":"Asked"}""", "invalid_mask", "mask")]
    [InlineData("""{"mask":"+7900123456789012*","reason":"Asked"}""", "invalid_mask", "mask")]
    [InlineData("""{"mask":"+7900*","reason":"OPTED_OUT"}""", "invalid_value", "reason")]
    public async Task What_cannot_be_listed_is_refused_and_nothing_changes(string body, string code, string field)
    {
        var before = (await world.Admin().GetAsync("suppressions?limit=200")).Body;

        var refused = await world.Admin().PostAsync("suppressions", body);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
        (await world.Admin().GetAsync("suppressions?limit=200")).Body.ShouldBe(before);
    }

    [Theory]
    [InlineData("+7 916 555-20-03")]
    [InlineData("8 (916) 555 20 03")]
    [InlineData("89165552003")]
    [InlineData("5552003")]
    [InlineData("555-20-03")]
    public async Task A_number_is_found_in_whatever_way_it_is_written(string written)
    {
        await AddAsync(new { phone = "+79165552003", reason = "Asked" });

        var found = await FindAsync(written);

        found.Select(entry => $"{entry["phone"]}").ShouldBe(["+79165552003"]);
    }

    [Fact]
    public async Task A_whole_number_finds_the_masks_over_it_and_what_is_no_number_finds_nothing()
    {
        await AddAsync(new { mask = "+79022*", reason = "Test range" });

        (await FindAsync("8 902 211-22-33")).Select(entry => $"{entry["mask"]}").ShouldBe(["+79022*"]);
        (await FindAsync("Ivan")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Taking_a_number_off_needs_a_reason_and_leaves_a_trace_of_what_stood_there()
    {
        const string phone = "+79165552004";
        await SayAsync(phone, "СТОП");
        var entry = (await FindAsync(phone)).ShouldHaveSingleItem();
        var path = $"suppressions/{entry["id"]}";

        var silent = await world.Admin().DeleteAsync(path);
        var undone = await UndoAsync(path, "Asked to be written to again");
        var again = await UndoAsync(path, "Asked to be written to again");

        ($"{entry["kind"]}", $"{entry["reason"]}", $"{entry["by"]}").ShouldBe(("optOut", "OPTED_OUT", "recipient"));
        (silent.Status, silent.Code, silent.Field).ShouldBe((400, "required", "reason"));
        (undone.Status, again.Status).ShouldBe((204, 404));
        (await FindAsync(phone)).ShouldBeEmpty();
        var trace = (await AuditAsync("opt-out undone")).First();
        ($"{trace["subject"]}", $"{trace["after"]}").ShouldBe(("+7916***2004", "Asked to be written to again"));
        $"{trace["before"]}".ShouldStartWith("OPTED_OUT 20");
        $"{trace["before"]}".ShouldEndWith("recipient");
    }

    [Fact]
    public async Task A_number_listed_for_both_keeps_each_reason_by_itself()
    {
        const string phone = "+79165552005";
        await AddAsync(new { phone, reason = "Competitor" });
        await SayAsync(phone, "STOP");
        var both = await FindAsync(phone);
        var listed = both.Single(entry => $"{entry["kind"]}" == "blacklist");

        await SayAsync(phone, "START");
        (await FindAsync(phone)).Select(entry => $"{entry["kind"]}").ShouldBe(["blacklist"], "START undoes what the recipient said only");
        await SayAsync(phone, "STOP");
        await UndoAsync($"suppressions/{listed["id"]}", "No competitor");

        both.Count.ShouldBe(2);
        (await FindAsync(phone)).Select(entry => $"{entry["kind"]}").ShouldBe(["optOut"]);
    }

    [Fact]
    public async Task A_telephone_with_several_numbers_is_listed_and_taken_off_as_one()
    {
        const string phone = "+5491123456789";
        var added = await AddAsync(new { phone, reason = "Asked" });

        (await FindAsync("+541123456789")).Select(entry => $"{entry["phone"]}").ShouldBe([phone]);
        (await SendAsync("+541123456789")).Code.ShouldBe("opted_out");
        await UndoAsync($"suppressions/{added["id"]}", "Asked again");
        (await SendAsync("+541123456789")).Status.ShouldBe(202);
    }

    [Fact]
    public async Task The_list_of_another_portal_is_not_there()
    {
        var theirs = await world.Admin(ApiWorld.Theirs).PostAsync("suppressions", new { phone = "+79165552006", reason = "Theirs" });

        (await FindAsync("+79165552006")).ShouldBeEmpty();
        (await UndoAsync($"suppressions/{theirs["id"]}", "Mine")).Status.ShouldBe(404);
        (await SendAsync("+79165552006")).Status.ShouldBe(202);
        (await world.Admin(ApiWorld.Theirs).GetAsync("suppressions?q=79165552006")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_has_some_lines_only_has_no_part_in_the_list_of_the_whole_portal()
    {
        var limited = await world.PersonAsync(Role.Admin, world.Line);

        foreach (var call in new[]
        {
            await limited.GetAsync("suppressions"), await limited.GetAsync("suppressions/export.csv"),
            await limited.PostAsync("suppressions", new { phone = "+79165552007", reason = "Asked" }),
        })
            (call.Status, call.Code).ShouldBe((403, "forbidden"));
    }

    [Theory]
    [InlineData("phone", "+79165552008", "+79165552008")]
    [InlineData("mask", "+7916556*", "+79165562008")]
    public async Task Marketing_to_the_list_ends_suppressed_and_a_direct_message_goes_only_if_it_was_asked_for(
        string field, string listed, string phone)
    {
        await AddAsync(new Dictionary<string, string> { [field] = listed, ["reason"] = "Asked" });

        var marketing = await SendAsync(phone, kind: "marketing");
        await ComposeAsync();
        var (direct, asked) = (await SendAsync(phone), await SendAsync(phone, transactional: true));

        marketing.Status.ShouldBe(202);
        var message = await world.Admin().GetAsync($"messages/{marketing["id"]}");
        ($"{message["state"]}", $"{message["reason"]}").ShouldBe(("suppressed", "BLACKLISTED"));
        (direct.Status, direct.Code, asked.Status).ShouldBe((409, "opted_out", 202));
        $"{direct["detail"]}".ShouldContain("stop list");
        (await AuditAsync("sent in spite of stop list")).ShouldContain(entry => $"{entry["subject"]}" == $"{asked["id"]}");
    }

    [Fact]
    public async Task An_erased_number_stays_listed_without_being_told()
    {
        const string phone = "+79165552009";
        var added = await AddAsync(new { phone, reason = "Ivan asked" });

        await world.Admin().PostAsync("erasures", new { phone });

        var entry = (await FindAsync(phone)).ShouldHaveSingleItem();
        (entry["phone"]!.Type, $"{entry["reason"]}").ShouldBe((JTokenType.Null, "BLACKLISTED"));
        (await SendAsync(phone)).Code.ShouldBe("opted_out");
        $"{(await world.Admin().GetAsync("suppressions/export.csv"))["table"]}".ShouldNotContain("erased");
        $"{entry["id"]}".ShouldNotBe($"{added["id"]}");
        (await UndoAsync($"suppressions/{entry["id"]}", "Mistake")).Status.ShouldBe(204);
        (await SendAsync(phone)).Status.ShouldBe(202);
    }

    private Task<Answer> AddAsync(object draft) => world.Admin().PostAsync("suppressions", draft);

    private Task<Answer> UndoAsync(string path, string reason) => world.Admin().CallAsync(HttpMethod.Delete, path, new { reason });

    private Task<Answer> SendAsync(string to, string? kind = null, bool? transactional = null) =>
        world.Admin().PostAsync("messages", new { line = $"{world.Line.Id}", to, text = "Good day", kind, transactional });

    private async Task<List<JToken>> FindAsync(string q) =>
        [.. (await world.Admin().GetAsync($"suppressions?q={Uri.EscapeDataString(q)}")).Items];

    private async Task<List<JToken>> AuditAsync(string action) =>
        [.. (await world.Admin().GetAsync($"audit?limit=200&action={Uri.EscapeDataString(action)}")).Items];

    private Task SayAsync(string phone, string text) => world.Product.Services.GetRequiredService<Replies>().TakeAsync(
        new PortalId(ApiWorld.Ours), world.Line.Id, new GatewayEvent.MessageReceived(phone[1..], text, world.Clock.GetUtcNow()));

    private Task ComposeAsync() => world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);
}
