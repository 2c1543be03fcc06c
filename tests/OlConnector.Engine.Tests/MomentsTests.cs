namespace OlConnector.Engine.Tests;

public sealed class MomentsTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ten = Nine.AddHours(1);

    [Fact]
    public void The_earlier_and_the_later_of_two_moments_do_not_depend_on_their_order()
    {
        (Moments.Earlier(Nine, Ten), Moments.Earlier(Ten, Nine)).ShouldBe((Nine, Nine));
        (Moments.Later(Nine, Ten), Moments.Later(Ten, Nine)).ShouldBe((Ten, Ten));
    }

    [Fact]
    public void A_moment_that_is_missing_never_comes()
    {
        (Moments.Earlier(null, Ten), Moments.Earlier(Nine, null)).ShouldBe((Ten, Nine));
        Moments.Earlier((DateTimeOffset?)Ten, Nine).ShouldBe(Nine);
        Moments.Earlier(null, null).ShouldBeNull();
    }

    [Fact]
    public void The_shorter_and_the_longer_of_two_spans_do_not_depend_on_their_order()
    {
        var (brief, lasting) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        (Moments.Shorter(brief, lasting), Moments.Shorter(lasting, brief)).ShouldBe((brief, brief));
        (Moments.Longer(brief, lasting), Moments.Longer(lasting, brief)).ShouldBe((lasting, lasting));
    }
}
