using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Tests.Parts;

public sealed class ShortLinkHostsTests
{
    [Theory]
    [InlineData("bit.ly", true)]
    [InlineData("WWW.Example.com", true)]
    [InlineData("кто.рф", true)]
    [InlineData("xn--80ak6aa92e.com", true)]
    [InlineData("localhost", false)]
    [InlineData("https://bit.ly", false)]
    [InlineData("bit.ly/a", false)]
    [InlineData("bit ly.com", false)]
    [InlineData("-a.com", false)]
    [InlineData("a..com", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_host_is_a_name_with_a_dot(string? host, bool isOne) => ShortLinkHosts.IsHost(host).ShouldBe(isOne);

    [Fact]
    public void Every_host_of_the_default_list_is_one() => ShortLinkHosts.DefaultList.ShouldAllBe(host => ShortLinkHosts.IsHost(host));

    [Fact]
    public void A_list_of_ones_own_takes_the_place_of_the_default()
    {
        var own = ShortLinkHosts.FromLines("go.example.com");

        Links.Inspect("www.go.example.com/a", own).Warnings.ShouldBe([LinkWarnings.Shortener]);
        Links.Inspect("bit.ly/a", own).Warnings.ShouldBeEmpty();
        Links.Inspect("bit.ly/a", ShortLinkHosts.FromLines("")).Warnings.ShouldBeEmpty();
        Links.Inspect("bit.ly/a", ShortLinkHosts.FromLines(null)).Warnings.ShouldBe([LinkWarnings.Shortener]);
    }

    [Fact]
    public void A_brands_own_shortener_that_a_portal_lists_is_a_public_one() =>
        Links.Find("youtu.be/a", ShortLinkHosts.FromLines("youtu.be")).ShouldHaveSingleItem().IsBrand.ShouldBeFalse();
}
