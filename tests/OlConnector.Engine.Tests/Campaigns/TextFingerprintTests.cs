using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class TextFingerprintTests
{
    private static readonly string[] Vocabulary = ["раз", "два", "три", "four", "five", "Ёлка", "7", "x1"];

    [Theory]
    [InlineData("раз два три четыре пять", "раз два три шесть семь", true)]
    [InlineData("раз два три четыре пять", "раз два шесть семь восемь", false)]
    [InlineData("Анна", "Ержан", true)]
    [InlineData("Анна", "Ромашка и Ко", false)]
    public void Sixty_percent_of_common_words_or_two_strange_ones_on_either_side(string first, string second, bool isOne) =>
        (TextFingerprint.Of(first, []).SimilarityTo(TextFingerprint.Of(second, [])) is not null).ShouldBe(isOne);

    [Fact]
    public void Case_and_composed_letters_make_no_difference() =>
        TextFingerprint.Of("Ёлка МАЙ", []).SimilarityTo(TextFingerprint.Of("Е\u0308лка май", [])).ShouldBe(1);

    [Fact]
    public void Other_groups_make_another_text() =>
        TextFingerprint.Of("{а|б} одно и то же", ["{а|б}"])
            .SimilarityTo(TextFingerprint.Of("{а|в} одно и то же", ["{а|в}"])).ShouldBeNull();

    [Fact]
    public void Hashes_find_the_same_likeness_as_the_words_themselves()
    {
        var chance = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (left, right) = (AText(chance), AText(chance));

            TextFingerprint.Of(Text(left), []).SimilarityTo(TextFingerprint.Of(Text(right), [])).ShouldBe(
                Likeness(left, right), $"{Text(left)} / {Text(right)}");
        }
    }

    [Fact]
    public void Likeness_is_the_same_from_either_side()
    {
        var chance = new Random(8);
        for (var i = 0; i < 2_000; i++)
        {
            var (left, right) = (TextFingerprint.Of(Text(AText(chance)), []), TextFingerprint.Of(Text(AText(chance)), []));

            left.SimilarityTo(right).ShouldBe(right.SimilarityTo(left));
        }
    }

    [Theory]
    [InlineData("раз два", "раздва")]
    [InlineData("раз два", "ра здва")]
    [InlineData("аб", "ба")]
    public void Words_are_told_apart_by_their_letters_and_by_where_they_end(string first, string second) =>
        TextFingerprint.Of(first, []).SimilarityTo(TextFingerprint.Of(second, []))!.Value.ShouldBeLessThan(1);

    [Fact]
    public void Groups_that_are_joined_otherwise_are_other_groups() =>
        TextFingerprint.Of("x", ["{a|b}", "{c|d}"]).SimilarityTo(TextFingerprint.Of("x", ["{a|b}{c|d}"])).ShouldBeNull();

    /// <summary>The rule as it is written: shares of common words, each counted as often as it stands in both.</summary>
    private static double? Likeness(string[] left, string[] right)
    {
        var common = left.Intersect(right).Sum(word => Math.Min(left.Count(it => it == word), right.Count(it => it == word)));
        var longer = Math.Max(left.Length, right.Length);
        var share = longer == 0 ? 1 : (double)common / longer;
        return share >= 0.6 || (left.Length - common <= 2 && right.Length - common <= 2) ? share : null;
    }

    private static string[] AText(Random chance) =>
        [.. Enumerable.Range(0, chance.Next(14)).Select(_ => Vocabulary[chance.Next(Vocabulary.Length)])];

    private static string Text(string[] words) => string.Join(", ", words);
}
