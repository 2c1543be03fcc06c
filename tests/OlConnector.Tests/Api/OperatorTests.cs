using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>The vendor's support: all portals at a glance, and changes that say why.</summary>
public sealed class OperatorTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly (string, string) InOurs = ("X-Portal", ApiWorld.Ours);

    private Caller Support => new(world.Product, ApiWorld.OperatorToken);

    [Fact]
    public async Task Portals_are_listed_with_their_health_and_without_what_they_send()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.MessagesAsync(line, MessageState.Queued, 3);
        await world.MessagesAsync(line, MessageState.Held, 2, reason: "STALE");
        await FreezeAsync(line);

        var answer = await Support.GetAsync("portals");
        var ours = answer.Items.Single(portal => portal["id"]!.ToString() == ApiWorld.Ours);

        answer.Items.Count.ShouldBe(2);
        (ours["queued"]!.Value<int>(), ours["held"]!.Value<int>()).ShouldBe((3, 2));
        ours["lines"]!["frozen"]!.Value<int>().ShouldBe(1);
        ours["frozenReasons"]!.ToObject<string[]>().ShouldBe(["LINE_FROZEN"]);
        ours["oldestWaitSince"]!.Type.ShouldNotBe(JTokenType.Null);
        answer.Body.ToString().ShouldNotContain("7916");
    }

    [Fact]
    public async Task Portals_are_searched_paged_and_narrowed_to_those_in_trouble()
    {
        await FreezeAsync(await world.Product.LineAsync(ApiWorld.Ours));
        static string[] Ids(Answer answer) => [.. answer.Items.Select(portal => portal["id"]!.ToString())];

        var first = await Support.GetAsync("portals?limit=1");
        var second = await Support.GetAsync($"portals?limit=1&cursor={first["next"]}");

        Ids(first).Concat(Ids(second)).ShouldBe([ApiWorld.Ours, ApiWorld.Theirs], ignoreOrder: true);
        second["next"]!.Type.ShouldBe(JTokenType.Null);
        Ids(await Support.GetAsync($"portals?q={ApiWorld.Theirs}")).ShouldBe([ApiWorld.Theirs]);
        Ids(await Support.GetAsync("portals?q=nobody-has-this")).ShouldBeEmpty();
        Ids(await Support.GetAsync("portals?troubled=true")).ShouldBe([ApiWorld.Ours]);
    }

    [Theory]
    [InlineData("0177", true)]
    [InlineData("+7 (999) 555-01-77", true)]
    [InlineData("89995550177", true)]
    [InlineData("9995550177", true)]
    [InlineData("доставка", true)]
    [InlineData("DOSTAVKA", true)]
    [InlineData("0178", false)]
    [InlineData("%", false)]
    public async Task A_portal_is_found_by_the_number_of_its_line_in_any_writing_and_by_its_name(string q, bool isFound)
    {
        await world.Product.LineAsync(ApiWorld.Theirs, change: line => (line.Name, line.Number) = ("Доставка", "+7 999 555-01-77"));
        await world.Product.LineAsync(ApiWorld.Theirs, change: line => (line.Name, line.Number) = ("Имя", "Dostavka"));

        var answer = await Support.GetAsync($"portals?q={Uri.EscapeDataString(q)}");

        answer.Items.Select(portal => portal["id"]!.ToString()).ShouldBe(isFound ? [ApiWorld.Theirs] : []);
    }

    [Fact]
    public async Task A_deleted_line_leads_to_no_portal()
    {
        await world.Product.LineAsync(ApiWorld.Theirs, change: line => (line.Number, line.State) = ("+7 999 555-02-88", LineState.Off));

        (await Support.GetAsync("portals?q=0288")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_sees_the_list()
    {
        foreach (var other in new[] { world.Admin(), await world.ProgramAsync(Role.Admin) })
        {
            var refused = await other.GetAsync("portals");
            (refused.Status, refused.Code).ShouldBe((403, "forbidden"));
        }

        (await world.Nobody().GetAsync("portals")).Status.ShouldBe(401);
        (await new Caller(world.Product, "operator-token-of-somebody-else").GetAsync("portals")).Code.ShouldBe("invalid_token");
    }

    [Fact]
    public async Task A_change_is_in_the_portals_audit_with_its_reason_and_in_no_other()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await FreezeAsync(line);

        var resumed = await Support.PostAsync($"lines/{line.Id}/resume", null, InOurs, ("X-Reason", Uri.EscapeDataString("Обращение 118")));
        var audit = await world.Admin().GetAsync("audit?limit=200");
        var why = audit.Items.Single(
            entry => entry["action"]!.ToString() == "operator change" && entry["subject"]!.ToString() == $"{line.Id}");

        (resumed.Status, resumed["state"]!.ToString()).ShouldBe((200, "active"));
        (why["actor"]!.ToString(), why["after"]!.ToString()).ShouldBe(("operator", "Обращение 118"));
        audit.Items.ShouldContain(entry => entry["subject"]!.ToString() == $"{line.Id}" && entry["action"]!.ToString() == "line resumed"
            && entry["actor"]!.ToString() == "operator");
        (await world.Admin(ApiWorld.Theirs).GetAsync("audit?limit=200")).Items
            .ShouldNotContain(entry => entry["action"]!.ToString() == "operator change");
    }

    [Fact]
    public async Task The_reason_is_in_the_lines_history_however_its_id_is_written()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var odd = line.Id.Value.ToString("B").ToUpperInvariant();

        (await Support.PostAsync($"lines/{odd}/pause", null, InOurs, ("X-Reason", "Ticket%20119"))).Status.ShouldBe(200);
        var history = await Support.GetAsync($"lines/{line.Id}/history", InOurs);

        history.Items.ShouldContain(entry => entry["after"]!.ToString() == "Ticket 119");
    }

    [Theory]
    [InlineData(null, "reason_required")]
    [InlineData("%20%20", "reason_required")]
    [InlineData("ab", "invalid_value")]
    [InlineData("two%0Alines", "invalid_value")]
    [InlineData("two%E2%80%A8lines", "invalid_value")]
    [InlineData("%E2%80%8B%E2%80%8B%E2%80%8B", "invalid_value")]
    [InlineData("%E2%80%AEthgir", "invalid_value")]
    [InlineData("...", "invalid_value")]
    [InlineData("half%zz", "invalid_value")]
    public async Task Without_a_reason_that_can_be_read_nothing_is_changed(string? reason, string code)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        var refused = await Support.PostAsync(
            $"lines/{line.Id}/pause", null, reason is null ? [InOurs] : [InOurs, ("X-Reason", reason)]);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, "X-Reason"));
        (await Support.GetAsync($"lines/{line.Id}", InOurs))["state"]!.ToString().ShouldBe("active");
    }

    [Fact]
    public async Task Pace_and_hours_may_be_changed_and_nothing_that_gives_access_or_leads_elsewhere()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var why = ("X-Reason", "Ticket%20118");

        var pace = await Support.PatchAsync($"lines/{line.Id}", """{"marketingInterval":"00:01:00","window":null}""", InOurs, why);
        var gateway = await Support.PatchAsync(
            $"lines/{line.Id}", new { gateway = new { settings = new { baseUrl = "http://x" } } }, InOurs, why);
        var theirs = await Support.PostAsync($"lines/{world.TheirLine.Id}/pause", null, InOurs, why);

        pace.Status.ShouldBe(200);
        (gateway.Status, gateway.Code).ShouldBe((403, "forbidden"));
        theirs.Status.ShouldBe(404);
    }

    [Fact]
    public async Task Wrong_tokens_are_counted_and_soon_told_to_wait_while_the_right_one_goes_on()
    {
        await using var product = await Product.StartAsync(
            world.Clock, settings: [("Dispatching:Enabled", "false"), ("Operator:Token", ApiWorld.OperatorToken)]);
        var wrong = new Caller(product, "operator-token-of-somebody-else");

        var statuses = new List<int>();
        for (var tries = 0; tries < 70; tries++) statuses.Add((await wrong.GetAsync("portals")).Status);

        statuses.Distinct().ShouldBe([401, 429]);
        (await new Caller(product, ApiWorld.OperatorToken).GetAsync("portals")).Status.ShouldBe(200);
    }

    private Task FreezeAsync(GivenLine line) => world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
        "UPDATE lines SET state = 'frozen', frozen_reason = 'LINE_FROZEN', frozen_text = 'Logged out', frozen_at = @now WHERE id = @id",
        ("now", world.Clock.GetUtcNow()), ("id", line.Id)));
}
