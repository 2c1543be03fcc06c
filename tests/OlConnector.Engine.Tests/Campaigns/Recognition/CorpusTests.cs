using OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class CorpusTests
{
    /// <summary>The seed of docs/proof.md; there four times as many messages are played.</summary>
    private const int Seed = 12;

    [Fact]
    public void Of_a_thousand_messages_of_any_kind_one_at_most_is_in_the_wrong_mailing()
    {
        var scores = Score.Of(Scenes.Of(Seed, messagesOfKind: 1000));

        scores.Count.ShouldBe(Scenes.Kinds.Count);
        scores.ShouldAllBe(score => score.Wrong * 1000 <= score.Messages, Score.Table(scores));
        scores.ShouldAllBe(score => score.WronglySuppressed + score.Spun + score.Raw == 0, Score.Table(scores));
    }
}
