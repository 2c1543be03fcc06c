using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Installing;
using OlConnector.Sandbox.Portals;
using OlConnector.Storage.Rows;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>The app's tab on cards of CRM, as the portal knows it (docs/bitrix24.md §7.4).</summary>
public sealed class CardTabTests : Bitrix24World
{
    private static readonly string[] Places =
        ["CRM_COMPANY_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB"];

    [Fact]
    public async Task The_installer_puts_it_on_four_kinds_of_cards()
    {
        await InstallAsync();

        Bound().ShouldBe(Places);
        Part().State.ShouldBe(PartState.Installed);
        Portal.App!.Placements.Keys.ShouldAllBe(key => key.Handler.EndsWith("/b24/app"));
    }

    [Fact]
    public async Task Care_puts_back_what_is_missing_and_nothing_else()
    {
        await InstallAsync();
        Portal.App!.Placements.TryRemove(Portal.App.Placements.Keys.First(key => key.Placement == "CRM_DEAL_DETAIL_TAB"), out _);

        await Get<PortalCare>().TendAsync(PortalId, refreshAll: false, CancellationToken.None);

        Bound().ShouldBe(Places);
        Calls("placement.bind").Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_portal_that_refuses_a_place_is_installed_all_the_same()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "ERROR_PLACEMENT_NOT_FOUND", "Placement not found"), method: "placement.bind");

        await InstallAsync();

        (Part().State, Part().Problem).ShouldBe((PartState.Refused, "ERROR_PLACEMENT_NOT_FOUND: Placement not found"));
        Bound().Count().ShouldBe(3, "the others are there");
    }

    [Fact]
    public async Task A_portal_that_did_not_grant_the_scope_is_not_asked()
    {
        Cloud.Options.Scopes = ["messageservice", "crm", "im"];

        await InstallAsync();

        Part().State.ShouldBe(PartState.ScopeMissing);
        Calls("placement.get").ShouldBeEmpty();
    }

    private IEnumerable<string> Bound() => Portal.App!.Placements.Keys.Select(key => key.Placement).Order(StringComparer.Ordinal);

    private PortalPart Part() => Rows(db => db.PortalParts.Where(part => part.Name == PartNames.CardTabs)).Single();
}
