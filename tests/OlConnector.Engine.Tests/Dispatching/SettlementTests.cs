using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Dispatching;

public sealed class SettlementTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly DispatchingOptions Options = new();

    [Fact]
    public void An_accepted_message_is_sent_and_ends_the_lines_pause()
    {
        var settled = Of(new SendResult.Accepted("g1"), lastPause: TimeSpan.FromMinutes(1));

        settled.State.ShouldBe(MessageState.Sent);
        settled.GatewayMessageId.ShouldBe("g1");
        settled.LinePause.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(3, 240)]
    [InlineData(4, 480)]
    public void Retries_wait_30_seconds_and_then_double(int countedBefore, int seconds)
    {
        var settled = Of(new SendResult.Postponed(PostponeScope.Message), countedBefore);

        settled.State.ShouldBe(MessageState.Queued);
        settled.RetryAt.ShouldBe(Now + TimeSpan.FromSeconds(seconds));
        settled.Counts.ShouldBeTrue();
        settled.LineNotBefore.ShouldBeNull();
    }

    [Fact]
    public void After_five_retries_the_message_fails()
    {
        var settled = Of(new SendResult.Postponed(PostponeScope.Message, Code: "500"), countedBefore: 5);

        settled.ShouldSatisfyAllConditions(
            () => settled.State.ShouldBe(MessageState.Failed),
            () => settled.Reason.ShouldBe(Reason.RetriesExhausted),
            () => settled.Code.ShouldBe("500"));
    }

    [Fact]
    public void What_does_not_count_never_exhausts_a_message() =>
        Of(new SendResult.Postponed(PostponeScope.Line, CountsAsAttempt: false), countedBefore: 50).State.ShouldBe(MessageState.Queued);

    [Theory]
    [InlineData(null, 15)]
    [InlineData(15, 30)]
    [InlineData(480, 900)]
    [InlineData(900, 900)]
    public void A_line_that_is_too_fast_pauses_for_its_interval_and_then_doubles_up_to_15_minutes(int? last, int seconds)
    {
        TimeSpan? lastPause = last is { } given ? TimeSpan.FromSeconds(given) : null;

        var settled = Of(new SendResult.Postponed(PostponeScope.Line, CountsAsAttempt: false), lastPause: lastPause);

        settled.LineNotBefore.ShouldBe(Now + TimeSpan.FromSeconds(seconds));
        settled.RetryAt.ShouldBeNull();
        settled.LinePause.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_given_retry_after_is_kept_to()
    {
        Of(new SendResult.Postponed(PostponeScope.Line, TimeSpan.FromSeconds(7))).LineNotBefore.ShouldBe(Now + TimeSpan.FromSeconds(7));
        Of(new SendResult.Postponed(PostponeScope.Recipient, TimeSpan.FromSeconds(7))).RetryAt.ShouldBe(Now + TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(Fault.Recipient, Reason.GatewayRecipient)]
    [InlineData(Fault.Message, Reason.GatewayMessage)]
    [InlineData(Fault.Bug, Reason.GatewayError)]
    public void A_refusal_fails_the_message_with_its_reason(Fault fault, string reason)
    {
        var settled = Of(new SendResult.Refused(fault, "131026", "Undeliverable"));

        settled.State.ShouldBe(MessageState.Failed);
        settled.Reason.ShouldBe(reason);
    }

    [Fact]
    public void A_line_that_is_down_freezes_and_its_message_goes_back_uncounted()
    {
        var settled = Of(new SendResult.LineDown("401", "Wrong token"));

        settled.State.ShouldBe(MessageState.Queued);
        settled.Counts.ShouldBeFalse();
        settled.Freeze.ShouldBe(new ConnectionReport(LineConnection.NeedsLogin, "Wrong token"));
    }

    [Fact]
    public void An_unknown_outcome_is_looked_up_and_never_queued()
    {
        var settled = Of(new SendResult.Unknown("Time-out"));

        settled.State.ShouldBe(MessageState.Unknown);
        settled.LookUpAt.ShouldBe(Now + Settlement.FirstLookUp);
    }

    private static Settlement Of(SendResult result, int countedBefore = 0, TimeSpan? lastPause = null) =>
        Settlement.Of(result, countedBefore, Interval, lastPause, Options, Now);
}
