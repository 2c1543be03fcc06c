using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Risk;

namespace OlConnector.Engine.Tests.Risk;

public sealed class RiskScoreTests
{
    [Theory]
    [InlineData(0, RiskLevel.Low)]
    [InlineData(29, RiskLevel.Low)]
    [InlineData(30, RiskLevel.Medium)]
    [InlineData(59, RiskLevel.Medium)]
    [InlineData(60, RiskLevel.High)]
    [InlineData(100, RiskLevel.High)]
    public void Bands_begin_at_thirty_and_sixty(int score, RiskLevel level) => RiskScore.LevelOf(score).ShouldBe(level);

    [Fact]
    public void A_calm_mailing_has_no_reasons()
    {
        var risk = RiskScore.Of(RiskRuleTests.Calm);

        (risk.Score, risk.Level, risk.Reasons.Count, risk.Unknown.Count).ShouldBe((0, RiskLevel.Low, 0, 0));
    }

    [Fact]
    public void Points_add_up_to_a_hundred_at_most_and_the_gravest_reason_comes_first()
    {
        var risk = RiskScore.Of(RiskRuleTests.Worst);

        (risk.Score, risk.Level).ShouldBe((100, RiskLevel.High));
        risk.Reasons.Select(reason => reason.Points).ShouldBeInOrder(SortDirection.Descending);
        risk.Reasons[0].Code.ShouldBe("SPAM_SIGNAL");
    }

    [Fact]
    public void The_score_is_the_sum_of_its_reasons() => Prop.ForAll(
        Gen.Choose(0, 200).ArrayOf(7).ToArbitrary(), any =>
        {
            var risk = RiskScore.Of(RiskRuleTests.Calm with
            {
                Line = RiskRuleTests.CalmLine with
                {
                    Interval = TimeSpan.FromSeconds(any[0]),
                    Hours = TimeSpan.FromHours(any[1] % 25),
                    Rhythm = new MailingRhythm(any[2], null),
                    Age = TimeSpan.FromDays(any[3]),
                },
                Mailing = new MailingFacts(any[4], null),
                Text = RiskRuleTests.CalmText with { Uniqueness = any[5], IsPersonal = any[6] > 100 },
            });
            return risk.Score == Math.Min(100, risk.Reasons.Sum(reason => reason.Points)) && risk.Level == RiskScore.LevelOf(risk.Score);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 50, false)]
    [InlineData(0, 51, true)]
    [InlineData(51, 100, false)]
    [InlineData(51, 101, true)]
    [InlineData(101, 5000, false)]
    [InlineData(1, 101, true)]
    public void A_mailing_is_weighed_again_where_its_size_passes_a_bound(int weighedAt, int size, bool passes) =>
        RiskSizes.Passes(weighedAt, size).ShouldBe(passes);
}
