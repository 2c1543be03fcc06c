using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Repairs registrations: of single portals as soon as something asks for it, of all at the start and daily, spread over time. Several are
/// looked after at once, and none for longer than its lane allows: a slow portal keeps no other waiting.
/// </summary>
internal sealed class PortalCareLoop(
    PortalCare care, PortalRemovals removals, RestLog restLog, Leases leases, IOptions<OutboundOptions> outbound, TimeProvider clock,
    Random chance, ILogger<PortalCareLoop> log) : BackgroundService
{
    /// <summary>How long a portal may take at first. 10 seconds; most take less than one.</summary>
    internal static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take among the slow ones. 3 minutes: a call may take one.</summary>
    internal static readonly TimeSpan Patient = TimeSpan.FromMinutes(3);

    /// <summary>Slow portals that are looked after at once.</summary>
    private const int SlowAtOnce = 4;

    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestRound = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => outbound.Value.Quiet ? Task.CompletedTask : Task.WhenAll(
    [
        .. Enumerable.Repeat(CareLane.Quick, PortalCare.AtOnce).Concat(Enumerable.Repeat(CareLane.Patient, SlowAtOnce))
            .Select(lane => new Rounds(clock, AfterTrouble, log.CareBroke).RunAsync(ct => ServeAsync(lane, ct), stoppingToken)),
        new Rounds(clock, AfterTrouble, log.CareBroke, removals.Bell).RunAsync(removals.LookAgainAsync, stoppingToken),
        new Rounds(clock, Daily, log.CareBroke).RunAsync(TryRoundAsync, stoppingToken),
    ]);

    /// <summary>One round: idle tokens, old log entries, then every portal asks for care, with a random pause before each.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await restLog.ForgetOldAsync(ct);
        await care.RenewIdleAsync(ct);
        foreach (var portal in await care.ServedAsync(ct))
        {
            await Task.Delay(LongestGap * chance.NextDouble(), clock, ct);
            care.Request(portal, refreshAll: false);
        }
    }

    private async Task<DateTimeOffset?> TryRoundAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync(Leases.NoPortal, "care of portals", LongestRound)) await RoundAsync(ct);
        return clock.GetUtcNow() + Daily;
    }

    /// <summary>Waits for a portal of the lane and looks after it; the next one may come at once.</summary>
    private async Task<DateTimeOffset?> ServeAsync(CareLane lane, CancellationToken ct)
    {
        var wish = await care.Queue.NextAsync(lane, ct);
        care.Queue.Finish(wish, lane, wasTooSlow: !await IsDoneInTimeAsync(wish, lane == CareLane.Quick ? Quick : Patient, ct));
        return clock.GetUtcNow();
    }

    private async Task<bool> IsDoneInTimeAsync(CareWish wish, TimeSpan limit, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await care.TendAsync(wish.Portal, wish.RefreshAll, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            log.PortalIsSlow(wish.Portal, limit);
            return false;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.PortalCareBroke(wish.Portal, failure);
        }

        return true;
    }
}
