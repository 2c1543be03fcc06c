using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>Many portals hand over at once; the test takes each step of composing itself.</summary>
public sealed class FairSharesTests : IAsyncLifetime
{
    private const string Loud = "a0000000000000000000000000000001";
    private const string Quiet = "b0000000000000000000000000000002";
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private GivenLine _loud = null!;
    private GivenLine _quiet = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false"), ("Guard:Policy", "warn")]);
        (_loud, _quiet) = (await _product.LineAsync(Loud), await _product.LineAsync(Quiet));
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Whoever_hands_over_one_message_behind_thousands_is_in_the_next_batch_and_first()
    {
        await AcceptAsync(_loud, 1_000);
        await AcceptAsync(_quiet, 1, Traffic.Direct);

        var batch = await TakeAsync(after: null, limit: 200);

        batch.Messages.Count(message => message.Row.PortalId == _loud.Portal).ShouldBe(100);
        batch.Messages[0].Row.PortalId.ShouldBe(_quiet.Portal);
    }

    [Fact]
    public async Task A_portals_direct_messages_leave_before_its_mailing_and_a_mailing_in_the_order_of_acceptance()
    {
        await AcceptAsync(_loud, 30);
        await AcceptAsync(_loud, 5, Traffic.Direct);

        var batch = await TakeAsync(after: null, limit: 20);

        batch.Messages.Select(message => message.Traffic).ShouldBe(
            [.. Enumerable.Repeat(Traffic.Direct, 5), .. Enumerable.Repeat(Traffic.Marketing, 15)]);
        batch.Messages.Skip(5).Select(message => message.Row.Sequence).ShouldBeInOrder();
        (await TakeAsync(batch.Last, limit: 20)).Messages.Count.ShouldBe(15, "the rest of the mailing");
    }

    [Fact]
    public async Task Every_portal_has_its_turn_however_many_wait()
    {
        var lines = new List<GivenLine>();
        for (var i = 0; i < 30; i++) lines.Add(await _product.LineAsync($"c00000000000000000000000000000{i:00}"));
        foreach (var line in lines) await AcceptAsync(line, 10);
        var served = new List<PortalId>();
        PortalId? last = null;

        for (var round = 0; round < 2; round++)
        {
            var batch = await TakeAsync(last, limit: 100);
            batch.Messages.GroupBy(message => message.Row.PortalId).Select(portal => portal.Count()).Distinct().ShouldBe([4]);
            served.AddRange(batch.Messages.Select(message => message.Row.PortalId).Distinct());
            last = batch.Last;
        }

        served.Distinct().Count().ShouldBe(30, "two batches of twenty-five portals leave nobody out");
    }

    [Fact]
    public async Task What_waits_for_CRM_or_is_in_other_hands_keeps_nobodys_place()
    {
        await AcceptAsync(_loud, 20);
        await TakeAsync(after: null, limit: 200);
        await AcceptAsync(_quiet, 3);

        (await TakeAsync(after: null, limit: 200)).Messages.ShouldAllBe(message => message.Row.PortalId == _quiet.Portal);
        (await TakeAsync(after: null, limit: 200)).Messages.ShouldBeEmpty();
        (await WriteAsync(FairBatch.NextAt)).ShouldBe(_clock.GetUtcNow() + Lease);
    }

    [Theory]
    [InlineData(nameof(FairBatch.DuePortals))]
    [InlineData(nameof(FairBatch.Earliest))]
    [InlineData(nameof(FairBatch.TakeShare))]
    [InlineData(nameof(LineLetters.Candidates))]
    [InlineData(nameof(LineLetters.Marked))]
    [InlineData(nameof(LineLetters.Had))]
    [InlineData(nameof(LetterSorting.Sequences))]
    [InlineData(nameof(LetterSorting.Waiting))]
    [Trait("Database", "Sqlite")]
    public async Task What_it_costs_to_take_a_batch_or_to_find_a_campaign_does_not_grow_with_what_waits(string statement)
    {
        var sql = statement switch
        {
            nameof(FairBatch.DuePortals) => FairBatch.DuePortals,
            nameof(FairBatch.Earliest) => FairBatch.Earliest,
            nameof(FairBatch.TakeShare) => FairBatch.TakeShare,
            nameof(LineLetters.Candidates) => LineLetters.Candidates,
            nameof(LineLetters.Marked) => LineLetters.Marked,
            nameof(LineLetters.Had) => LineLetters.Had,
            nameof(LetterSorting.Sequences) => LetterSorting.Sequences,
            _ => LetterSorting.Waiting,
        };

        var plan = await WriteAsync(turn => turn.Query(
            "EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), ("after", ""), ("now", 0), ("most", 1), ("lease", 0), ("portal", ""),
            ("traffic", ""), ("limit", 1), ("line", _loud.Id), ("joining", 0), ("start", 0),
            ("marker", ""), ("phones", Array.Empty<string>()), ("since", 0)));

        plan.ShouldNotContain(step => step.StartsWith("SCAN messages", StringComparison.Ordinal)
            || step.StartsWith("SCAN m", StringComparison.Ordinal) || step.StartsWith("SCAN campaigns", StringComparison.Ordinal));
        plan.ShouldContain(step => step.Contains("ix_", StringComparison.Ordinal));
        if (statement is nameof(LineLetters.Candidates) or nameof(LineLetters.Marked))
            plan.ShouldNotContain(step => step.Contains("USE TEMP B-TREE FOR ORDER BY"));
    }

    [Fact]
    public async Task A_letter_is_compared_with_the_youngest_campaigns_only_but_a_stopped_one_is_never_forgotten_for_them()
    {
        await AcceptAsync(_loud, 1, text: _ => "Скидка на все букеты сегодня и завтра");
        await ComposeAsync();
        var stopped = (await CampaignsAsync()).ShouldHaveSingleItem();
        await WriteAsync(turn => turn.Execute("UPDATE campaigns SET stopped_at = @now", ("now", _clock.GetUtcNow())));
        await AcceptAsync(_loud, 120, text: Unlike);
        await ComposeAsync();
        (await CampaignsAsync()).Count.ShouldBe(121, "no letter is like another");

        await AcceptAsync(_loud, 1, text: _ => "Скидка на все букеты сегодня и завтра");
        await AcceptAsync(_loud, 1, text: _ => Unlike(119));
        await ComposeAsync();

        (await CampaignsAsync()).Count.ShouldBe(121);
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        (await db.Messages.CountAsync(message => message.CampaignId == stopped && message.State == MessageState.Stopped)).ShouldBe(1);
    }

    [Fact]
    public async Task Readiness_tells_how_long_the_oldest_message_has_waited_to_be_composed()
    {
        (await ReadyAsync())["ages.composing"]!.ToString().ShouldBe("00:00:00");
        await AcceptAsync(_loud, 2);
        _clock.Advance(TimeSpan.FromMinutes(3));
        await AcceptAsync(_loud, 1);

        var waiting = await ReadyAsync();
        (waiting["ages.composing"]!.ToString(), waiting["checks.composing"]!.ToString()).ShouldBe(("00:03:00", "ok"));
        _clock.Advance(TimeSpan.FromMinutes(14));
        var standing = await ReadyAsync();

        (standing.Status, standing["status"]!.ToString()).ShouldBe((200, "ready"));
        standing["checks.composing"]!.ToString().ShouldBe("A message has waited to be composed for 0.00:17:00.");
        await ComposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await ReadyAsync())["checks.composing"]!.ToString().ShouldBe("ok");
    }

    [Fact]
    public async Task A_message_that_was_held_for_days_counts_from_its_release()
    {
        await AcceptAsync(_loud, 1);
        _clock.Advance(TimeSpan.FromDays(3));
        var entry = MessageHistory.Line(_clock.GetUtcNow(), MessageState.Accepted, null, "user 1");
        await WriteAsync(turn => turn.Execute("UPDATE messages SET history = history || @entry", ("entry", entry)));

        (await ReadyAsync())["ages.composing"]!.ToString().ShouldBe("00:00:00");
    }

    private int _accepted;

    private static string Unlike(int i) => string.Join(' ', Enumerable.Range(0, 12).Select(word => $"w{(i * 31) + word}"));

    private Task AcceptAsync(GivenLine line, int count, Traffic traffic = Traffic.Marketing, Func<int, string>? text = null)
    {
        var acceptance = _product.Services.GetRequiredService<Acceptance>();
        return WriteAsync(turn =>
        {
            for (var i = 0; i < count; i++)
            {
                var number = ++_accepted;
                if (text is not null) _clock.Advance(TimeSpan.FromSeconds(1));
                acceptance.Store(turn, new IncomingMessage(
                    line.Portal, line.Id, line.Code, $"m{number}",
                    traffic == Traffic.Direct ? MessageSource.Direct : MessageSource.Marketing, traffic, $"+7999{1_000_000 + number}",
                    text?.Invoke(i) ?? "Good day to you all", null, null), MessageId.New(_clock), _clock.GetUtcNow());
            }

            return true;
        });
    }

    private Task<FairBatch> TakeAsync(PortalId? after, int limit) =>
        WriteAsync(turn => FairBatch.Take(turn, after, limit, Lease, _clock.GetUtcNow()));

    private Task ComposeAsync() => _product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    private async Task<List<Guid>> CampaignsAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Campaigns.Select(campaign => campaign.Id).ToListAsync();
    }

    private Task<Answer> ReadyAsync() => new Caller(_product, token: null).GetAsync("/health/ready");

    private Task<T> WriteAsync<T>(Func<WriteTurn, T> work) => _product.Services.GetRequiredService<Writer>().RunAsync(work);
}
