using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Webhooks;

namespace OlConnector.Engine.Tests;

public sealed class WebhookRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The example of the standard's own specification.</summary>
    [Fact]
    public void A_delivery_is_signed_as_the_standard_shows_it() => WebhookSignature.Of(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330),
            """{"test": 2432232314}""")
        .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("whsec_no base64 at all, whatever", false)]
    public void A_secret_has_the_form_of_the_standard(string text, bool isSecret) => WebhookSignature.IsSecret(text).ShouldBe(isSecret);

    [Fact]
    public void The_first_retry_comes_within_a_minute_and_pauses_grow_for_a_day()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var tries = Tries(new Random(seed));

            (tries[0] - Start).ShouldBeLessThan(TimeSpan.FromMinutes(1));
            (tries[^1] - Start).ShouldBe(WebhookPatience.GivesUpAfter, "the last try comes when the day is over");
            var pauses = tries.Prepend(Start).Zip(tries, (from, to) => to - from).SkipLast(1).ToList();
            pauses.Take(8).Zip(pauses.Skip(1), (one, next) => next > one).ShouldAllBe(grows => grows);
            pauses.ShouldAllBe(pause => pause < TimeSpan.FromHours(2.5));
            tries.Count.ShouldBeInRange(15, 25);
        }
    }

    [Fact]
    public void What_has_failed_for_a_day_is_given_up() => Prop.ForAll<PositiveInt, PositiveInt>((failures, hours) =>
        WebhookPatience.NextTry(failures.Get, Start, Start.AddHours(24 + hours.Get), new Random(1)) is null).QuickCheckThrowOnFailure();

    private static List<DateTimeOffset> Tries(Random random)
    {
        var (tries, now) = (new List<DateTimeOffset>(), Start);
        while (WebhookPatience.NextTry(tries.Count + 1, Start, now, random) is { } next)
        {
            tries.Add(next);
            now = next;
        }

        return tries;
    }
}
