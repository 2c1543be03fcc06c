using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

public sealed class TellingPausesTests
{
    private static readonly PortalId One = new("00000000000000000000000000000001");
    private static readonly PortalId Other = new("00000000000000000000000000000002");

    private readonly FakeTimeProvider _clock = new(Given.Morning);

    [Fact]
    public void A_portal_that_was_just_told_is_left_alone_for_a_moment_and_the_others_are_not()
    {
        var pauses = new TellingPauses(_clock);
        pauses.Begin(One);
        _clock.Advance(TellingPauses.Gathering - TimeSpan.FromMilliseconds(1));

        (pauses.IsOn(One), pauses.IsOn(Other)).ShouldBe((true, false));
        pauses.NextEnd([Other, One]).ShouldBe(_clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        pauses.NextEnd([Other]).ShouldBeNull();
    }

    [Fact]
    public void The_pause_ends_by_itself_and_is_forgotten()
    {
        var pauses = new TellingPauses(_clock);
        pauses.Begin(One);
        _clock.Advance(TellingPauses.Gathering);

        pauses.IsOn(One).ShouldBeFalse();
        pauses.NextEnd([One]).ShouldBeNull();
        pauses.ForgetEnded();
        pauses.IsOn(One).ShouldBeFalse();
    }
}
