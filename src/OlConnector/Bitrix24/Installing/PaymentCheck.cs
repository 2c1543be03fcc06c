using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Asks portals themselves whether the app may work there. What an event says about payment is a hint only: in the days of grace that
/// follow a purchase's end everything still works (bitrix24.md §1.6), and a plan that changed announces itself to nobody.
/// </summary>
internal sealed class PaymentCheck(
    Database database, PortalClient client, PortalCare care, TimeProvider clock, ILogger<PaymentCheck> log)
{
    private const int PortalsAtOnce = 16;
    private static readonly TimeSpan BeforeNextHint = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PortalId, DateTimeOffset> _hinted = new();

    /// <summary>
    /// Asks now, and waits for the answer for a moment only. It freezes or thaws the portal's lines, or ends the installation, whenever it
    /// comes.
    /// </summary>
    internal async Task AskAsync(PortalId portal, Priority priority, CancellationToken ct)
    {
        var asking = TryCallAsync(portal, priority, ct);
        await Task.WhenAny(asking, Task.Delay(InstallationProof.Patience, clock, ct));
        if (!asking.IsCompleted || await asking is RestAnswer.Ok) care.Request(portal, refreshAll: false);
    }

    /// <summary>Asks because somebody unproved says so: once a minute at most.</summary>
    internal async Task FollowHintAsync(PortalId portal, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_hinted.TryGetValue(portal, out var last) && now - last < BeforeNextHint) return;
        _hinted[portal] = now;
        await AskAsync(portal, Priority.Background, ct);
    }

    /// <summary>Asks every portal that has not paid, portals beside one another.</summary>
    internal async Task AskUnpaidAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var unpaid = await db.Portals.AsNoTracking().Where(portal => portal.State == PortalState.Unpaid).OrderBy(portal => portal.Id)
            .Select(portal => portal.Id).ToListAsync(ct);
        await Parallel.ForEachAsync(
            unpaid, new ParallelOptions { MaxDegreeOfParallelism = PortalsAtOnce, CancellationToken = ct },
            async (portal, until) => await AskAsync(portal, Priority.Background, until));
    }

    /// <summary>Null where the call broke, however late: one portal's trouble keeps no other from being asked.</summary>
    private async Task<RestAnswer?> TryCallAsync(PortalId portal, Priority priority, CancellationToken ct)
    {
        try
        {
            return await client.CallAsync(portal, "app.info", [], priority, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.PortalCareBroke(portal, failure);
            return null;
        }
    }
}
