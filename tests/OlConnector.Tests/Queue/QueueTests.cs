using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>Claim, settle and report, step by step on a real database.</summary>
public sealed class QueueTests : IDisposable
{
    private static readonly SendResult.Accepted Accepted = new("g1");
    private readonly QueueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_line_gets_its_next_message_only_after_the_interval()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);

        _world.Settle(_world.Claim().ShouldHaveSingleItem(), Accepted);
        _world.Clock.Advance(TimeSpan.FromMilliseconds(14_999));
        _world.Claim().ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _world.Claim().Count.ShouldBe(1);
    }

    [Fact]
    public void A_line_has_one_message_in_flight()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Direct);
        _world.Enqueue(line, Traffic.Direct);

        _world.Claim().Count.ShouldBe(1);
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        _world.Claim().ShouldBeEmpty();
    }

    [Fact]
    public void Lines_do_not_wait_for_each_other()
    {
        foreach (var line in Enumerable.Range(0, 20).Select(_ => _world.AddLine()).ToList()) _world.Enqueue(line, Traffic.Marketing);

        _world.Claim().Count.ShouldBe(20);
    }

    [Fact]
    public void Direct_goes_before_marketing_and_marketing_keeps_its_gap_after_it()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        var direct = _world.Enqueue(line, Traffic.Direct);

        var first = _world.Claim().ShouldHaveSingleItem();
        first.Message.Id.ShouldBe(direct);
        _world.Settle(first, Accepted);
        _world.Clock.Advance(TimeSpan.FromSeconds(14));
        _world.Claim().ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        _world.Claim().ShouldHaveSingleItem().Message.Traffic.ShouldBe(Traffic.Marketing);
    }

    [Fact]
    public void A_changed_interval_acts_on_the_very_next_dispatch()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);
        _world.Settle(_world.Claim()[0], Accepted);

        _world.Run(turn =>
        {
            turn.Execute("UPDATE lines SET marketing_interval = 60000");
            _world.Lines.Recompute(turn, line, _world.Clock.GetUtcNow());
        });
        _world.Clock.Advance(TimeSpan.FromMilliseconds(59_999));
        _world.Claim().ShouldBeEmpty();
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _world.Claim().Count.ShouldBe(1);
    }

    [Fact]
    public void A_floor_that_was_raised_later_wins_over_the_stored_interval()
    {
        _world.Pacing.MinMarketingInterval = TimeSpan.FromSeconds(40);
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);

        _world.Settle(_world.Claim()[0], Accepted);

        _world.FindLine(line).NextDueAt.ShouldBe(_world.Clock.GetUtcNow() + TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void A_line_down_freezes_the_line_and_keeps_its_message_at_the_front()
    {
        var line = _world.AddLine();
        var first = _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);

        _world.Settle(_world.Claim()[0], new SendResult.LineDown("466", "Quota", LineConnection.Unpaid));

        var frozen = _world.FindLine(line);
        (frozen.State, frozen.Connection, frozen.WaitReason, frozen.NextDueAt).ShouldBe(
            (LineState.Frozen, LineConnection.Unpaid, Reason.LineFrozen, null));
        var message = _world.Find(first);
        (message.State, message.CountedAttempts).ShouldBe((MessageState.Queued, 0));
        Resume(line);
        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        _world.Claim()[0].Message.Id.ShouldBe(first);
    }

    [Fact]
    public void A_crash_between_intent_and_record_leaves_the_message_unknown_and_it_never_leaves_by_itself()
    {
        var line = _world.AddLine();
        var id = _world.Enqueue(line, Traffic.Direct);
        _world.Claim().Count.ShouldBe(1);

        _world.Crash();

        _world.Find(id).State.ShouldBe(MessageState.Unknown);
        _world.Clock.Advance(TimeSpan.FromDays(1));
        _world.Claim().ShouldBeEmpty();
    }

    [Fact]
    public void A_crash_counts_as_an_answer_for_the_pace()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);
        _world.Claim();

        _world.Crash();

        _world.Claim().ShouldBeEmpty();
        _world.FindLine(line).NextDueAt.ShouldBe(_world.Clock.GetUtcNow() + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_settle_whose_claim_is_gone_may_not_touch_the_line_but_tells_the_truth_about_its_message()
    {
        var line = _world.AddLine();
        var id = _world.Enqueue(line, Traffic.Marketing);
        _world.Enqueue(line, Traffic.Marketing);
        var stale = _world.Claim()[0];
        _world.Clock.Advance(TimeSpan.FromSeconds(16));
        _world.Run(turn => _world.Settling.ExpireClaims(turn, all: false, _world.Clock.GetUtcNow()));
        _world.Clock.Advance(TimeSpan.FromSeconds(15));
        var fresh = _world.Claim().ShouldHaveSingleItem();

        _world.Settle(stale, Accepted);

        _world.Find(id).State.ShouldBe(MessageState.Sent);
        _world.FindLine(line).ClaimToken.ShouldBe(fresh.Token);
    }

    [Fact]
    public void An_expired_message_is_put_aside_at_the_head_and_the_next_one_goes()
    {
        var line = _world.AddLine();
        var old = _world.Enqueue(line, Traffic.Direct);
        _world.Clock.Advance(TimeSpan.FromHours(25));
        var fresh = _world.Enqueue(line, Traffic.Direct);

        _world.Claim().ShouldHaveSingleItem().Message.Id.ShouldBe(fresh);

        var message = _world.Find(old);
        (message.State, message.Reason).ShouldBe((MessageState.Expired, Reason.Validity));
    }

    [Fact]
    public void A_postponed_message_lets_the_next_one_pass_and_comes_back_in_its_time()
    {
        var line = _world.AddLine();
        var postponed = _world.Enqueue(line, Traffic.Direct);
        var next = _world.Enqueue(line, Traffic.Direct);

        _world.Settle(_world.Claim()[0], new SendResult.Postponed(PostponeScope.Recipient, TimeSpan.FromSeconds(60)));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        var passing = _world.Claim().ShouldHaveSingleItem();
        passing.Message.Id.ShouldBe(next);
        _world.Settle(passing, Accepted);
        _world.Clock.Advance(TimeSpan.FromSeconds(59));
        _world.Claim().ShouldHaveSingleItem().Message.Id.ShouldBe(postponed);
    }

    [Fact]
    public void A_report_before_the_answer_is_parked_and_applied_when_the_id_appears()
    {
        var line = _world.AddLine();
        var id = _world.Enqueue(line, Traffic.Direct);
        var claim = _world.Claim()[0];

        Report(line, new GatewayEvent.StatusReported("g1", null, DeliveryStatus.Delivered)).ShouldBeFalse();
        _world.Settle(claim, Accepted);

        _world.Find(id).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    [Trait("Database", "PostgreSql")]
    public async Task A_report_that_comes_while_its_answer_is_being_written_is_not_lost()
    {
        var line = _world.AddLine();
        var id = _world.Enqueue(line, Traffic.Direct);
        var claim = _world.Claim()[0];
        Task? reporting = null;

        _world.Run(turn =>
        {
            _world.Settling.Settle(turn, claim, Accepted, _world.Clock.GetUtcNow());
            reporting = Task.Run(() => Report(line, new GatewayEvent.StatusReported("g1", null, DeliveryStatus.Delivered)));
            // It either waits for this transaction or is through with parking by then.
            ((IAsyncResult)reporting).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(1));
        });
        await reporting!;

        _world.Find(id).State.ShouldBe(MessageState.Delivered);
    }

    [Fact]
    public void Answers_written_together_change_each_line_as_if_they_were_written_alone()
    {
        SendResult[] results =
        [
            Accepted, new SendResult.Unknown("Time-out"), new SendResult.Refused(Fault.Recipient, "E1", "No such number"),
            new SendResult.LineDown("466", "Quota", LineConnection.Unpaid),
            new SendResult.Postponed(PostponeScope.Line, TimeSpan.FromSeconds(40), CountsAsAttempt: true, "429", "Slowly."),
            new SendResult.Accepted("g2"),
        ];
        var alone = results.Select(result => Claimed(result)).ToList();
        var together = results.Select(result => Claimed(result)).ToList();
        Report(together[5].Claim.LineId, new GatewayEvent.StatusReported("g2", null, DeliveryStatus.Read));
        Report(alone[5].Claim.LineId, new GatewayEvent.StatusReported("g2", null, DeliveryStatus.Read));
        var now = _world.Clock.GetUtcNow();

        foreach (var (claim, result) in alone) _world.Settle(claim, result);
        var frozen = _world.Run(turn =>
            _world.Settling.Settle(turn, together.ConvertAll(pair => new Answered(pair.Claim, pair.Result, now))));

        frozen.ShouldBe([together[3].Claim]);
        together.ConvertAll(pair => Fate(pair.Claim)).ShouldBe(alone.ConvertAll(pair => Fate(pair.Claim)));
        Fate(together[5].Claim).State.ShouldBe(MessageState.Read);
    }

    private (Claim Claim, SendResult Result) Claimed(SendResult result)
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Direct);
        _world.Enqueue(line, Traffic.Direct);
        return (_world.Claim().ShouldHaveSingleItem(), result);
    }

    private (MessageState State, string? Reason, DateTimeOffset? Retry, DateTimeOffset? LookUp, LineState Line,
        DateTimeOffset? Due, string? Wait, Guid? Claim, DateTimeOffset? Answered) Fate(Claim claim)
    {
        var (message, line) = (_world.Find(claim.Message.Id), _world.FindLine(claim.LineId));
        return (message.State, message.Reason, message.RetryAt, message.LookUpAt,
            line.State, line.NextDueAt, line.WaitReason, line.ClaimToken, line.LastAnswerAt);
    }

    [Fact]
    public void A_late_report_with_our_id_settles_an_unknown_send()
    {
        var line = _world.AddLine();
        var id = _world.Enqueue(line, Traffic.Direct);
        _world.Settle(_world.Claim()[0], new SendResult.Unknown("Time-out"));

        Report(line, new GatewayEvent.StatusReported("g7", id, DeliveryStatus.Sent)).ShouldBeTrue();
        Report(line, new GatewayEvent.StatusReported("g7", null, DeliveryStatus.Read)).ShouldBeTrue();
        Report(line, new GatewayEvent.StatusReported("g7", null, DeliveryStatus.Delivered)).ShouldBeFalse();

        var message = _world.Find(id);
        (message.State, message.GatewayMessageId).ShouldBe((MessageState.Read, "g7"));
    }

    [Fact]
    public void A_report_on_another_line_changes_nothing()
    {
        var (line, other) = (_world.AddLine(), _world.AddLine());
        var id = _world.Enqueue(line, Traffic.Direct);
        _world.Settle(_world.Claim()[0], Accepted);

        Report(other, new GatewayEvent.StatusReported("g1", id, DeliveryStatus.Read)).ShouldBeFalse();

        _world.Find(id).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public void The_portal_hears_one_word_at_a_time_and_the_newest_one()
    {
        var line = _world.AddLine();
        var id = _world.Enqueue(line, Traffic.Direct, portalMessageId: "p1");
        _world.Settle(_world.Claim()[0], Accepted);
        Report(line, new GatewayEvent.StatusReported("g1", null, DeliveryStatus.Delivered));

        using var db = _world.Database.Read();
        var report = db.Outbox.Single();
        (report.Wanted, report.Told, report.DueAt).ShouldBe(("delivered", null, _world.Find(id).AcceptedAt + PortalWord.Settling));
    }

    [Fact]
    public void A_paused_campaign_lets_the_next_one_go_first()
    {
        var line = _world.AddLine();
        var (first, second) = (_world.AddCampaign(line, rank: 0), _world.AddCampaign(line, rank: 1));
        _world.Enqueue(line, Traffic.Marketing, campaign: first);
        var later = _world.Enqueue(line, Traffic.Marketing, campaign: second);

        _world.Run(turn =>
        {
            turn.Execute("UPDATE campaigns SET is_paused = @yes WHERE id = @id", ("yes", true), ("id", first));
            _world.Lines.Recompute(turn, line, _world.Clock.GetUtcNow());
        });

        _world.Claim().ShouldHaveSingleItem().Message.Id.ShouldBe(later);
    }

    [Fact]
    public void What_was_in_flight_when_its_mailing_was_stopped_and_comes_back_unsent_is_stopped_too()
    {
        var line = _world.AddLine();
        var campaign = _world.AddCampaign(line, rank: 0);
        var id = _world.Enqueue(line, Traffic.Marketing, campaign: campaign);
        var claim = _world.Claim().ShouldHaveSingleItem();
        Stop(campaign);

        _world.Settle(claim, new SendResult.Postponed(PostponeScope.Message, TimeSpan.FromSeconds(30)));

        (_world.Find(id).State, _world.Find(id).Reason).ShouldBe((MessageState.Stopped, Reason.CampaignStopped));
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.Claim().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_of_a_stopped_mailing_is_claimed_even_where_the_stop_has_not_come_to_it_yet()
    {
        var line = _world.AddLine();
        var campaign = _world.AddCampaign(line, rank: 0);
        var id = _world.Enqueue(line, Traffic.Marketing, campaign: campaign);
        _world.Settle(_world.Claim()[0], new SendResult.Postponed(PostponeScope.Message, TimeSpan.FromSeconds(30)));
        Stop(campaign);
        _world.Clock.Advance(TimeSpan.FromHours(1));

        _world.Claim().ShouldBeEmpty();

        (_world.Find(id).State, _world.Find(id).Reason).ShouldBe((MessageState.Stopped, Reason.CampaignStopped));
    }

    private void Stop(Guid campaign) => _world.Run(turn => turn.Execute(
        "UPDATE campaigns SET stopped_at = @now WHERE id = @id", ("now", _world.Clock.GetUtcNow()), ("id", campaign)));

    [Fact]
    public void A_clock_set_forward_makes_no_burst_and_set_back_no_stall()
    {
        var line = _world.AddLine();
        for (var i = 0; i < 5; i++) _world.Enqueue(line, Traffic.Marketing);
        _world.Settle(_world.Claim()[0], Accepted);

        _world.Clock.Step(TimeSpan.FromHours(-1));
        _world.Run(turn => _world.Lines.Recompute(turn, line, _world.Clock.GetUtcNow()));

        (_world.FindLine(line).NextDueAt - _world.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(15));
    }

    public static TheoryData<string> AskedByClaims =>
        [QueueHeads.OfLines, LineRow.ByIds, LineRow.Free, MessageRow.BySequences, Claims.Heads, LimitsBook.OfLines];

    [Theory]
    [MemberData(nameof(AskedByClaims))]
    public void What_each_claim_asks_is_found_by_its_index_and_neither_read_whole_nor_sorted(string sql)
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);

        var plan = string.Join(" | ", PlanOf(sql, line));

        plan.ShouldNotMatch(TestDatabase.IsPostgreSql ? "Seq Scan" : "SCAN (?!json_each)");
        plan.ShouldNotMatch(TestDatabase.IsPostgreSql ? "Sort Key: m" : "TEMP B-TREE");
    }

    /// <summary>As the writer asks: PostgreSQL would rather read a table of one row from end to end.</summary>
    private List<string> PlanOf(string sql, LineId line) => _world.Run(turn =>
    {
        (string Name, object? Value)[] sets = [("lines", new[] { line }), ("sequences", new[] { 1L })];
        return TestDatabase.IsPostgreSql
            ? turn.Query("EXPLAIN " + sql, row => row.GetString(0), sets)
            : turn.Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), sets);
    });

    private void Resume(LineId line) => _world.Run(turn =>
    {
        turn.Execute("UPDATE lines SET state = 'active'");
        _world.Lines.Recompute(turn, line, _world.Clock.GetUtcNow());
    });

    private bool Report(LineId line, GatewayEvent.StatusReported report) =>
        _world.Run(turn => _world.Events.Apply(turn, QueueWorld.PortalId, line, report, NewKey.At(_world.Clock), _world.Clock.GetUtcNow()));
}
