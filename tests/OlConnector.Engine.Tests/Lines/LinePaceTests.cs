using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Lines;

public sealed class LinePaceTests
{
    private static readonly GatewayTraits Official = new() { Channel = Channel.Sms, IsOfficial = true, MaxTextLength = 1000 };

    [Fact]
    public void A_line_keeps_its_intervals()
    {
        var pace = LinePace.Of(ALine(), window: null, Official, new PacingOptions());

        (pace.MarketingInterval, pace.DirectInterval).ShouldBe((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_floor_that_was_raised_later_wins()
    {
        var pace = LinePace.Of(ALine(), window: null, Official, new PacingOptions { MinOfficialInterval = TimeSpan.FromSeconds(5) });

        (pace.MarketingInterval, pace.DirectInterval).ShouldBe((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void A_line_of_a_kind_that_nobody_knows_goes_as_slowly_as_a_line_may()
    {
        var pace = LinePace.Of(ALine(), window: null, kind: null, new PacingOptions());

        (pace.MarketingInterval, pace.DirectInterval).ShouldBe((PacingOptions.MaxInterval, PacingOptions.MaxInterval));
    }

    [Theory]
    [InlineData(LineState.Active, null, null)]
    [InlineData(LineState.Paused, null, Reason.Paused)]
    [InlineData(LineState.Frozen, Reason.PortalUnpaid, Reason.PortalUnpaid)]
    [InlineData(LineState.Frozen, null, Reason.LineFrozen)]
    [InlineData(LineState.Off, null, Reason.LineOff)]
    public void Only_a_line_that_moves_waits_for_nobody(LineState state, string? frozenFor, string? waitsFor)
    {
        var line = ALine();
        (line.State, line.FrozenReason) = (state, frozenFor);

        LinePace.Of(line, window: null, Official, new PacingOptions()).WaitReason.ShouldBe(waitsFor);
    }

    private static Line ALine() => new()
    {
        PortalId = new PortalId("portal"),
        Id = new LineId(Guid.Empty),
        Code = "olc_1",
        Name = "Line",
        GatewayKind = "kind",
        GatewaySettings = "",
        MarketingInterval = TimeSpan.FromSeconds(20),
        DirectInterval = TimeSpan.FromSeconds(2),
        HandlerKeyHash = "",
        HandlerKey = "",
        HookKeyHash = "",
        HookKey = "",
        CreatedAt = default,
    };
}
