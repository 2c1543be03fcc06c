using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Rest;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

public sealed class PortalHostTests
{
    [Theory]
    [InlineData("https://romashka.bitrix24.ru/rest/", true, true)]
    [InlineData("https://10.0.0.7/rest", true, true)]
    [InlineData("http://romashka.bitrix24.ru/rest/", false, true)]
    [InlineData("https://localhost:8124/rest/", false, true)]
    [InlineData("http://box/rest/", false, true)]
    [InlineData("https://-box-/rest/", false, false)]
    [InlineData("https://box..example/rest/", false, false)]
    [InlineData("https://box.example;/rest/", false, false)]
    [InlineData("https://user@box.example/rest/", false, false)]
    [InlineData("https://box.example/other/", false, false)]
    public void A_portal_has_a_plain_host_and_without_a_dot_only_where_insecure_portals_are_allowed(
        string address, bool isRead, bool isReadWhereInsecure)
    {
        (Reads(address, isInsecure: false), Reads(address, isInsecure: true)).ShouldBe((isRead, isReadWhereInsecure));
    }

    private static bool Reads(string address, bool isInsecure) =>
        new PortalHost(new FixedOptions<Bitrix24Options>(new Bitrix24Options { AllowInsecurePortals = isInsecure }))
            .TryReadEndpoint(address, out _);
}
