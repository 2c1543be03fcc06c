using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Tests.Parts;

public sealed class TariffTests
{
    [Theory]
    [InlineData("+79215554433", 3)]
    [InlineData("+79995554433", 2)]
    [InlineData("+77771234567", 7)]
    public void The_longest_prefix_sets_the_price(string number, int price)
    {
        var tariff = new Tariff([new("7", 2), new("+7 921", 3), new("77", 7)]);

        tariff.PriceOf(PhoneNumber.FromDigits(number)).ShouldBe(price);
        tariff.CostOf(PhoneNumber.FromDigits(number), 3).ShouldBe(price * 3);
    }

    [Fact]
    public void A_number_without_a_price_is_not_guessed()
    {
        new Tariff([new("7", 2)]).CostOf(PhoneNumber.FromDigits("375297654321"), 1).ShouldBeNull();
        new Tariff([]).PriceOf(PhoneNumber.FromDigits("375297654321")).ShouldBeNull();
        new Tariff([]).Lowest.ShouldBeNull();
    }

    [Fact]
    public void An_empty_prefix_is_for_everybody()
    {
        new Tariff([new("", 1.5m), new("7", 2)]).PriceOf(PhoneNumber.FromDigits("375297654321")).ShouldBe(1.5m);
    }
}
