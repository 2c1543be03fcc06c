using OlConnector.Bitrix24.Rest;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Whose tokens we hold may have been dismissed, or be no administrator any more, and nobody tells. So every administrator who opens the
/// app has the stored tokens looked at, and takes over where they are of no use (design.md §4.15).
/// </summary>
internal sealed class Succession(PortalClient client, PortalStanding standing, PortalBook portals)
{
    /// <summary>The portal as it is then.</summary>
    /// <param name="portal">As the administrator was admitted to it.</param>
    /// <param name="admin">Who opened the app, with a pair of tokens that was proved.</param>
    /// <param name="ct">Ends the question.</param>
    internal async Task<AdmittedPortal> SettleAsync(AdmittedPortal portal, Visitor.Verified admin, CancellationToken ct)
    {
        if (admin.Tokens is null || await IsHeldAsync(portal, ct)) return portal;
        return await portals.AdmitAsync(admin, applicationToken: null, isInstalling: false) ?? portal;
    }

    /// <summary>True unless the portal says, for sure, that the stored tokens are no administrator's.</summary>
    private async Task<bool> IsHeldAsync(AdmittedPortal portal, CancellationToken ct)
    {
        switch (await client.CallAsync(portal.Id, "profile", [], ct))
        {
            case RestAnswer.NeedsReauthorization:
                return false;
            case RestAnswer.Ok ok when CallerProfile.Read(ok) is not { IsAdmin: true }:
                await standing.MarkAdministratorNeededAsync(portal.Id, "the stored user is no administrator any more");
                return false;
            default:
                return true;
        }
    }
}
