using System.Numerics;
using OlConnector.Engine.Composing;

namespace OlConnector.Engine.Tests.Composing;

public sealed class UniquenessTests
{
    [Fact]
    public void Nine_variants_for_a_hundred_people_are_nine_percent()
    {
        var expected = new Uniqueness(100, Uniqueness.ExpectedDistinct(9, 100));

        expected.Distinct.ShouldBe(9.0, 0.001);
        expected.Percent.ShouldBe(9.0, 0.001);
        expected.Advice.ShouldBe(UniquenessAdvice.HighRisk);
    }

    [Theory]
    [InlineData(1, 50, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 2, 1.5)]
    [InlineData(5, 0, 0)]
    public void Draws_with_repetition_give_so_many_texts(int variants, int recipients, double expected)
    {
        Uniqueness.ExpectedDistinct(variants, recipients).ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void Huge_numbers_of_variants_lose_no_digits()
    {
        Uniqueness.ExpectedDistinct(BigInteger.Pow(10, 12), 1000).ShouldBe(1000, 1e-6);
        Uniqueness.ExpectedDistinct(BigInteger.Pow(2, 5000), 1000).ShouldBe(1000);
        Uniqueness.ExpectedDistinct(1_000_000, 1000).ShouldBe(999.5, 0.01);
    }

    [Fact]
    public void A_deck_repeats_nothing_while_variants_last()
    {
        Uniqueness.DealtDistinct(9, 5).ShouldBe(5);
        Uniqueness.DealtDistinct(9, 100).ShouldBe(9);
    }

    [Fact]
    public void Final_texts_are_compared_as_people_see_them()
    {
        var seen = Uniqueness.OfTexts(["е\u0308лка", "ёлка", "Ёлка", "ёлка ", "\uD800", "\uD800"]);

        seen.Texts.ShouldBe(6);
        seen.Distinct.ShouldBe(4);
        seen.Advice.ShouldBe(UniquenessAdvice.Fine);
        Uniqueness.OfTexts(["a", "a", "a"]).Advice.ShouldBe(UniquenessAdvice.Warn);
    }

    [Fact]
    public void Likeness_is_the_share_of_common_word_sequences()
    {
        Similarity.Of("", "").ShouldBe(1);
        Similarity.Of("да", "").ShouldBe(0);
        Similarity.Of("раз два три четыре", "РАЗ, два; три четыре!").ShouldBe(1);
        Similarity.Of("раз два три четыре", "раз два три пять").ShouldBe(1.0 / 3, 1e-9);
        Similarity.Of("раз два", "раз два").ShouldBe(1);
    }

    [Fact]
    public void Names_and_links_do_not_count_as_wording()
    {
        Similarity.Wording("Анна, смотри https://example.ru/a сейчас", ["Анна"]).ShouldBe(" , смотри   сейчас");
    }

    [Fact]
    public void Typical_likeness_is_a_mean_over_pairs()
    {
        var texts = Enumerable.Range(0, 100).Select(n => n % 2 == 0 ? "a b c" : "x y z").ToList();

        Similarity.Typical(["a b c"], new Random(1)).ShouldBe(0);
        Similarity.Typical(["a b c", "a b c", "x y z"], new Random(1)).ShouldBe(1.0 / 3, 1e-9);
        Similarity.Typical(texts, new Random(1)).ShouldBeInRange(0.35, 0.65);
    }
}
