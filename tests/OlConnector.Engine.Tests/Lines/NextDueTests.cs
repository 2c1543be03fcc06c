using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Lines;

public sealed class NextDueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly QueueHead Head = new(1, null);

    [Fact]
    public void A_line_that_never_spoke_is_due_at_once()
    {
        var due = NextDue.Of(APace(), null, Head, Now);

        due.At.ShouldBe(Now);
        due.Traffic.ShouldBe(Traffic.Marketing);
    }

    [Fact]
    public void An_empty_line_is_never_due() => NextDue.Of(APace(), null, null, Now).At.ShouldBeNull();

    [Fact]
    public void The_gap_counts_from_the_last_answer()
    {
        var line = APace() with { LastAnswerAt = Now - TimeSpan.FromSeconds(4) };

        NextDue.Of(line, null, Head, Now).ShouldBe(new Due(Now + TimeSpan.FromSeconds(11), Traffic.Marketing, Reason.Interval));
    }

    [Fact]
    public void A_direct_message_needs_only_the_direct_gap_and_goes_first()
    {
        var line = APace() with { LastAnswerAt = Now };

        NextDue.Of(line, Head, Head, Now).ShouldBe(new Due(Now + TimeSpan.FromSeconds(0.5), Traffic.Direct, Reason.Interval));
    }

    [Fact]
    public void At_equal_time_direct_goes_first() => NextDue.Of(APace(), Head, Head, Now).Traffic.ShouldBe(Traffic.Direct);

    [Fact]
    public void There_is_no_catching_up_after_an_hour_of_silence()
    {
        var line = APace() with { LastAnswerAt = Now - TimeSpan.FromHours(1) };

        NextDue.Of(line, null, Head, Now).At.ShouldBe(Now);
        NextDue.Of(line with { LastAnswerAt = Now }, null, Head, Now).At.ShouldBe(Now + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_postponed_head_waits_for_its_own_moment()
    {
        var retry = Head with { RetryAt = Now + TimeSpan.FromSeconds(30) };

        NextDue.Of(APace(), null, retry, Now).ShouldBe(new Due(Now + TimeSpan.FromSeconds(30), Traffic.Marketing, Reason.Retry));
    }

    [Fact]
    public void A_line_told_to_wait_holds_both_queues()
    {
        var line = APace() with { NotBefore = Now + TimeSpan.FromMinutes(2) };

        NextDue.Of(line, Head, Head, Now).ShouldBe(new Due(Now + TimeSpan.FromMinutes(2), Traffic.Direct, Reason.RateLimited));
    }

    [Theory]
    [InlineData(Reason.Paused)]
    [InlineData(Reason.LineFrozen)]
    [InlineData(Reason.PortalUnpaid)]
    public void A_line_that_waits_for_a_person_says_why(string reason) =>
        NextDue.Of(APace() with { WaitReason = reason }, Head, Head, Now).ShouldBe(new Due(null, null, reason));

    [Fact]
    public void The_window_holds_marketing_and_lets_direct_pass()
    {
        var days = new HashSet<DayOfWeek> { DayOfWeek.Tuesday };
        var window = new SendingWindow(days, new TimeOnly(10, 0), new TimeOnly(18, 0), TimeZoneInfo.Utc);
        var line = APace() with { Window = window };

        var opening = new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
        NextDue.Of(line, null, Head, Now).ShouldBe(new Due(opening, Traffic.Marketing, Reason.Window));
        NextDue.Of(line, Head, Head, Now).ShouldBe(new Due(Now, Traffic.Direct, Reason.Interval));
    }

    [Fact]
    public void A_clock_set_back_costs_one_gap_and_not_the_step()
    {
        var line = APace() with { LastAnswerAt = Now + TimeSpan.FromHours(3) };

        NextDue.Of(line, null, Head, Now).At.ShouldBe(Now + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Jitter_only_adds_and_is_the_same_whenever_it_is_asked_for() => Prop.ForAll(
        Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(1, int.MaxValue).ToArbitrary(), (percent, sequence) =>
        {
            var line = APace() with { Jitter = percent };
            var jitter = NextDue.JitterOf(line, sequence);
            var isWithin = jitter >= TimeSpan.Zero && jitter <= line.MarketingInterval * (percent / 100.0);
            return isWithin && jitter == NextDue.JitterOf(line, sequence);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_due_moment_is_earlier_than_any_of_its_reasons() => Prop.ForAll(
        Gen.Choose(-100_000, 100_000).Three().ToArbitrary(), moments =>
        {
            var (answered, pause, retry) = moments;
            var line = APace() with { LastAnswerAt = Now.AddMilliseconds(answered), NotBefore = Now.AddMilliseconds(pause) };
            var at = NextDue.Of(line, null, Head with { RetryAt = Now.AddMilliseconds(retry) }, Now).At!.Value;
            var answer = line.LastAnswerAt < Now ? line.LastAnswerAt.Value : Now;
            return at >= Now && at >= line.NotBefore && at >= Now.AddMilliseconds(retry) && at >= answer + line.MarketingInterval;
        }).QuickCheckThrowOnFailure();

    private static LinePace APace() => new(null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(0.5), 0, null, null, null);
}
