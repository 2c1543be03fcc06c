using System.ComponentModel.DataAnnotations;
using OlConnector.Engine;
using OlConnector.Engine.Quotas;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Which portals are limited is decided by who sells the app (docs/operations.md, the Market's rules).</summary>
public sealed class DemoTests : Bitrix24World
{
    private const string Granted = "3b7f0c9de1a24586b0f7d2c4a9e81635";

    private protected override IEnumerable<(string Name, string Value)> Settings =>
        [.. base.Settings, ("Demo:Grant", $"c41d8a6605f24c0f9a37e1b2d4896f71,{Granted.ToUpperInvariant()}")];

    [Fact]
    public async Task A_portal_that_has_paid_in_another_way_is_shown_and_kept_as_paid()
    {
        Portal.Status = "D";
        await InstallAsync();

        var visit = await Portal.Lifecycle.OpenAppAsync();

        ((string?)visit.Session!["plan"], (string?)visit.Session["portal"]!["status"]).ShouldBe(("full", "D"));
    }

    [Theory]
    [InlineData("F,D,T", "", "D", true)]
    [InlineData("F,D,T", "", "S", false)]
    [InlineData("F,D,T", Granted, "D", false)]
    [InlineData("F,D,T", "c41d8a6605f24c0f9a37e1b2d4896f70", "D", true)]
    [InlineData("", "", "D", false)]
    [InlineData("D", "", "F", false)]
    public void A_kind_of_installation_is_limited_where_it_is_listed_and_not_granted(
        string statuses, string grant, string status, bool isLimited)
    {
        var options = new DemoOptions { Statuses = statuses, Grant = grant };

        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        options.Covers(new PortalId(Granted), status).ShouldBe(isLimited);
    }

    [Theory]
    [InlineData("F;D", "")]
    [InlineData("free", "")]
    [InlineData("F", "Granted portal")]
    public void A_list_that_is_none_stops_the_start(string statuses, string grant)
    {
        var options = new DemoOptions { Statuses = statuses, Grant = grant };

        Should.Throw<ValidationException>(
            () => Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true));
    }
}
