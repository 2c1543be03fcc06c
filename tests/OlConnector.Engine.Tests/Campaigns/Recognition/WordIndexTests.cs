using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class WordIndexTests
{
    [Theory]
    [InlineData("a b c", "a b c", 3)]
    [InlineData("a b c", "a x c", 2)]
    [InlineData("a b c", "c b a", 1)]
    [InlineData("a a b", "a b a", 2)]
    [InlineData("a b", "", 0)]
    [InlineData("", "a b", 0)]
    public void Common_words_are_counted_in_their_order(string mine, string theirs, int common) =>
        new WordIndex(Words(mine)).CommonWith(Words(theirs)).ShouldBe(common);

    [Fact]
    public void It_finds_as_much_as_the_table_of_the_textbook_whatever_the_lengths()
    {
        var chance = new Random(1201);
        for (var round = 0; round < 600; round++)
        {
            var (mine, theirs) = (Some(chance, chance.Next(200)), Some(chance, chance.Next(200)));
            var index = new WordIndex(mine);

            var aligned = index.AlignWith(theirs);

            index.CommonWith(theirs).ShouldBe(ByTable(mine, theirs), $"round {round}");
            var pairs = aligned.Select((place, i) => (Mine: place, Theirs: i)).Where(pair => pair.Mine >= 0).ToList();
            pairs.Count.ShouldBe(ByTable(mine, theirs), $"round {round}");
            pairs.ShouldAllBe(pair => mine[pair.Mine] == theirs[pair.Theirs]);
            pairs.Zip(pairs.Skip(1)).ShouldAllBe(next => next.First.Mine < next.Second.Mine);
        }
    }

    private static IReadOnlyList<uint> Words(string text) => LetterText.Of(text).Words;

    /// <summary>Few words, so that they repeat.</summary>
    private static uint[] Some(Random chance, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (uint)chance.Next(1 + chance.Next(30)))];

    private static int ByTable(uint[] mine, uint[] theirs)
    {
        var best = new int[mine.Length + 1, theirs.Length + 1];
        for (var i = 1; i <= mine.Length; i++)
            for (var j = 1; j <= theirs.Length; j++)
                best[i, j] = mine[i - 1] == theirs[j - 1] ? best[i - 1, j - 1] + 1 : Math.Max(best[i - 1, j], best[i, j - 1]);
        return best[mine.Length, theirs.Length];
    }
}
