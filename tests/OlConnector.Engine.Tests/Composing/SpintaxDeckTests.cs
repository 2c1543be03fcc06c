using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Tests.Composing;

public sealed class SpintaxDeckTests
{
    [Fact]
    public void Nothing_repeats_before_every_text_was_dealt()
    {
        var deck = new SpintaxDeck(SpintaxTemplate.Parse("{a|b|c}{1|2|3}"), "campaign 1");

        var rounds = Enumerable.Range(0, 27).Select(number => deck.Deal(number)).Chunk(9).ToList();

        deck.Size.ShouldBe(9);
        rounds.ShouldAllBe(round => round.Distinct().Count() == 9);
        rounds[0].ShouldNotBe(rounds[1]);
    }

    [Fact]
    public void Options_that_give_the_same_text_are_one_card()
    {
        var deck = new SpintaxDeck(SpintaxTemplate.Parse("{a|a|b}"), "campaign 1");

        deck.Size.ShouldBe(2);
        new[] { deck.Deal(0), deck.Deal(1) }.Order().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_text_depends_on_its_number_only_and_not_on_who_asks_when()
    {
        var template = SpintaxTemplate.Parse("{a|b|c}{1|2|3}");
        var one = new SpintaxDeck(template, "campaign 1");
        var other = new SpintaxDeck(template, "campaign 1");

        var forwards = Enumerable.Range(0, 20).Select(number => one.Deal(number)).ToList();
        var backwards = Enumerable.Range(0, 20).Reverse().Select(number => other.Deal(number)).Reverse().ToList();

        backwards.ShouldBe(forwards);
        new SpintaxDeck(template, "campaign 2").ShouldSatisfyAllConditions(deck =>
            Enumerable.Range(0, 20).Select(number => deck.Deal(number)).ShouldNotBe(forwards));
    }

    [Fact]
    public void Too_many_variants_are_drawn_and_not_dealt()
    {
        var deck = new SpintaxDeck(SpintaxTemplate.Parse(string.Concat(Enumerable.Repeat("{a|b}", 17))), "campaign 1");

        deck.IsDealt.ShouldBeFalse();
        deck.Deal(5).ShouldBe(deck.Deal(5));
        deck.Deal(5).Length.ShouldBe(17);
    }
}
