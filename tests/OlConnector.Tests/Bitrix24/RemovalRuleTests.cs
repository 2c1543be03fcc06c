using OlConnector.Bitrix24.Installing;

namespace OlConnector.Tests.Bitrix24;

public sealed class RemovalRuleTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void What_the_server_confirms_is_believed_at_once(int hours) =>
        RemovalRule.Decide(InstallationWord.Removed, TimeSpan.FromHours(hours)).ShouldBe(new RemovalDecision.Believe());

    [Fact]
    public void An_installed_app_is_asked_about_once_more_and_nothing_waits_for_that()
    {
        RemovalRule.Decide(InstallationWord.Installed, TimeSpan.Zero).ShouldBe(
            new RemovalDecision.LookAgain(TimeSpan.FromMinutes(5), Freezes: false));
        RemovalRule.Decide(InstallationWord.Installed, TimeSpan.FromMinutes(5)).ShouldBe(new RemovalDecision.Dismiss());
    }

    [Fact]
    public void Tokens_that_do_not_work_any_more_prove_nothing_for_a_day()
    {
        RemovalRule.Decide(InstallationWord.Refused, TimeSpan.Zero).ShouldBe(new RemovalDecision.LookAgain(Day, Freezes: true));
        RemovalRule.Decide(InstallationWord.Refused, Day - TimeSpan.FromHours(1)).ShouldBe(
            new RemovalDecision.LookAgain(TimeSpan.FromHours(1), Freezes: true));
        RemovalRule.Decide(InstallationWord.Refused, Day).ShouldBe(new RemovalDecision.Believe());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(10_000)]
    public void A_silent_server_never_confirms_anything(int hours) =>
        RemovalRule.Decide(InstallationWord.Silent, TimeSpan.FromHours(hours)).ShouldBe(
            new RemovalDecision.LookAgain(TimeSpan.FromMinutes(1), Freezes: true));
}
