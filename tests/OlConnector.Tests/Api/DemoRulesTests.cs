using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>
/// A demo as people meet it: its ledger, what it says before they act, and what it refused (product.md §11). The test composes by its own
/// hand.
/// </summary>
public sealed class DemoRulesTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static int number;

    private readonly string _portal = $"de{Interlocked.Increment(ref number):d30}";

    [Fact]
    public async Task The_ledger_tells_what_took_each_unit_and_how_many_are_left()
    {
        var line = await DemoLineAsync();
        var campaign = await world.CampaignAsync(line);
        await GivenAsync(line, campaign, MessageState.Accepted, 2);
        await world.Admin(_portal).PostAsync("messages", new { line = $"{line.Id}", to = NextPhone(), text = "Your order is ready" });
        await world.Admin(_portal).PostAsync($"lines/{line.Id}/test", new { to = NextPhone(), text = "A test" });
        await ComposeAsync();

        var ledger = await world.Admin(_portal).GetAsync("demo");

        (ledger["isDemo"]!.ToObject<bool>(), ledger["limit"]!.ToObject<int>(), ledger["used"]!.ToObject<int>(),
            ledger["left"]!.ToObject<int>(), ledger["unlisted"]!.ToObject<int>()).ShouldBe((true, 10, 4, 6, 0));
        ledger["units"]!.Select(unit => $"{unit["kind"]}").Order().ShouldBe(["mailing", "mailing", "quick", "test"]);
        var mailing = ledger["units"]!.First(unit => $"{unit["kind"]}" == "mailing");
        ($"{mailing["campaignId"]}", $"{mailing["lineName"]}", $"{mailing["state"]}").ShouldBe(($"{campaign:N}", "Line", "queued"));
        mailing["at"]!.ToObject<DateTimeOffset>().ShouldBe(world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_unit_that_came_back_is_in_the_ledger_no_more_and_one_whose_message_is_gone_stays_counted()
    {
        var line = await DemoLineAsync();
        var campaign = await world.CampaignAsync(line);
        await GivenAsync(line, campaign, MessageState.Accepted, 1);
        await ComposeAsync();
        await TakeAsync(3);
        var before = await world.Admin(_portal).GetAsync("demo");

        await world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/clear");
        var after = await world.Admin(_portal).GetAsync("demo");

        (before["used"]!.ToObject<int>(), before["units"]!.Count(), before["unlisted"]!.ToObject<int>()).ShouldBe((4, 1, 3));
        (after["used"]!.ToObject<int>(), after["units"]!.Count(), after["unlisted"]!.ToObject<int>()).ShouldBe((3, 0, 3));
    }

    [Fact]
    public async Task Who_holds_some_lines_sees_what_their_lines_took_and_the_count_of_the_whole_portal()
    {
        var (line, other) = (await DemoLineAsync(), await DemoLineAsync());
        await GivenAsync(line, await world.CampaignAsync(line), MessageState.Accepted, 1);
        await GivenAsync(other, await world.CampaignAsync(other), MessageState.Accepted, 1);
        await ComposeAsync();
        var marketer = await world.MetAsync("demo-marketer", _portal, Engine.Portals.Role.Marketer, $"{line.Id}");

        var ledger = await marketer.GetAsync("demo");

        (ledger["used"]!.ToObject<int>(), ledger["unlisted"]!.ToObject<int>()).ShouldBe((2, 1));
        ledger["units"]!.ShouldHaveSingleItem()["lineId"]!.ToString().ShouldBe($"{line.Id}");
    }

    [Fact]
    public async Task A_release_that_the_demo_would_refuse_says_so_beforehand_and_changes_nothing()
    {
        var line = await DemoLineAsync();
        var campaign = await world.CampaignAsync(line);
        var held = await GivenAsync(line, campaign, MessageState.Held, 28, Reason.SegmentGuard);
        await TakeAsync(7);

        var some = await world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/release");
        var split = await world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/split", new { size = 10, gap = "01:00:00" });
        var few = await world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/release", new { count = 3 });
        await ComposeAsync();
        var none = await world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/release", new { count = 1 });
        var single = await world.Admin(_portal).PostAsync($"messages/{held[20]}/release");

        (some.Status, some.Code, split.Code).ShouldBe((409, "demo_quota", "demo_quota"));
        $"{some["detail"]}".ShouldContain("only 3 of 28");
        few["released"]!.ToObject<int>().ShouldBe(3);
        (none.Code, single.Code).ShouldBe(("demo_quota", "demo_quota"));
        $"{none["detail"]}".ShouldStartWith("No trial messages are left: none of the 1");
        (await StatesAsync(campaign)).ShouldBe(
            new Dictionary<MessageState, int> { [MessageState.Held] = 25, [MessageState.Queued] = 3 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_line_whose_demo_is_over_says_so_before_a_release()
    {
        var line = await DemoLineAsync(over: true);
        var campaign = await world.CampaignAsync(line);
        await GivenAsync(line, campaign, MessageState.Held, 2, Reason.SegmentGuard);

        var refused = await world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/release");

        (refused.Status, refused.Code).ShouldBe((409, "line_expired"));
        (await StatesAsync(campaign)).ShouldBe(new() { [MessageState.Held] = 2 });
    }

    [Fact]
    public async Task What_the_demo_refused_is_not_sent_before_payment_and_once_after_it()
    {
        var (line, campaign) = await RefusedAsync(18);
        await GivenAsync(line, campaign, MessageState.Held, 1, Reason.SegmentGuard);
        var early = await AgainAsync(campaign);
        await PayAsync();

        var offered = await world.Admin(_portal).GetAsync("demo");
        var session = await world.Admin(_portal).GetAsync("session");
        var shown = await world.Admin(_portal).GetAsync($"campaigns/{campaign:N}");
        var first = await AgainAsync(campaign);
        var second = await AgainAsync(campaign);
        await ComposeAsync();

        (early.Status, early.Code).ShouldBe((409, "demo_quota"));
        var refused = offered["refused"]!.ShouldHaveSingleItem();
        ($"{refused["id"]}", refused["count"]!.ToObject<int>()).ShouldBe(($"{campaign:N}", 18));
        (session["portal.refusedByDemo"]!.ToObject<int>(), shown["refusedByDemo"]!.ToObject<int>()).ShouldBe((18, 18));
        first["taken"]!.ToObject<int>().ShouldBe(18);
        (second.Status, second.Code).ShouldBe((409, "wrong_state"));
        (await StatesAsync(Guid.Parse($"{first["id"]}"))).ShouldBe(new() { [MessageState.Queued] = 18 });
        (await world.Admin(_portal).GetAsync("demo"))["refused"]!.ShouldBeEmpty();
        var entry = (await world.Admin(_portal).GetAsync($"audit?subject={campaign:N}")).Items.ShouldHaveSingleItem();
        ($"{entry["action"]}", $"{entry["after"]}").ShouldBe(("campaign restarted", $"refusedByDemo, 18 messages, run {first["id"]}"));
    }

    [Fact]
    public async Task More_than_a_hundred_that_the_demo_refused_need_their_number()
    {
        var (_, campaign) = await RefusedAsync(101);
        await PayAsync();

        var asked = await AgainAsync(campaign);
        var done = await AgainAsync(campaign, acknowledge: 101);

        (asked.Status, asked.Code, asked["acknowledge"]!.ToObject<int>()).ShouldBe((409, "acknowledgement_required", 101));
        done["taken"]!.ToObject<int>().ShouldBe(101);
    }

    [Fact]
    public async Task What_was_stopped_stays_stopped_and_who_opted_out_meanwhile_gets_nothing()
    {
        var (line, campaign) = await RefusedAsync(2);
        await GivenAsync(line, campaign, MessageState.Stopped, 1, Reason.CampaignStopped);
        var (_, stopped) = await RefusedAsync(1);
        await world.Admin(_portal).PostAsync($"campaigns/{stopped:N}/stop");
        await PayAsync();
        var spared = (await AllAsync(campaign))[0].RawTo;
        await world.Admin(_portal).PostAsync("suppressions", new { phone = spared, reason = "Asked by telephone" });

        var answer = await AgainAsync(campaign);
        await ComposeAsync();
        var refused = await AgainAsync(stopped);

        answer["taken"]!.ToObject<int>().ShouldBe(2);
        (await StatesAsync(Guid.Parse($"{answer["id"]}"))).ShouldBe(
            new Dictionary<MessageState, int> { [MessageState.Suppressed] = 1, [MessageState.Queued] = 1 }, ignoreOrder: true);
        (refused.Status, refused.Code).ShouldBe((409, "wrong_state"));
    }

    [Fact]
    public async Task Who_got_the_letter_in_another_way_meanwhile_does_not_get_it_again()
    {
        var (line, campaign) = await RefusedAsync(3);
        var phones = (await AllAsync(campaign)).ConvertAll(message => message.RawTo.TrimStart('+'));
        await world.MessagesAsync(line, MessageState.Delivered, 1, campaign, "Another wording", phones[0]);
        await world.MessagesAsync(line, MessageState.Sent, 1, await world.CampaignAsync(line), phone: phones[1]);
        await PayAsync();

        var answer = await AgainAsync(campaign);

        answer["taken"]!.ToObject<int>().ShouldBe(1);
        (await AllAsync(Guid.Parse($"{answer["id"]}"))).ShouldHaveSingleItem().RawTo.ShouldBe($"+{phones[2]}");
    }

    [Fact]
    public async Task Support_sees_that_a_demo_is_spent()
    {
        await DemoLineAsync();
        await TakeAsync(10);
        var support = new Caller(world.Product, ApiWorld.OperatorToken);

        var portal = (await support.GetAsync($"portals?q={_portal}")).Items.ShouldHaveSingleItem();

        (portal["isDemo"]!.ToObject<bool>(), portal["demoLeft"]!.ToObject<int>()).ShouldBe((true, 0));
        (await support.GetAsync($"portals?q={ApiWorld.Ours}")).Items.ShouldHaveSingleItem()["demoLeft"]!.Type.ShouldBe(JTokenType.Null);
    }

    private Task<GivenLine> DemoLineAsync(bool over = false) => world.Product.LineAsync(
        _portal, change: line => line.ConnectedAt = over ? world.Clock.GetUtcNow().AddDays(-3) : null,
        changePortal: portal => portal.Status = "D");

    /// <summary>A mailing whose messages met a spent demo.</summary>
    private async Task<(GivenLine Line, Guid Campaign)> RefusedAsync(int count)
    {
        var line = await DemoLineAsync();
        var campaign = await world.CampaignAsync(line);
        await TakeAsync(10);
        await GivenAsync(line, campaign, MessageState.Failed, count, Reason.DemoQuota);
        return (line, campaign);
    }

    private async Task<List<MessageId>> GivenAsync(
        GivenLine line, Guid campaign, MessageState state, int count, string? reason = null)
    {
        var ids = new List<MessageId>();
        for (var i = 0; i < count; i++)
            ids.AddRange(await world.MessagesAsync(line, state, 1, campaign, phone: NextPhone(), reason: reason));
        if (state == MessageState.Accepted)
            await WriteAsync(turn => turn.Execute(
                "UPDATE messages SET compose_after = accepted_at WHERE campaign_id = @campaign AND state = 'accepted'",
                ("campaign", campaign)));
        return ids;
    }

    private Task<Answer> AgainAsync(Guid campaign, int? acknowledge = null) =>
        world.Admin(_portal).PostAsync($"campaigns/{campaign:N}/restart", new { which = "refusedByDemo", acknowledge });

    private Task TakeAsync(int units) => WriteAsync(turn =>
    {
        for (var i = 0; i < units; i++) world.Product.Services.GetRequiredService<DemoLedgers>().TryTake(turn, new PortalId(_portal));
    });

    private Task PayAsync() =>
        WriteAsync(turn => turn.Execute("UPDATE portals SET status = 'S' WHERE id = @portal", ("portal", new PortalId(_portal))));

    private Task WriteAsync(Action<WriteTurn> work) => world.Product.Services.GetRequiredService<Writer>().RunAsync(work);

    private static string NextPhone() => $"7998{1_000_000 + Interlocked.Increment(ref number)}";

    private Task ComposeAsync() => world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    private async Task<List<Message>> AllAsync(Guid campaign)
    {
        await using var db = world.Product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.AsNoTracking().Where(message => message.CampaignId == campaign).OrderBy(message => message.Sequence)
            .ToListAsync();
    }

    private async Task<Dictionary<MessageState, int>> StatesAsync(Guid campaign) =>
        (await AllAsync(campaign)).GroupBy(message => message.State).ToDictionary(group => group.Key, group => group.Count());
}
