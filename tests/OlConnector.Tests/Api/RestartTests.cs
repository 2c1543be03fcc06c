using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>
/// What a mailing did not bring to its people goes out again, once (product.md §14.5). The test composes by its own hand.
/// </summary>
public sealed class RestartTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static int phone;

    [Fact]
    public async Task Failed_messages_of_a_completed_mailing_go_out_again_as_a_mailing_of_their_own()
    {
        var (line, campaign) = await OverAsync((MessageState.Failed, 2), (MessageState.Delivered, 3), (MessageState.Undelivered, 1));

        var answer = await RestartAsync(campaign, new { which = "failed" });
        var run = RunOf(answer);
        await ComposeAsync();

        (answer.Status, answer["taken"]!.ToObject<int>()).ShouldBe((200, 2));
        (await CountAsync(run)).ShouldBe(new() { [MessageState.Queued] = 2 });
        (await CountAsync(campaign)).ShouldBe(new()
        {
            [MessageState.Failed] = 2,
            [MessageState.Delivered] = 3,
            [MessageState.Undelivered] = 1,
        });
        var messages = await AllAsync(run);
        messages.ShouldAllBe(message => message.PortalMessageId == null && message.LineId == line.Id && message.RepeatOf != null);
        messages.Select(message => message.RawTo).ShouldBe(
            (await AllAsync(campaign)).Where(message => message.State == MessageState.Failed).Select(message => message.RawTo));
        var shown = await world.Admin().GetAsync($"campaigns/{run:N}");
        (shown["runOf"]!.ToString(), shown["state"]!.ToString(), shown["total"]!.ToObject<int>()).ShouldBe(($"{campaign:N}", "running", 2));
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["runs"]!.Select(one => one["id"]!.ToString()).ShouldBe([$"{run:N}"]);
    }

    [Theory]
    [InlineData("failed", 2)]
    [InlineData("notDelivered", 5)]
    [InlineData("unsent", 12)]
    public async Task A_restart_takes_the_messages_that_it_names_and_says_beforehand_how_many(string which, int taken)
    {
        var (_, campaign) = await OverAsync(
            (MessageState.Failed, 2), (MessageState.Undelivered, 3), (MessageState.Stopped, 4), (MessageState.Cleared, 5),
            (MessageState.Expired, 3), (MessageState.Delivered, 1), (MessageState.Unknown, 1));

        var offered = (await world.Admin().GetAsync($"campaigns/{campaign:N}"))[$"restartable.{which}"]!.ToObject<int>();
        var answer = await RestartAsync(campaign, new { which });

        (offered, answer["taken"]!.ToObject<int>()).ShouldBe((taken, taken));
        (await AllAsync(RunOf(answer))).Count.ShouldBe(taken);
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))[$"restartable.{which}"]!.ToObject<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_message_is_taken_by_one_run_only_and_what_fails_there_is_restarted_from_there()
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 3), (MessageState.Undelivered, 1));
        var first = RunOf(await RestartAsync(campaign, new { which = "failed" }));

        var again = await RestartAsync(campaign, new { which = "failed" });
        var others = await RestartAsync(campaign, new { which = "notDelivered" });
        await SetAsync(first, MessageState.Failed);
        var fromThere = await RestartAsync(first, new { which = "failed" });

        (again.Status, again.Code).ShouldBe((409, "wrong_state"));
        others["taken"]!.ToObject<int>().ShouldBe(1);
        fromThere["taken"]!.ToObject<int>().ShouldBe(3);
        (await world.Admin().GetAsync($"campaigns/{first:N}"))["restartable.failed"]!.ToObject<int>().ShouldBe(0);
    }

    [Fact]
    public async Task All_go_out_again_after_their_number_was_repeated_although_the_text_is_the_same()
    {
        var (_, campaign) = await OverAsync((MessageState.Delivered, 3), (MessageState.Failed, 1));
        await world.MessagesAsync(
            await LineOfAsync(campaign), MessageState.Suppressed, 1, campaign, reason: Reason.DuplicateInCampaign, phone: NextPhone());

        var asked = await RestartAsync(campaign, new { which = "all" });
        var wrong = await RestartAsync(campaign, new { which = "all", acknowledge = 3 });
        var done = await RestartAsync(campaign, new { which = "all", acknowledge = 4 });
        await ComposeAsync();

        (asked.Status, asked.Code, asked["acknowledge"]!.ToObject<int>()).ShouldBe((409, "acknowledgement_required", 4));
        wrong.Status.ShouldBe(409);
        (await CountAsync(RunOf(done))).ShouldBe(new() { [MessageState.Queued] = 4 });
        (await RestartAsync(campaign, new { which = "all", acknowledge = 4 })).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task More_than_a_hundred_of_any_kind_need_their_number_and_a_hundred_do_not()
    {
        var (_, many) = await OverAsync((MessageState.Failed, 101));
        var (_, hundred) = await OverAsync((MessageState.Undelivered, 100));

        var asked = await RestartAsync(many, new { which = "failed" });
        var wrong = await RestartAsync(many, new { which = "notDelivered", acknowledge = 100 });

        (asked.Status, asked.Code, asked["acknowledge"]!.ToObject<int>()).ShouldBe((409, "acknowledgement_required", 101));
        wrong.Status.ShouldBe(409);
        (await RestartAsync(many, new { which = "failed", acknowledge = 101 }))["taken"]!.ToObject<int>().ShouldBe(101);
        (await RestartAsync(hundred, new { which = "notDelivered" }))["taken"]!.ToObject<int>().ShouldBe(100);
    }

    [Fact]
    public async Task A_restart_obeys_the_stop_list_and_the_guard()
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 103));
        var refused = (await AllAsync(campaign))[0].RawTo;
        await world.Admin().PostAsync("suppressions", new { phone = refused, reason = "Asked by telephone" });

        var run = RunOf(await RestartAsync(campaign, new { which = "failed", acknowledge = 103 }));
        await ComposeAsync();

        (await CountAsync(run)).ShouldBe(
            new Dictionary<MessageState, int>
            {
                [MessageState.Queued] = 100,
                [MessageState.Held] = 2,
                [MessageState.Suppressed] = 1,
            }, ignoreOrder: true);
        (await AllAsync(run))[0].Reason.ShouldBe(Reason.Blacklisted);
        var books = await world.Admin().GetAsync($"reconciliation?campaign={run:N}");
        ((long)books["received"]!, (long)books["difference"]!).ShouldBe((103, 0));
    }

    [Fact]
    public async Task A_restart_takes_units_of_the_demo_as_any_mailing_and_is_refused_where_there_are_too_few()
    {
        const string demo = "d0000000000000000000000000000021";
        var line = await world.Product.LineAsync(demo, changePortal: portal => portal.Status = "D");
        var campaign = await world.CampaignAsync(line);
        for (var i = 0; i < 10; i++)
            await world.MessagesAsync(line, MessageState.Failed, 1, campaign, reason: Reason.GatewayError, phone: NextPhone());
        var other = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Failed, 1, other, reason: Reason.GatewayError, phone: NextPhone());
        world.Clock.Advance(TimeSpan.FromMinutes(11));

        var run = RunOf(await world.Admin(demo).PostAsync($"campaigns/{campaign:N}/restart", new { which = "failed" }));
        await ComposeAsync();
        var tooMany = await world.Admin(demo).PostAsync($"campaigns/{other:N}/restart", new { which = "failed" });

        (await CountAsync(run)).ShouldBe(new() { [MessageState.Queued] = 10 });
        (tooMany.Status, tooMany.Code).ShouldBe((409, "demo_quota"));
        (await RunsAsync(other)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.Held)]
    [InlineData(MessageState.Dispatching)]
    public async Task A_mailing_of_which_something_waits_is_not_restarted(MessageState waiting)
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 2), (waiting, 1));

        var refused = await RestartAsync(campaign, new { which = "failed" });

        (refused.Status, refused.Code).ShouldBe((409, "wrong_state"));
        (await world.Admin().GetAsync($"campaigns/{campaign:N}"))["restartable"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
    }

    [Fact]
    public async Task A_mailing_that_still_takes_its_letter_s_messages_is_not_restarted_until_it_is_stopped()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        await world.MessagesAsync(line, MessageState.Queued, 2, campaign, phone: NextPhone());

        var early = await RestartAsync(campaign, new { which = "unsent" });
        await world.Admin().PostAsync($"campaigns/{campaign:N}/stop");
        var stopped = await RestartAsync(campaign, new { which = "unsent" });

        early.Code.ShouldBe("wrong_state");
        stopped["taken"]!.ToObject<int>().ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_turned_down_stays_so()
    {
        var (line, campaign) = await OverAsync((MessageState.Cleared, 1));
        var cancelled = (await world.MessagesAsync(line, MessageState.Queued, 1, campaign, phone: NextPhone()))[0];
        await world.Admin().PostAsync($"messages/{cancelled}/cancel");

        var answer = await RestartAsync(campaign, new { which = "unsent" });

        answer["taken"]!.ToObject<int>().ShouldBe(1);
    }

    [Fact]
    public async Task One_key_restarts_once_and_one_of_many_at_once_does()
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 3));
        var (_, other) = await OverAsync((MessageState.Failed, 3));
        var caller = world.Person("restarting", isAdmin: true);
        Task<Answer> Keyed() =>
            caller.PostAsync($"campaigns/{campaign:N}/restart", new { which = "failed" }, ("Idempotency-Key", "restart-1"));

        var (first, second) = (await Keyed(), await Keyed());
        var many = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RestartAsync(other, new { which = "failed" })));

        second.Body.ToString().ShouldBe(first.Body.ToString());
        (await RunsAsync(campaign)).ShouldHaveSingleItem();
        many.Count(answer => answer.Status == 200).ShouldBe(1);
        many.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "wrong_state");
        (await AllAsync((await RunsAsync(other)).ShouldHaveSingleItem())).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_run_larger_than_a_slice_is_taken_over_whole_also_after_its_node_stopped_in_the_middle()
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 450));
        var begun = await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            return world.Product.Services.GetRequiredService<CampaignRuns>().Begin(
                turn, db.Campaigns.Single(row => row.Id == campaign), RestartWhich.Failed, acknowledge: 450, "user 7", author: null);
        });
        var run = begun.ShouldBeOfType<RunResult.Begun>().Run;
        (await world.Admin().GetAsync($"campaigns/{run:N}"))["state"]!.ToString().ShouldBe("running");

        await world.Product.Services.GetRequiredService<CampaignLoop>().CareAsync(CancellationToken.None);

        var taken = await AllAsync(run);
        taken.Count.ShouldBe(450);
        taken.Select(message => message.RepeatOf).Distinct().Count().ShouldBe(450);
        taken[0].History.ShouldContain("|accepted||user 7");
    }

    [Fact]
    public async Task The_audit_names_who_restarted_what_with_the_count()
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 2));
        var marketer = await world.MetAsync("restarter", role: Engine.Portals.Role.Marketer);

        var answer = await marketer.PostAsync($"campaigns/{campaign:N}/restart", new { which = "failed" });

        var entry = (await world.Admin().GetAsync($"audit?subject={campaign:N}")).Items.ShouldHaveSingleItem();
        (entry["action"]!.ToString(), entry["actor"]!.ToString(), entry["after"]!.ToString())
            .ShouldBe(("campaign restarted", "user restarter", $"failed, 2 messages, run {answer["id"]}"));
        (await world.Admin().GetAsync($"campaigns/{answer["id"]}"))["author"]!.ToString().ShouldBe("restarter");
    }

    [Fact]
    public async Task A_restart_that_says_nothing_and_a_stranger_s_mailing_are_refused()
    {
        var (_, campaign) = await OverAsync((MessageState.Failed, 2));

        (await RestartAsync(campaign, new { })).Field.ShouldBe("which");
        (await RestartAsync(campaign, new { which = "unsent" })).Code.ShouldBe("wrong_state");
        (await world.Admin(ApiWorld.Theirs).PostAsync($"campaigns/{campaign:N}/restart", new { which = "failed" })).Status.ShouldBe(404);
    }

    private Task<Answer> RestartAsync(Guid campaign, object wish) => world.Admin().PostAsync($"campaigns/{campaign:N}/restart", wish);

    private static Guid RunOf(Answer answer) => Guid.Parse(answer["id"]!.ToString());

    /// <summary>A mailing that takes no more messages, each to a number of its own.</summary>
    private async Task<(GivenLine Line, Guid Campaign)> OverAsync(params (MessageState State, int Count)[] messages)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await world.CampaignAsync(line);
        foreach (var (state, count) in messages)
            for (var i = 0; i < count; i++) await world.MessagesAsync(line, state, 1, campaign, phone: NextPhone());
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        return (line, campaign);
    }

    private string NextPhone() => $"7999{1_000_000 + Interlocked.Increment(ref phone)}";

    private async Task<GivenLine> LineOfAsync(Guid campaign)
    {
        await using var db = Read();
        var line = await db.Lines.SingleAsync(row => db.Campaigns.Any(one => one.Id == campaign && one.LineId == row.Id));
        return new GivenLine(line.PortalId, line.Id, line.Code, "", "");
    }

    private Task ComposeAsync() => world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    private Task SetAsync(Guid campaign, MessageState state) => world.Product.Services.GetRequiredService<Writer>().RunAsync(
        turn => turn.Execute("UPDATE messages SET state = @state WHERE campaign_id = @campaign", ("state", state), ("campaign", campaign)));

    private async Task<List<Guid>> RunsAsync(Guid campaign)
    {
        await using var db = Read();
        return await db.Campaigns.Where(row => row.RunOf == campaign).Select(row => row.Id).ToListAsync();
    }

    private async Task<List<Message>> AllAsync(Guid campaign)
    {
        await using var db = Read();
        return await db.Messages.AsNoTracking().Where(message => message.CampaignId == campaign).OrderBy(message => message.Sequence)
            .ToListAsync();
    }

    private async Task<Dictionary<MessageState, int>> CountAsync(Guid campaign) =>
        (await AllAsync(campaign)).GroupBy(message => message.State).ToDictionary(group => group.Key, group => group.Count());

    private OlConnectorDb Read() => world.Product.Services.GetRequiredService<Database>().Read();
}
