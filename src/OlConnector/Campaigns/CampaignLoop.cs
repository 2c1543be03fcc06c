using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>Once a minute: what mailings need that nobody asks for at that moment.</summary>
internal sealed class CampaignLoop(
    RunFilling runs, MergeFilling merges, CampaignStarts starts, CampaignExpiry expiry, EndNotices notices, HoldEndNotices holds,
    Leases leases, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock, ILogger<CampaignLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Rounds _rounds = new(clock, Every, log.CareBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(TryCareAsync, stoppingToken) : Task.CompletedTask;

    private async Task<DateTimeOffset?> TryCareAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync(Leases.NoPortal, "campaigns", Every)) await CareAsync(ct);
        return clock.GetUtcNow() + Every;
    }

    /// <summary>One round.</summary>
    internal async Task CareAsync(CancellationToken ct)
    {
        await starts.LookAsync(ct);
        await runs.FillInterruptedAsync(ct);
        await merges.FillInterruptedAsync(ct);
        await expiry.ExpireDueAsync(ct);
        await holds.TellDueAsync(ct);
        await notices.TellDueAsync(ct);
    }
}
