using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Lines;
using OlConnector.Campaigns;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Says when a campaign's messages leave, and when they left.</summary>
internal sealed class CampaignForecasts(Database database, LineViews lines, TimeProvider clock)
{
    /// <summary>Most points of each kind in a timeline.</summary>
    private const int MostPoints = 100;

    /// <summary>Most points of a plan that is kept.</summary>
    private const int MostKept = 40;

    /// <summary>The forecast for what waits of the campaign.</summary>
    internal async Task<Forecast> OfAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct) =>
        (await WithPaceAsync(db, campaign, ct)).Forecast;

    /// <summary>Planned and real points of one campaign; waves that are still to come among the planned ones.</summary>
    internal async Task<ActionResult<CampaignTimeline>> TimelineAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await CampaignReading.FindAsync(db, caller, id, ct) is not { } campaign) return Refuse.NotFound();
        // A plan that a person has decided otherwise about promises nothing any more.
        var kept = campaign.PlannedAt is not null && CampaignPlan.Parse(campaign.Plan) is { Points.Count: > 0 } plan
            ? new KeptPlan(plan.MadeAt, [.. plan.Points.Select(point => new TimelinePoint(point.At, point.Sent))])
            : null;
        return await TimelineAsync(db, campaign, ct) with { Kept = kept };
    }

    /// <summary>What is forecast now, as it is to be kept.</summary>
    internal async Task<CampaignPlan> PlanAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var timeline = await TimelineAsync(db, campaign, ct);
        // Where nothing is to leave there is nothing to compare with.
        IReadOnlyList<TimelinePoint> all = timeline.Planned.Count == 0 ? [] : [.. timeline.Real, .. timeline.Planned];
        return new CampaignPlan(
            clock.GetUtcNow(), [.. Sampled(all.Count, MostKept).Select(index => (all[index].At, all[index].Sent))]);
    }

    private async Task<CampaignTimeline> TimelineAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var sent = await db.Messages.Where(message => message.CampaignId == campaign.Id && message.SentAt != null)
            .OrderBy(message => message.SentAt).Select(message => message.SentAt!.Value).ToListAsync(ct);
        var (forecast, pace) = await WithPaceAsync(db, campaign, ct);
        var waves = (await CampaignReading.WavesAsync(db, campaign, ct)).Where(wave => wave.State == WaveState.Planned);
        return new CampaignTimeline(
            [.. Planned(forecast, pace, waves, campaign.ValidUntil, sent.Count)],
            [.. Sampled(sent.Count).Select(index => new TimelinePoint(sent[index], index + 1))]);
    }

    private async Task<(Forecast Forecast, LinePace Pace)> WithPaceAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct)
    {
        var line = await db.Lines.AsNoTracking().SingleAsync(row => row.Id == campaign.LineId, ct);
        var queued = await db.Messages.Where(message => message.LineId == campaign.LineId && message.State == MessageState.Queued)
            .GroupBy(message => message.CampaignId).Select(group => new { Campaign = group.Key, Count = group.Count() }).ToListAsync(ct);
        var ahead = await AheadAsync(db, campaign, ct);
        var waiting = queued.Where(group => group.Campaign == campaign.Id).Sum(group => group.Count);
        if (campaign.Stage is not null) waiting += await db.Recipients.CountAsync(row => row.CampaignId == campaign.Id, ct);
        var pace = lines.PaceOf(line, await LimitFacts.OfAsync(db, campaign.PortalId, line.Id, ct));
        if (campaign.IsPaused && pace.WaitReason is null) pace = pace with { WaitReason = Reason.CampaignPaused };
        var direct = queued.Where(group => group.Campaign is null).Sum(group => group.Count);
        var own = MailingJson.SettingsOf(campaign.Settings);
        pace = pace with { Window = pace.Window ?? own.Window };
        var now = own.PauseAt(clock.GetUtcNow(), campaign.CollectingUntil)?.Until ?? clock.GetUtcNow();
        var slowed = own.Slowed(pace);
        var forecast = WaitingRecipients.Matter(pace, queued.Sum(group => group.Count), now)
            ? QueueForecast.Of(pace, direct, await WaitingRecipients.OfAsync(db, line.Id, pace, campaign.Id, now, ct), now)
            : Forecast.Of(slowed, Ahead(direct, pace, slowed, queued.Select(group => (group.Campaign, group.Count)), ahead), waiting, now);
        return (campaign.ValidUntil is { } end ? forecast.Until(end) : forecast, slowed);
    }

    /// <summary>What leaves before it, each mailing at its own pace.</summary>
    private static MessagesAhead Ahead(
        int direct, LinePace line, LinePace own, IEnumerable<(Guid? Campaign, int Count)> queued, Dictionary<Guid, string?> ahead)
    {
        var paces = queued.Where(group => group.Campaign is { } other && ahead.ContainsKey(other))
            .GroupBy(group => MailingJson.SettingsOf(ahead[group.Campaign!.Value]).Slowed(line).MarketingInterval)
            .ToDictionary(pace => pace.Key, pace => pace.Sum(group => group.Count));
        paces.Remove(own.MarketingInterval, out var same);
        return new MessagesAhead(direct, same) { OfOtherPace = [.. paces.Select(pace => new PacedMessages(pace.Value, pace.Key))] };
    }

    /// <summary>What waits leaves first; each wave then begins at its moment, or when the one before it has left.</summary>
    private static IEnumerable<TimelinePoint> Planned(
        Forecast waiting, LinePace pace, IEnumerable<WaveResource> waves, DateTimeOffset? end, int sent)
    {
        var (done, last) = (sent, waiting.LastAt);
        foreach (var point in Points(waiting, done)) yield return point;
        done += waiting.Messages - waiting.Late;
        foreach (var wave in waves)
        {
            var behind = pace with { LastAnswerAt = last ?? pace.LastAnswerAt };
            var forecast = Forecast.Of(behind, default, wave.Size - wave.Released, wave.At > last ? wave.At : last ?? wave.At);
            if (end is { } until) forecast = forecast.Until(until);
            foreach (var point in Points(forecast, done)) yield return point;
            (done, last) = (done + forecast.Messages - forecast.Late, forecast.LastAt ?? last);
        }
    }

    private static IEnumerable<TimelinePoint> Points(Forecast forecast, int before) =>
        from index in Sampled(forecast.Messages)
        let at = forecast.MomentOf(index)
        where at is not null
        select new TimelinePoint(at.Value, before + index + 1);

    /// <summary>Runnable campaigns of the line that stand before this one by (rank, start), with what they were given.</summary>
    private static async Task<Dictionary<Guid, string?>> AheadAsync(OlConnectorDb db, Campaign campaign, CancellationToken ct) =>
        await db.Campaigns
            .Where(other => other.LineId == campaign.LineId && other.Id != campaign.Id)
            .Where(other => other.IsLive && !other.IsPaused && other.StoppedAt == null)
            .Where(other => other.Rank < campaign.Rank || (other.Rank == campaign.Rank && other.StartedAt < campaign.StartedAt))
            .Select(other => new { other.Id, other.Settings }).ToDictionaryAsync(other => other.Id, other => other.Settings, ct);

    /// <summary>First, last, and evenly between.</summary>
    private static IEnumerable<int> Sampled(int count, int most = MostPoints) =>
        count <= most
            ? Enumerable.Range(0, count)
            : Enumerable.Range(0, most).Select(point => (int)((long)point * (count - 1) / (most - 1)));
}
