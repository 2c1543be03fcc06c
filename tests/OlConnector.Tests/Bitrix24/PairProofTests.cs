using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Portals;
using OlConnector.Secrets;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>A refresh token is kept only when it is proved to be of the portal and the user that brought it.</summary>
[Trait("Database", "Sqlite")]
public sealed class PairProofTests : Bitrix24World
{
    private static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_installation_keeps_a_pair_that_the_authorization_server_issued_for_it()
    {
        var visit = await Portal.Lifecycle.InstallAsync(installEvent: InstallEvent.Never);

        var kept = KeptBy(Portal);
        kept.ShouldNotBeNull();
        kept.ShouldNotBe((string?)visit.Form["REFRESH_ID"]);
        Clock.Advance(AccessLife);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Fact]
    public async Task Another_portals_refresh_token_is_not_kept_and_leaves_that_portal_its_authorization()
    {
        await InstallAsync();
        var stranger = await Cloud.AddPortalAsync(
            new PortalSeed("Полынь", "d52e9b7716a35d1a0b48f2c3e5907a81", "P", "ru_basic", "Europe/Moscow"));

        await InstallWithAsync(stranger, KeptBy(Portal)!);

        KeptBy(stranger).ShouldBeNull();
        (await CallAsync(stranger)).ShouldBeOfType<RestAnswer.Ok>("its own access token is proved");
        Clock.Advance(AccessLife);
        (await CallAsync(Portal)).ShouldBeOfType<RestAnswer.Ok>("the pair that was spent for the stranger is its owner's");
        (await CallAsync(stranger)).ShouldBeOfType<RestAnswer.NeedsReauthorization>();
        Rows(db => db.Audit.Where(entry => entry.Action == "foreign_refresh_token")).Select(entry => entry.PortalId.Value)
            .ShouldBe([stranger.MemberId]);
    }

    [Fact]
    public async Task Another_users_refresh_token_of_the_same_portal_is_not_kept()
    {
        var employees = Cloud.Authorization.Tokens.Issue(Portal.MemberId, Portal.Employee.Id).Refresh!;

        await InstallWithAsync(Portal, employees);

        KeptBy(Portal).ShouldBeNull();
    }

    [Fact]
    public async Task A_refresh_token_that_does_not_work_is_not_kept_and_the_next_visit_brings_another()
    {
        await InstallWithAsync(Portal, "spent.long.ago");
        KeptBy(Portal).ShouldBeNull();

        await Portal.Lifecycle.OpenAppAsync(Portal.Admin);

        KeptBy(Portal).ShouldNotBeNull();
        Clock.Advance(AccessLife);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Fact]
    public async Task A_visit_to_a_portal_whose_tokens_work_spends_nothing()
    {
        await InstallAsync();
        var kept = KeptBy(Portal);

        await Portal.Lifecycle.OpenAppAsync(Portal.Admin);

        (Renewals, KeptBy(Portal)).ShouldBe((0, kept));
    }

    private static async Task InstallWithAsync(SandboxPortal portal, string refreshToken)
    {
        portal.AddApp();
        var (url, form) = portal.Frame.Prepare(portal.InstallPath, portal.Admin);
        form["REFRESH_ID"] = refreshToken;
        (await portal.Frame.PostAsync(url, form)).Status.ShouldBe(200);
        await portal.Lifecycle.FinishInstallAsync();
    }

    private Task<RestAnswer> CallAsync(SandboxPortal portal) =>
        Get<PortalClient>().CallAsync(new PortalId(portal.MemberId), "server.time", [], CancellationToken.None);

    private string? KeptBy(SandboxPortal portal) => Get<SecretBox>().Unprotect(
        Rows(db => db.Portals).Single(row => row.Id.Value == portal.MemberId).RefreshToken);
}
