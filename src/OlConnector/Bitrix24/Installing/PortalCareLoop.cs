using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Repairs registrations: of single portals as soon as something asks for it, of all at the start and daily, spread over time.
/// </summary>
internal sealed class PortalCareLoop(
    PortalCare care, PortalPurge purge, RestLog restLog, Leases leases, IOptions<OutboundOptions> outbound, TimeProvider clock,
    Random chance, ILogger<PortalCareLoop> log) : BackgroundService
{
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestRound = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Rounds _requests = new(clock, AfterTrouble, log.CareBroke);
    private readonly Rounds _days = new(clock, Daily, log.CareBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => outbound.Value.Quiet
        ? Task.CompletedTask
        : Task.WhenAll(_requests.RunAsync(AnswerRequestAsync, stoppingToken), _days.RunAsync(TryRoundAsync, stoppingToken));

    /// <summary>One round: interrupted purges, idle tokens, old log entries, then every portal with a random pause before each.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await purge.ResumeAsync(ct);
        await restLog.ForgetOldAsync(ct);
        await care.RenewIdleAsync(ct);
        foreach (var portal in await care.ServedAsync(ct))
        {
            await Task.Delay(LongestGap * chance.NextDouble(), clock, ct);
            await TendAsync(portal, refreshAll: false, ct);
        }
    }

    /// <summary>Waits for a portal that asks for care and gives it; the next one may come at once.</summary>
    private async Task<DateTimeOffset?> AnswerRequestAsync(CancellationToken ct)
    {
        var (portal, refreshAll) = await care.NextAsync(ct);
        await TendAsync(portal, refreshAll, ct);
        return clock.GetUtcNow();
    }

    private async Task<DateTimeOffset?> TryRoundAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync(Leases.NoPortal, "care of portals", LongestRound)) await RoundAsync(ct);
        return clock.GetUtcNow() + Daily;
    }

    private async Task TendAsync(PortalId portal, bool refreshAll, CancellationToken ct)
    {
        try
        {
            await care.TendAsync(portal, refreshAll, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.PortalCareBroke(portal, failure);
        }
    }
}
