using OlConnector.Gateways.Outbound;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Webhooks;

namespace OlConnector.Tests.Webhooks;

/// <summary>Where webhooks may lead.</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://example.com/hook?key=1", true)]
    [InlineData("https://example.com:8443/", true)]
    [InlineData("http://example.com/hook", false)]
    [InlineData("https://127.0.0.1/hook", false)]
    [InlineData("https://localhost/hook", false)]
    [InlineData("https://10.1.2.3/hook", false)]
    [InlineData("https://[::1]/hook", false)]
    [InlineData("https://[fd00::7]/hook", false)]
    [InlineData("https://169.254.169.254/", false)]
    [InlineData("https://user@example.com/", false)]
    [InlineData("example.com", false)]
    public void Only_public_hosts_by_https(string url, bool isFine) =>
        (WebhookAddress.Problem(url, PrivateHosts.None) is null).ShouldBe(isFine);

    [Theory]
    [InlineData("http://erp.internal:8080/hook", true)]
    [InlineData("http://erp.internal/hook", false)]
    [InlineData("https://10.0.3.9/hook", true)]
    [InlineData("https://10.0.4.9/hook", false)]
    public void And_what_the_operator_opened(string url, bool isFine) =>
        (WebhookAddress.Problem(url, PrivateHosts.Of(["erp.internal:8080", "10.0.3.0/24"])) is null).ShouldBe(isFine);

    /// <summary>A name that resolves to a private address is refused when connecting, and no other host is asked.</summary>
    [Fact]
    public async Task A_name_that_points_inside_is_refused_when_connecting()
    {
        await using var world = await WebhookWorld.StartAsync(("Outbound:AllowPrivateHosts", "false"));
        var made = await world.Api.Admin().PostAsync(
            "webhooks", new { url = "https://localhost.localdomain:9/", events = new[] { "message.updated" } });
        var webhook = Guid.Parse(made["id"]!.ToString());
        await world.DiscardAsync();

        await world.DeliverAsync(webhook);

        (await world.DeliveriesAsync(webhook)).Single()["error"]!.ToString().ShouldBeOneOf("ADDRESS_NOT_PERMITTED", "NAME_NOT_FOUND");
    }
}
