using Microsoft.Extensions.Options;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Bitrix24.Installing;

/// <summary>Lets portals that have not paid come back by themselves: all of them are asked at the start and once an hour.</summary>
internal sealed class PaymentLoop(
    PaymentCheck payment, Leases leases, IOptions<OutboundOptions> outbound, TimeProvider clock, ILogger<PaymentLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(50);

    private readonly Rounds _rounds = new(clock, TimeSpan.FromMinutes(1), log.PaymentCheckBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        outbound.Value.Quiet ? Task.CompletedTask : _rounds.RunAsync(AskAsync, stoppingToken);

    private async Task<DateTimeOffset?> AskAsync(CancellationToken ct)
    {
        var next = clock.GetUtcNow() + Hourly;
        if (await leases.TryTakeAsync(Leases.NoPortal, "payment of portals", LongestRound)) await payment.AskUnpaidAsync(ct);
        return next;
    }
}
