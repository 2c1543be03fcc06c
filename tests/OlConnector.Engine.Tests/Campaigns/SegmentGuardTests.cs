using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class SegmentGuardTests
{
    [Theory]
    [InlineData("hold-excess", GuardVerdict.Hold)]
    [InlineData("hold-all", GuardVerdict.HoldAll)]
    [InlineData("reject-excess", GuardVerdict.Reject)]
    [InlineData("warn", GuardVerdict.Pass)]
    public void Exactly_a_hundred_pass_and_the_next_one_meets_the_policy(string policy, GuardVerdict verdict)
    {
        var options = new GuardOptions { Policy = policy };

        SegmentGuard.Decide(100, isReleased: false, options).ShouldBe(GuardVerdict.Pass);
        SegmentGuard.Decide(101, isReleased: false, options).ShouldBe(verdict);
    }

    [Fact]
    public void A_released_message_passes() => SegmentGuard.Decide(1000, isReleased: true, new GuardOptions()).ShouldBe(GuardVerdict.Pass);

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void The_51st_number_warns(int size, bool warns) => SegmentGuard.Warns(size, new GuardOptions()).ShouldBe(warns);
}
