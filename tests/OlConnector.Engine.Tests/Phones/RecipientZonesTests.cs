using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Tests.Phones;

public sealed class RecipientZonesTests
{
    [Theory]
    [InlineData("48221234567", "Europe/Warsaw")]
    [InlineData("81312345678", "Asia/Tokyo")]
    [InlineData("12125551234", "America/New_York")]
    public void A_prefix_of_one_zone_tells_it(string digits, string zone) =>
        RecipientZones.Of(PhoneNumber.FromDigits(digits))!.Id.ShouldBe(zone);

    /// <summary>Mobile numbers of Russia are used from Kaliningrad to Kamchatka.</summary>
    [Theory]
    [InlineData("79991234567")]
    [InlineData("870123456789")]
    [InlineData("99912345678901")]
    public void A_prefix_of_several_zones_or_of_none_tells_nothing(string digits) =>
        RecipientZones.Of(PhoneNumber.FromDigits(digits)).ShouldBeNull();
}
