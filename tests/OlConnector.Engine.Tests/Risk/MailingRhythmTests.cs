using OlConnector.Engine.Risk;

namespace OlConnector.Engine.Tests.Risk;

public sealed class MailingRhythmTests
{
    private static readonly DateOnly Today = new(2026, 3, 20);

    [Fact]
    public void A_line_that_never_sent_begins_its_first_day() =>
        MailingRhythm.Of([], Today).ShouldBe(MailingRhythm.First);

    [Fact]
    public void Days_one_after_another_are_counted_with_this_one_whether_it_has_begun_or_not()
    {
        MailingRhythm.Of(DaysAgo(1, 2), Today).DayInRow.ShouldBe(3);
        MailingRhythm.Of(DaysAgo(0, 1, 2), Today).DayInRow.ShouldBe(3);
        MailingRhythm.Of(DaysAgo(2, 3), Today).DayInRow.ShouldBe(1);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(14, 13)]
    public void After_a_full_series_the_days_of_rest_are_told_while_they_are_too_few(int ended, int rested) =>
        MailingRhythm.Of(DaysAgo(ended, ended + 1, ended + 2), Today).DaysOfRest.ShouldBe(rested);

    [Fact]
    public void A_rest_that_was_kept_and_a_series_that_was_not_full_tell_nothing()
    {
        MailingRhythm.Of(DaysAgo(15, 16, 17), Today).DaysOfRest.ShouldBeNull();
        MailingRhythm.Of(DaysAgo(3, 4), Today).DaysOfRest.ShouldBeNull();
    }

    [Fact]
    public void A_series_that_goes_on_is_no_broken_rest_but_the_second_day_after_a_short_one_is()
    {
        MailingRhythm.Of(DaysAgo(1, 2, 3, 4), Today).ShouldBe(new MailingRhythm(5, null));
        MailingRhythm.Of(DaysAgo(1, 4, 5, 6), Today).ShouldBe(new MailingRhythm(2, 2));
    }

    private static IEnumerable<DateOnly> DaysAgo(params int[] days) => days.Select(ago => Today.AddDays(-ago));
}
