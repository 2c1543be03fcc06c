using OlConnector.Engine.Composing;

namespace OlConnector.Engine.Tests.Composing;

public sealed class VariantRandomTests
{
    private static readonly PortalId Portal = new("a223c6b3710f85df22e9377d6c4f7553");

    [Fact]
    public void The_same_message_draws_the_same_numbers_on_every_machine()
    {
        var random = VariantRandom.For(Portal, "olc_1", "b5a1", "{a|b}");

        Enumerable.Range(0, 8).Select(_ => random.Next(100)).ShouldBe([47, 49, 68, 52, 97, 98, 52, 3]);
    }

    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        var seed = new byte[32];
        for (var i = 0; i < 4; i++) seed[i * 8] = (byte)(i + 1);
        var random = new VariantRandom(seed);
        var bytes = new byte[24];

        random.NextBytes(bytes);

        // State 1, 2, 3, 4 gives 11520, 0, 1509978240 by the recurrence of xoshiro256**.
        Enumerable.Range(0, 3).Select(i => BitConverter.ToUInt64(bytes, i * 8)).ShouldBe([11520UL, 0UL, 1509978240UL]);
    }

    [Theory]
    [InlineData("olc_2", "b5a1", "{a|b}")]
    [InlineData("olc_1", "b5a2", "{a|b}")]
    [InlineData("olc_1", "b5a1", "{a|c}")]
    public void Another_line_message_or_text_draws_other_numbers(string code, string messageId, string template)
    {
        var one = VariantRandom.For(Portal, "olc_1", "b5a1", "{a|b}");
        var other = VariantRandom.For(Portal, code, messageId, template);

        other.NextInt64().ShouldNotBe(one.NextInt64());
    }

    [Fact]
    public void Every_number_below_the_bound_is_equally_likely()
    {
        var random = VariantRandom.FromText("a long walk");

        var counts = Enumerable.Range(0, 30_000).Select(_ => random.Next(3)).CountBy(number => number).ToDictionary();

        counts.Keys.Order().ShouldBe([0, 1, 2]);
        counts.Values.ShouldAllBe(count => count > 9_700 && count < 10_300);
    }

    [Fact]
    public void Bounds_are_kept()
    {
        var random = VariantRandom.FromText("bounds");

        for (var i = 0; i < 1000; i++)
        {
            random.Next(-5, 5).ShouldBeInRange(-5, 4);
            random.Next(int.MinValue, int.MaxValue).ShouldBeLessThan(int.MaxValue);
            random.NextInt64(long.MinValue, long.MaxValue).ShouldBeLessThan(long.MaxValue);
            random.NextDouble().ShouldBeInRange(0, 0.9999999999999999);
            random.NextSingle().ShouldBeInRange(0, 0.99999994f);
        }
        random.Next(0).ShouldBe(0);
        random.Next(7, 7).ShouldBe(7);
    }

    [Fact]
    public void A_text_of_any_length_and_any_characters_can_seed()
    {
        VariantRandom.FromText(new string('\uD800', 5000)).Next(10).ShouldBeInRange(0, 9);
    }
}
