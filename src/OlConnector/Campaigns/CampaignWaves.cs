using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Held messages that leave in waves. What a wave has released is counted in the transaction that released it: a crash between two slices
/// releases nothing twice and forgets nothing.
/// </summary>
internal sealed class CampaignWaves(
    Writer writer, MessageMoves moves, BulkMoves slices, DemoAllowance demo, AuditTrail audit, Wakeups wakeups,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string KeptTooShort = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE campaign_id = @campaign AND state = 'held' AND expires_at < @until AND sequence > @after
         ORDER BY sequence LIMIT @limit
        """;

    private const string HoldCampaign = $"SELECT id FROM campaigns WHERE id = @campaign AND stopped_at IS NULL {RowLock.Wait}";

    private const string Known = """
        SELECT COALESCE(MAX(number), 0), COALESCE(SUM(CASE WHEN state = 'planned' THEN 1 ELSE 0 END), 0)
          FROM campaign_waves WHERE portal_id = @portal AND campaign_id = @campaign
        """;

    private const string Insert = """
        INSERT INTO campaign_waves (portal_id, campaign_id, number, size, at, released, state, actor)
        VALUES (@portal, @campaign, @number, @size, @at, 0, 'planned', @actor)
        """;

    private const string Cancelling = "UPDATE campaign_waves SET state = 'cancelled' WHERE campaign_id = @campaign AND state = 'planned'";

    private const string Due = $"""
        SELECT portal_id, campaign_id, number, size - released, actor FROM campaign_waves
         WHERE state = 'planned' AND at <= @now ORDER BY at, number LIMIT 1 {RowLock.Skip}
        """;

    private const string Progress = """
        UPDATE campaign_waves SET released = released + @released, state = @state
         WHERE portal_id = @portal AND campaign_id = @campaign AND number = @number
        """;

    private const string NextAt = "SELECT MIN(at) FROM campaign_waves WHERE state = 'planned'";

    /// <summary>Plans waves for all that is held; nothing of it expires before its wave.</summary>
    /// <param name="found">The campaign.</param>
    /// <param name="plan">How they follow each other.</param>
    /// <param name="acknowledge">The number to be released, repeated by the person, where it is more than a hundred.</param>
    /// <param name="actor">Who plans.</param>
    /// <param name="risk">What lets out those too that are held for their risk; null leaves them held.</param>
    public async Task<SplitResult> SplitAsync(
        Campaign found, WavePlan plan, int? acknowledge, string actor, RiskDecision? risk = null)
    {
        var (portal, campaign) = (found.PortalId, found.Id);
        var (held, shortage) = await writer.RunAsync(turn => Look(turn, found, risk is not null));
        if (held.Free == 0) return held.Staying > 0 ? new SplitResult.WouldHoldAgain(held.Stuck) : new SplitResult.NothingHeld();
        var waves = plan.For(held.Free);
        if (shortage is not null) return new SplitResult.OutOfDemo(shortage);
        if (waves.Count > WavePlan.MostWaves) return new SplitResult.TooMany(waves.Count);
        if (held.Free > GuardOptions.MostWithoutAcknowledgement && acknowledge != held.Free)
            return new SplitResult.NeedsAcknowledgement(held.Free);

        await slices.KeepAsync(KeptTooShort, waves[^1].At + options.CurrentValue.HoldValidity, ("campaign", campaign));
        if (await writer.RunAsync(turn => Plan(turn, portal, campaign, waves, actor, risk)) is not { } planned)
            return new SplitResult.AlreadyPlanned();
        wakeups.Releasing.Pulse();
        return new SplitResult.Planned(planned, held.Staying);
    }

    /// <summary>
    /// Takes back the waves that are still to come, and those that the mailing's own settings would bring; what they would have released
    /// stays held. Answers how many there were.
    /// </summary>
    public Task<int> CancelAsync(PortalId portal, Guid campaign, string actor) => writer.RunAsync(turn =>
    {
        var cancelled = Cancel(turn, campaign);
        SettledWaves.Forget(turn, campaign);
        if (cancelled > 0) audit.Write(turn, portal, actor, "waves cancelled", campaign.ToString("N"), after: $"cancelled {cancelled}");
        return cancelled;
    });

    /// <summary>The same within an act that has its own entry in the audit.</summary>
    internal static int Cancel(WriteTurn turn, Guid campaign) => turn.Execute(Cancelling, ("campaign", campaign));

    /// <summary>Releases what is due; answers when the next wave is.</summary>
    internal async Task<DateTimeOffset?> ReleaseDueAsync(CancellationToken ct)
    {
        while (await writer.RunAsync(ReleaseSlice, ct)) wakeups.Composing.Pulse();
        return await writer.RunAsync(turn => turn.First(NextAt, row => row.MomentOrNull(0)), ct);
    }

    /// <summary>What is held, and whether the demo lets it out.</summary>
    private (HeldCount Held, DemoShortage? Shortage) Look(WriteTurn turn, Campaign found, bool passesRisk)
    {
        var held = HeldCount.Of(turn, found.PortalId, found.Id, wish: null, passesAge: false, passesRisk);
        return (held, demo.ShortageOf(turn, found.LineId, held.NeedingUnit(turn, found.Id, held.Free)));
    }

    /// <summary>Null when waves are planned already, or the campaign was stopped meanwhile.</summary>
    private List<CampaignWave>? Plan(
        WriteTurn turn, PortalId portal, Guid campaign, IReadOnlyList<PlannedWave> waves, string actor, RiskDecision? risk)
    {
        if (turn.Query(HoldCampaign, row => row.GetGuid(0), ("campaign", campaign)).Count == 0) return null;
        var (last, pending) = turn.First(
            Known, row => (Last: row.GetInt32(0), Pending: row.GetInt32(1)), ("portal", portal), ("campaign", campaign));
        if (pending > 0) return null;
        risk?.Write(turn, audit, portal, campaign, actor);
        var planned = waves.Select((wave, index) => new CampaignWave
        {
            PortalId = portal,
            CampaignId = campaign,
            Number = last + index + 1,
            Size = wave.Size,
            At = wave.At,
            Actor = actor,
        }).ToList();
        foreach (var wave in planned)
            turn.Put(
                Insert, ("portal", portal), ("campaign", campaign), ("number", wave.Number), ("size", wave.Size), ("at", wave.At),
                ("actor", actor));
        CampaignPlan.Forget(turn, campaign);
        audit.Write(
            turn, portal, actor, "campaign split", campaign.ToString("N"),
            after: string.Create(CultureInfo.InvariantCulture,
                $"{planned.Count} waves, {waves.Sum(wave => wave.Size)} messages, from {waves[0].At:u} to {waves[^1].At:u}"));
        return planned;
    }

    /// <summary>One slice of the wave that is due first; false when none is.</summary>
    private bool ReleaseSlice(WriteTurn turn)
    {
        var now = clock.GetUtcNow();
        if (turn.First(Due, DueWave.Read, ("now", now)) is not { } wave) return false;
        var limit = Math.Min(BulkMoves.Slice, wave.Left);
        var passesRisk = RiskStandings.Of(turn, wave.Campaign) != RiskStanding.Held;
        var again = HeldAgain.Of(turn, wave.Portal, wish: null, passesAge: false, passesRisk);
        var found = turn.Query(
            HeldCount.Releasable, MessageRow.Read, [("campaign", wave.Campaign), ("limit", limit), ("after", 0L), .. again.Excluded]);
        var released = found.Count(message => moves.Release(
            turn, message, now + options.CurrentValue.MarketingValidity, wave.Actor, now, ReleaseAs.Usual));
        var isDone = found.Count < limit || released == wave.Left;
        turn.Execute(
            Progress, ("released", released), ("state", isDone ? WaveState.Done : WaveState.Planned), ("portal", wave.Portal),
            ("campaign", wave.Campaign), ("number", wave.Number));
        if (isDone) audit.Write(turn, wave.Portal, "system", "wave released", wave.Campaign.ToString("N"), after: $"wave {wave.Number}");
        if (found.Count < limit) turn.Execute(CampaignControl.NoLongerGuarded, ("no", false), ("campaign", wave.Campaign));
        return true;
    }

    private sealed record DueWave(PortalId Portal, Guid Campaign, int Number, int Left, string Actor)
    {
        internal static DueWave Read(DbDataReader row) =>
            new(new PortalId(row.GetString(0)), row.GetGuid(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4));
    }
}
