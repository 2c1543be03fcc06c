using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class GuardInForceTests
{
    private static readonly GuardOptions App = new() { Warn = 50, Limit = 100, Policy = "hold-excess" };
    private static readonly MailingGuard Nothing = new();

    [Fact]
    public void Where_nobody_says_anything_the_app_does()
    {
        var usual = new GuardInForce(50, 100, GuardPolicy.HoldExcess, GuardLevel.App);

        GuardInForce.Of(App, portal: null, line: null).ShouldBe(usual);
        GuardInForce.Of(App, Nothing, Nothing, Nothing).ShouldBe(usual);
    }

    [Fact]
    public void Each_part_is_of_the_nearest_level_that_says_it()
    {
        var portal = new MailingGuard(Warn: 10, Limit: 300, Policy: GuardPolicy.Warn);
        var line = new MailingGuard(Limit: 200);
        var mailing = new MailingGuard(Policy: GuardPolicy.RejectExcess);

        GuardInForce.Of(App, portal, line: null).ShouldBe(new GuardInForce(10, 300, GuardPolicy.Warn, GuardLevel.Portal));
        GuardInForce.Of(App, portal, line).ShouldBe(new GuardInForce(10, 200, GuardPolicy.Warn, GuardLevel.Line));
        GuardInForce.Of(App, portal, line, mailing).ShouldBe(new GuardInForce(10, 200, GuardPolicy.RejectExcess, GuardLevel.Mailing));
    }

    [Fact]
    public void Nobody_is_warned_later_than_the_guard_acts()
    {
        GuardInForce.Of(App, portal: null, line: null, new MailingGuard(Limit: 20)).Warn.ShouldBe(20);
        GuardInForce.Of(App, new MailingGuard(Warn: 500), line: null).Warn.ShouldBe(100);
    }
}
