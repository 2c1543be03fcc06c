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
    public void While_it_is_collected_it_waits_for_that_then_for_its_start_and_its_hours()
    {
        var (soon, late) = (Monday.AddHours(2), Monday.AddHours(10));

        MailingSettings.None.PauseAt(Monday, soon).ShouldBe(new MailingPause(soon, Reason.Collecting));
        MailingSettings.None.PauseAt(soon, soon).ShouldBeNull();
        new MailingSettings(StartAt: late).PauseAt(Monday, soon).ShouldBe(new MailingPause(late, Reason.Scheduled));
        new MailingSettings(StartAt: soon).PauseAt(Monday, late).ShouldBe(new MailingPause(late, Reason.Collecting));
        new MailingSettings(Window: WorkingDay).PauseAt(Monday, late).ShouldBe(new MailingPause(Monday.AddHours(25), Reason.Window));
    }
}
