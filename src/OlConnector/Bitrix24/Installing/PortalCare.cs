using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>Looks after portals without a person: after life-cycle events at once, all of them once a day.</summary>
internal sealed class PortalCare(
    Database database, Writer writer, PortalTokens tokens, AuthorizationClient authorization, Installation installation,
    TimeProvider clock)
{
    /// <summary>Tokens of idle portals are renewed after this time; they live 180 days (bitrix24.md §2.4).</summary>
    public static readonly TimeSpan IdleRenewal = TimeSpan.FromDays(150);

    private const string KeepStatus = "UPDATE portals SET status = @status WHERE id = @portal AND status <> @status";

    /// <summary>Portals that are looked after, or renewed, at once.</summary>
    internal const int AtOnce = 8;

    /// <summary>Portals that wait for it.</summary>
    internal CareQueue Queue { get; } = new();

    /// <summary>Asks for a portal to be looked after soon.</summary>
    /// <param name="refreshAll">Registered lines are sent again too: after an installation, an update, a new address of ours.</param>
    public void Request(PortalId portal, bool refreshAll) => Queue.Put(new CareWish(portal, refreshAll));

    /// <summary>Portals that are installed.</summary>
    internal async Task<List<PortalId>> ServedAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().Where(portal => portal.State != PortalState.Gone).OrderBy(portal => portal.Id)
            .Select(portal => portal.Id).ToListAsync(ct);
    }

    /// <summary>Looks after one portal: kind of installation, events, registered lines.</summary>
    public async Task<RestAnswer> TendAsync(PortalId portal, bool refreshAll, CancellationToken ct)
    {
        await CheckStatusAsync(portal, ct);
        return await installation.CompleteAsync(portal, refreshAll, ct);
    }

    /// <summary>Renews the tokens of portals that nobody called for 150 days; answers how many.</summary>
    public async Task<int> RenewIdleAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - IdleRenewal;
        await using var db = database.Read();
        var idle = await db.Portals.AsNoTracking()
            .Where(portal => portal.State != PortalState.Gone && !portal.NeedsReauthorization && portal.RefreshToken != null
                && portal.TokensRenewedAt < before)
            .Select(portal => new { portal.Id, portal.TokenVersion }).ToListAsync(ct);
        await Parallel.ForEachAsync(
            idle, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (portal, until) => await tokens.RenewAsync(portal.Id, portal.TokenVersion, until));
        return idle.Count;
    }

    /// <summary>
    /// Whether a portal is in demo is asked of the authorization server: what an event or a self-hosted portal says about it is not
    /// trusted.
    /// </summary>
    private async Task CheckStatusAsync(PortalId portal, CancellationToken ct)
    {
        if (await tokens.AccessAsync(portal, Priority.Background, ct) is not AccessResult.Granted { Access: var access }) return;
        await using var db = database.Read();
        var server = await db.Portals.AsNoTracking().Where(row => row.Id == portal).Select(row => row.AuthorizationServer).FirstAsync(ct);
        var verdict = Verdict.Of(await authorization.IdentifyAsync(server, access.AccessToken, portal, isOurs: true, ct));
        if (verdict is Verdict.Done { Answer: RestAnswer.Ok { Result: JObject about } }
            && JsonText.Of(about, "status") is { Length: 1 } status)
            await writer.RunAsync(turn => turn.Execute(KeepStatus, ("status", status), ("portal", portal)), ct);
    }
}
