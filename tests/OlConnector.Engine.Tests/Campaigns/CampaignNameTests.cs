using System.Globalization;
using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class CampaignNameTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Скидки до пятницы", "2026-03-01 12:05 Sales: Скидки до пятницы")]
    [InlineData("  Hello\r\nworld ", "2026-03-01 12:05 Sales: Hello world")]
    [InlineData("1234567890123456789012345678901234567890", "2026-03-01 12:05 Sales: 1234567890123456789012345678901234567890")]
    [InlineData("12345678901234567890123456789012345678901", "2026-03-01 12:05 Sales: 1234567890123456789012345678901234567890…")]
    [InlineData("Discounts for everybody from Monday to Friday", "2026-03-01 12:05 Sales: Discounts for everybody from Monday to…")]
    [InlineData("{Привет|Добрый день}, {{ NAME ?? \"друг\" }}! [+, +раз|два]", "2026-03-01 12:05 Sales: Привет, [NAME]! раз, два")]
    [InlineData("{{ if NAME }}{{ name | upper }}, {{ end }}ждём", "2026-03-01 12:05 Sales: [NAME], ждём")]
    [InlineData("{Скидки|Акции до", "2026-03-01 12:05 Sales: {Скидки|Акции до")]
    public void A_campaign_is_called_by_its_start_in_the_portals_time_its_line_and_the_beginning_of_its_text(string text, string name) =>
        CampaignName.Of(Start, "Europe/Moscow", "Sales", text).ShouldBe(name);

    [Fact]
    public void The_pattern_for_the_database_fits_the_name_and_its_length_the_moment()
    {
        var moment = int.Parse(CampaignName.SqlMomentLength, CultureInfo.InvariantCulture);

        var name = CampaignName.Of(Start, "nowhere", "Sales", "text");

        name[..moment].ShouldBe("2026-03-01 09:05", "a zone that nobody knows is UTC");
        name.Zip(CampaignName.SqlPattern).ShouldAllBe(pair => pair.Second == '_' || pair.Second == '%' || pair.First == pair.Second);
    }
}
