using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Notes what a portal's answers say about the installation as a whole: gone, unpaid, paid again, in need of an administrator (design.md
/// §4.15).
/// </summary>
internal sealed class PortalStanding(
    Writer writer, PortalLines lines, AuditTrail audit, LineDirectory directory, Wakeups wakeups, TimeProvider clock,
    ILogger<PortalStanding> log)
{
    // Whoever had a session needs a new one after a reinstallation (SessionEpoch).
    private const string ToGone = """
        UPDATE portals SET state = 'gone', uninstalled_at = COALESCE(uninstalled_at, @now),
               session_epoch = CASE WHEN session_epoch >= @now THEN session_epoch + 1 ELSE @now END
         WHERE id = @portal AND state <> 'gone'
        """;

    private const string ForgetTokens = """
        UPDATE portals SET access_token = NULL, refresh_token = NULL, access_token_ends_at = NULL, needs_reauthorization = @no,
               token_version = token_version + 1
         WHERE id = @portal
        """;

    private const string ForgetApplication = """
        UPDATE portals SET application_token = NULL, previous_application_token = NULL, previous_application_token_ends_at = NULL,
               purge_requested_at = @purge
         WHERE id = @portal
        """;

    private const string ToUnpaid = "UPDATE portals SET state = 'unpaid' WHERE id = @portal AND state = 'active'";
    private const string ToPaid = "UPDATE portals SET state = 'active' WHERE id = @portal AND state = 'unpaid'";
    private const string VersionOf = "SELECT token_version FROM portals WHERE id = @portal";
    private const string ToAdministratorNeeded =
        "UPDATE portals SET needs_reauthorization = @yes WHERE id = @portal AND needs_reauthorization = @no AND token_version = @version";

    /// <summary>The app is not installed there any more: its lines stop at once and nothing is asked of the portal again.</summary>
    /// <param name="forgetTokens">
    /// True when that is certain. <c>invalid_client</c> is not: it also comes from a wrong <c>Bitrix24:ClientSecret</c> of our own
    /// (bitrix24.md §2.5). The application token stays in either case: the event of the removal may still come, and with it the wish to
    /// delete all data.
    /// </param>
    public Task MarkGoneAsync(PortalId portal, string why, bool forgetTokens) =>
        MarkGoneAsync(portal, why, forgetTokens, forgetApplication: false, purge: false);

    /// <summary>The portal said, provably, that the app was removed: all authorization data goes at once.</summary>
    /// <param name="purge">The administrator wants all data deleted; noted durably, so that a crash does not forget it.</param>
    public Task MarkUninstalledAsync(PortalId portal, bool purge) =>
        MarkGoneAsync(portal, purge ? "uninstalled with all data" : "uninstalled", forgetTokens: true, forgetApplication: true, purge);

    private async Task MarkGoneAsync(PortalId portal, string why, bool forgetTokens, bool forgetApplication, bool purge)
    {
        var now = clock.GetUtcNow();
        var changed = await writer.RunAsync(turn =>
        {
            if (forgetTokens) turn.Execute(ForgetTokens, ("portal", portal), ("no", false));
            if (forgetApplication) ForgetInstallation(turn, portal, purge ? now : null);
            if (turn.Execute(ToGone, ("portal", portal), ("now", now)) == 0) return false;
            lines.FreezeForGood(turn, portal, why, now);
            audit.Write(turn, portal, "system", "portal gone", subject: null, after: why);
            return true;
        });
        if (changed) log.PortalGone(portal, why);
        if (forgetApplication) await directory.RefreshAsync();
    }

    /// <summary>No call proves itself by the application token any more; with a purge, no key of the portal opens anything.</summary>
    private static void ForgetInstallation(WriteTurn turn, PortalId portal, DateTimeOffset? purgeAt)
    {
        turn.Execute(ForgetApplication, ("portal", portal), ("purge", purgeAt));
        DoubtedRemovals.Forget(turn, portal);
        Revisions.Note(turn, portal);
    }

    /// <summary>The app is not paid for, or the portal's plan has no REST: its lines wait.</summary>
    /// <param name="portal">The portal.</param>
    /// <param name="why">Bitrix24's word for it, for the audit.</param>
    public async Task MarkUnpaidAsync(PortalId portal, string why)
    {
        var now = clock.GetUtcNow();
        var changed = await writer.RunAsync(turn =>
        {
            if (turn.Execute(ToUnpaid, ("portal", portal)) == 0) return false;
            lines.FreezeForPayment(turn, portal, now);
            audit.Write(turn, portal, "system", "portal unpaid", subject: null, after: why);
            return true;
        });
        if (changed) log.PortalUnpaid(portal, why);
    }

    /// <summary>A call succeeded, or Bitrix24 said so: the lines that waited for payment go on.</summary>
    public async Task MarkPaidAsync(PortalId portal)
    {
        var now = clock.GetUtcNow();
        var changed = await writer.RunAsync(turn => turn.Execute(ToPaid, ("portal", portal)) == 1 && Thaw(turn, portal, now));
        if (!changed) return;
        log.PortalPaid(portal);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
    }

    /// <summary>
    /// The tokens of this version do not work any more. Sending goes on; reports wait for an administrator who opens the app.
    /// </summary>
    public async Task MarkAdministratorNeededAsync(PortalId portal, long tokenVersion, string why)
    {
        var changed = await writer.RunAsync(turn =>
        {
            if (turn.Execute(ToAdministratorNeeded, ("portal", portal), ("version", tokenVersion), ("yes", true), ("no", false)) == 0)
                return false;
            audit.Write(turn, portal, "system", "needs reauthorization", subject: null, after: why);
            return true;
        });
        if (changed) log.NeedsReauthorization(portal, why);
    }

    /// <summary>The stored administrator lost the rights.</summary>
    public async Task MarkAdministratorNeededAsync(PortalId portal, string why) =>
        await MarkAdministratorNeededAsync(
            portal, await writer.RunAsync(turn => turn.First(VersionOf, row => row.GetInt64(0), ("portal", portal))), why);

    private bool Thaw(WriteTurn turn, PortalId portal, DateTimeOffset now)
    {
        lines.Thaw(turn, portal, now);
        DueTellings.Wake(turn, portal, now - PortalWord.Settling, now);
        DueReturns.Wake(turn, portal, now);
        audit.Write(turn, portal, "system", "portal paid", subject: null);
        return true;
    }
}
