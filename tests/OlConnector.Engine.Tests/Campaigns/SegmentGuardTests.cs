using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

/// <summary>product.md §6.</summary>
public sealed class SegmentGuardTests
{
    private static readonly GuardInForce Usual = GuardInForce.Of(new GuardOptions(), portal: null, line: null);

    [Theory]
    [InlineData("hold-excess", GuardVerdict.Hold)]
    [InlineData("hold-all", GuardVerdict.HoldAll)]
    [InlineData("reject-excess", GuardVerdict.Reject)]
    [InlineData("warn", GuardVerdict.Pass)]
    public void Exactly_a_hundred_pass_and_the_next_one_meets_the_policy(string policy, GuardVerdict verdict)
    {
        var guard = GuardInForce.Of(new GuardOptions { Policy = policy }, portal: null, line: null);

        SegmentGuard.Decide(100, isReleased: false, guard).ShouldBe(GuardVerdict.Pass);
        SegmentGuard.Decide(101, isReleased: false, guard).ShouldBe(verdict);
    }

    [Theory]
    [InlineData(GuardPolicy.HoldExcess, GuardVerdict.Hold)]
    [InlineData(GuardPolicy.HoldAll, GuardVerdict.HoldAll)]
    [InlineData(GuardPolicy.RejectExcess, GuardVerdict.Reject)]
    [InlineData(GuardPolicy.Warn, GuardVerdict.Pass)]
    public void Each_policy_of_a_level_is_one_that_the_guard_knows(GuardPolicy policy, GuardVerdict verdict) =>
        SegmentGuard.Decide(101, isReleased: false, GuardInForce.Of(new GuardOptions(), new MailingGuard(Policy: policy), line: null))
            .ShouldBe(verdict);

    [Fact]
    public void A_released_message_passes() => SegmentGuard.Decide(1000, isReleased: true, Usual).ShouldBe(GuardVerdict.Pass);

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void The_51st_number_warns(int size, bool warns) => SegmentGuard.Warns(size, Usual).ShouldBe(warns);
}
