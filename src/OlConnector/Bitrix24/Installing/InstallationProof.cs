using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Asks the authorization server, with our own token, whether the app is still installed on a portal (bitrix24.md §1.4). Changes nothing
/// but the tokens that it may have to renew.
/// </summary>
internal sealed class InstallationProof(
    Database database, PortalTokens tokens, AuthorizationClient authorization, IOptionsMonitor<Bitrix24Options> options, TimeProvider clock)
{
    /// <summary>Bitrix24 waits for the answer to its event meanwhile. 10 seconds.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the server says; <see cref="InstallationWord.Silent"/> when it does not in time.</summary>
    internal async Task<InstallationWord> AskAsync(PortalId portal)
    {
        try
        {
            return await AskWithTokenAsync(portal).WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            return InstallationWord.Silent;
        }
    }

    private async Task<InstallationWord> AskWithTokenAsync(PortalId portal) =>
        await tokens.AccessAsync(portal, Priority.Interactive, CancellationToken.None) switch
        {
            AccessResult.Granted { Access: var access } => await AskAboutAsync(access),
            AccessResult.Denied { Answer: RestAnswer.Gone } => await WordOfGoneAsync(portal),
            var denied => WordOf(denied),
        };

    private async Task<InstallationWord> AskAboutAsync(PortalAccess access)
    {
        var server = await ServerOfAsync(access.Portal);
        switch (Verdict.Of(await authorization.IdentifyAsync(
            server, access.AccessToken, access.Portal, isOurs: true, CancellationToken.None)))
        {
            case Verdict.Done { Answer: RestAnswer.Ok { Result: JObject about } }:
                return JsonText.Of(about, "client_id") == options.CurrentValue.ClientId
                    ? InstallationWord.Installed
                    : InstallationWord.Refused;
            case Verdict.StaleToken { HasExpired: true }:
                return WordOf(await tokens.RenewAsync(access.Portal, access.Version, CancellationToken.None));
            case Verdict.StaleToken or Verdict.NotInstalled:
                return InstallationWord.Removed;
            case Verdict.NotPaid or Verdict.UserLost:
                return InstallationWord.Installed;
            default:
                return InstallationWord.Silent;
        }
    }

    private static InstallationWord WordOf(AccessResult access) => access switch
    {
        AccessResult.Granted or AccessResult.Denied { Answer: RestAnswer.Unpaid } => InstallationWord.Installed,
        AccessResult.Denied { Answer: RestAnswer.Gone or RestAnswer.NeedsReauthorization } => InstallationWord.Refused,
        _ => InstallationWord.Silent,
    };

    /// <summary>
    /// Bitrix24 itself has said before that the app is gone; only when that was certain were the tokens thrown away
    /// (<see cref="PortalStanding"/>).
    /// </summary>
    private async Task<InstallationWord> WordOfGoneAsync(PortalId portal)
    {
        await using var db = database.Read();
        return await db.Portals.AnyAsync(row => row.Id == portal && row.RefreshToken != null)
            ? InstallationWord.Refused
            : InstallationWord.Removed;
    }

    private async Task<string> ServerOfAsync(PortalId portal)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().Where(row => row.Id == portal).Select(row => row.AuthorizationServer).FirstAsync();
    }
}
