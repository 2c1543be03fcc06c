using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class MailingSettingsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly SendingWindow WorkingDay = new(
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday }, new TimeOnly(10, 0), new TimeOnly(18, 0), TimeZoneInfo.Utc);

    [Fact]
    public void A_mailing_that_was_given_nothing_never_waits() => MailingSettings.None.PauseAt(Monday).ShouldBeNull();

    [Theory]
    [InlineData(0, 1, Reason.Window)]
    [InlineData(1, 0, null)]
    [InlineData(8, 1, null)]
    [InlineData(9, 16, Reason.Window)]
    public void Outside_its_own_hours_it_waits_for_the_next_of_them(int hoursLater, int waits, string? reason)
    {
        var now = Monday.AddHours(hoursLater);

        var pause = new MailingSettings(Window: WorkingDay).PauseAt(now);

        pause?.Reason.ShouldBe(reason);
        if (reason is null) pause.ShouldBeNull();
        else pause!.Until.ShouldBe(now.AddHours(waits));
    }

    [Fact]
    public void Before_its_start_it_waits_for_it_and_then_for_its_hours()
    {
        var start = Monday.AddHours(2);

        new MailingSettings(StartAt: start, Window: WorkingDay).PauseAt(Monday).ShouldBe(new MailingPause(start, Reason.Scheduled));
        new MailingSettings(StartAt: start).PauseAt(start).ShouldBeNull();
        new MailingSettings(StartAt: Monday.AddHours(10), Window: WorkingDay).PauseAt(Monday)
            .ShouldBe(new MailingPause(Monday.AddHours(25), Reason.Window));
    }

    [Fact]
    public void Its_own_guard_wins_and_the_apps_says_what_it_does_not()
    {
        var usual = new GuardOptions { Warn = 50, Limit = 100, Policy = "hold-excess" };

        var strict = new MailingGuard(Limit: 20).Over(usual);
        var lenient = new MailingGuard(Warn: 200, Limit: 500, Policy: GuardPolicy.RejectExcess).Over(usual);

        (strict.Warn, strict.Limit, strict.Policy).ShouldBe((20, 20, "hold-excess"));
        (lenient.Warn, lenient.Limit, lenient.Policy).ShouldBe((200, 500, "reject-excess"));
    }

    [Theory]
    [InlineData(GuardPolicy.HoldExcess, GuardVerdict.Hold)]
    [InlineData(GuardPolicy.HoldAll, GuardVerdict.HoldAll)]
    [InlineData(GuardPolicy.RejectExcess, GuardVerdict.Reject)]
    [InlineData(GuardPolicy.Warn, GuardVerdict.Pass)]
    public void Each_policy_is_one_that_the_guard_knows(GuardPolicy policy, GuardVerdict verdict) =>
        SegmentGuard.Decide(101, isReleased: false, new MailingGuard(Policy: policy).Over(new GuardOptions())).ShouldBe(verdict);
}
