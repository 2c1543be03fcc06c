using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Api.Campaigns;

/// <summary>
/// Once a minute: keeps the forecast of each mailing whose messages have come, or about which a person decided anew, so that it can be
/// seen beside what really happened.
/// </summary>
internal sealed class PlanLoop(
    Database database, Writer writer, CampaignForecasts forecasts, Leases leases, IOptionsMonitor<DispatchingOptions> options,
    TimeProvider clock, ILogger<PlanLoop> log) : BackgroundService
{
    /// <summary>Mailings of one round.</summary>
    private const int MostAtOnce = 50;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Messages that still come one after another would change a plan at once.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>Nobody asks for the plan of a mailing that was begun before plans were kept.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    private readonly Rounds _rounds = new(clock, Every, log.CareBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(TryKeepAsync, stoppingToken) : Task.CompletedTask;

    private async Task<DateTimeOffset?> TryKeepAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync(Leases.NoPortal, "plans", Every)) await KeepAsync(ct);
        return clock.GetUtcNow() + Every;
    }

    /// <summary>One round.</summary>
    internal async Task KeepAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        foreach (var campaign in await DueAsync(db, ct))
        {
            var plan = await forecasts.PlanAsync(db, campaign, ct);
            await writer.RunAsync(turn => plan.Keep(turn, campaign.Id, campaign.LastArrivalAt), ct);
        }
    }

    private Task<List<Campaign>> DueAsync(OlConnectorDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (since, until) = (now - Oldest, now - Quiet);
        return db.Campaigns.AsNoTracking()
            .Where(campaign => campaign.IsLive && campaign.PlannedAt == null && campaign.StoppedAt == null && !campaign.IsPaused)
            .Where(campaign => campaign.LastArrivalAt <= until && campaign.LastArrivalAt >= since)
            .OrderBy(campaign => campaign.LastArrivalAt).Take(MostAtOnce).ToListAsync(ct);
    }
}
