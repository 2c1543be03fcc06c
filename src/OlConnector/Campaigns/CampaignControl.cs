using Microsoft.Extensions.Options;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// A person's grip on one campaign: pause, resume, stop, clear, release, discard. Each verb works once, and names its user in the audit
/// where it changed something.
/// </summary>
internal sealed class CampaignControl(
    Writer writer, LineDue lines, BulkMoves slices, DemoAllowance demo, AuditTrail audit, Wakeups wakeups,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string Pausing = """
        UPDATE campaigns SET is_paused = @paused, version = version + 1,
               start_due_at = CASE WHEN start_due_at <= @now THEN NULL ELSE start_due_at END
         WHERE portal_id = @portal AND id = @campaign AND is_paused <> @paused
        """;

    private const string Stopping = """
        UPDATE campaigns SET stopped_at = @now, version = version + 1,
               stage = CASE WHEN stage = 'scheduled' THEN 'pouring' ELSE stage END
         WHERE portal_id = @portal AND id = @campaign AND stopped_at IS NULL
        """;

    private const string LineOf = "SELECT line_id FROM campaigns WHERE portal_id = @portal AND id = @campaign";
    private const string InFlight = "SELECT COUNT(*) FROM messages WHERE campaign_id = @campaign AND state = 'dispatching'";

    internal const string NoLongerGuarded =
        "UPDATE campaigns SET is_held_by_guard = @no, version = version + 1 WHERE id = @campaign AND is_held_by_guard <> @no";

    private const string Waiting = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE campaign_id = @campaign AND state IN ('accepted', 'queued', 'held') AND sequence > @after
         ORDER BY sequence LIMIT @limit
        """;

    private const string Held = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE campaign_id = @campaign AND state = 'held' AND sequence > @after ORDER BY sequence LIMIT @limit
        """;

    /// <summary>Pauses before the next dispatch; answers how many are in flight.</summary>
    public Task<int> PauseAsync(PortalId portal, Guid campaign, string actor) =>
        SetPausedAsync(portal, campaign, paused: true, "campaign paused", actor);

    /// <summary>Goes on from the first unsent message.</summary>
    /// <param name="portal">Whose campaign.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="actor">Who resumes.</param>
    /// <param name="risk">What they knew of its risk, where they had to; null otherwise.</param>
    public Task<int> ResumeAsync(PortalId portal, Guid campaign, string actor, RiskDecision? risk = null) =>
        SetPausedAsync(portal, campaign, paused: false, "campaign resumed", actor, risk);

    /// <summary>Final: what is unsent is stopped, and so are later arrivals.</summary>
    public async Task<Clearing> StopAsync(PortalId portal, Guid campaign, string actor)
    {
        var now = clock.GetUtcNow();
        var (isNew, inFlight) = await writer.RunAsync(turn => (
            turn.Execute(Stopping, ("now", now), ("portal", portal), ("campaign", campaign)) == 1,
            InFlightWithoutWaves(turn, campaign)));
        var stopped = await slices.EndAllAsync(Waiting, MessageState.Stopped, Reason.CampaignStopped, actor, ("campaign", campaign));
        if (isNew || stopped > 0)
            await FinishAsync(portal, campaign, actor, "campaign stopped", $"stopped {stopped}, in flight {inFlight}");
        return new Clearing(stopped, inFlight);
    }

    /// <summary>Takes everything unsent out of the queue; the campaign lives on.</summary>
    public async Task<Clearing> ClearAsync(PortalId portal, Guid campaign, string actor)
    {
        var inFlight = await writer.RunAsync(turn => InFlightWithoutWaves(turn, campaign));
        var cleared = await slices.EndAllAsync(Waiting, MessageState.Cleared, Reason.Cleared, actor, ("campaign", campaign));
        if (cleared > 0) await FinishAsync(portal, campaign, actor, "campaign cleared", $"cleared {cleared}, in flight {inFlight}");
        return new Clearing(cleared, inFlight);
    }

    /// <summary>Lets held messages go on, oldest first; they are composed and admitted again, past the guard.</summary>
    /// <param name="count">How many; null for all.</param>
    /// <param name="acknowledge">The number to be released, repeated by the person, where it is more than a hundred.</param>
    /// <param name="composeAs">How; null leaves those held that would only be held again.</param>
    /// <param name="passesAge">Whether those too that an administrator alone may release.</param>
    /// <param name="actor">Who releases.</param>
    /// <param name="risk">What lets out those too that are held for their risk; null leaves them held.</param>
    public async Task<ReleaseResult> ReleaseAsync(
        PortalId portal, Guid campaign, int? count, int? acknowledge, ReleaseAs? composeAs, bool passesAge, string actor,
        RiskDecision? risk = null)
    {
        var (held, wanted, shortage) = await writer.RunAsync(
            turn => Look(turn, portal, campaign, count, composeAs, passesAge, risk is not null));
        var (free, staying) = (held.Free, held.Staying);
        if (free == 0 && staying > 0) return new ReleaseResult.WouldHoldAgain(held.Stuck);
        if (shortage is not null) return new ReleaseResult.OutOfDemo(shortage);
        if (wanted > GuardOptions.MostWithoutAcknowledgement && acknowledge != wanted)
            return new ReleaseResult.NeedsAcknowledgement(wanted);

        if (risk is not null && wanted > 0) await writer.RunAsync(turn => risk.Write(turn, audit, portal, campaign, actor));
        var released = await slices.ReleaseAsync(
            HeldCount.Releasable, wanted, composeAs ?? ReleaseAs.Usual, options.CurrentValue.MarketingValidity, actor,
            [("campaign", campaign), .. held.Again.Excluded]);
        var how = composeAs is { } word ? $" as {EnumText.Of(word)}" : "";
        if (released > 0)
            await FinishAsync(
                portal, campaign, actor, "campaign released", $"released {released} of {free + staying} held{how}", changesPlan: true);
        if (released == free) await EndGuardingAsync(campaign);
        return new ReleaseResult.Released(released, staying);
    }

    /// <summary>Gives held messages up.</summary>
    public async Task<int> DiscardAsync(PortalId portal, Guid campaign, string actor)
    {
        await writer.RunAsync(turn => CampaignWaves.Cancel(turn, campaign));
        var discarded = await slices.EndAllAsync(Held, MessageState.Cleared, Reason.Discarded, actor, ("campaign", campaign));
        if (discarded > 0) await FinishAsync(portal, campaign, actor, "campaign discarded", $"discarded {discarded} held");
        await EndGuardingAsync(campaign);
        return discarded;
    }

    /// <summary>Messages of the campaign that are with the gateway.</summary>
    internal static int InFlightOf(WriteTurn turn, Guid campaign) => turn.First(InFlight, row => row.GetInt32(0), ("campaign", campaign));

    /// <summary>What nobody can call back; and no wave brings more.</summary>
    private static int InFlightWithoutWaves(WriteTurn turn, Guid campaign)
    {
        CampaignWaves.Cancel(turn, campaign);
        return InFlightOf(turn, campaign);
    }

    /// <summary>What is held, how many of it would go on, and whether the demo lets them.</summary>
    private (HeldCount Held, int Wanted, DemoShortage? Shortage) Look(
        WriteTurn turn, PortalId portal, Guid campaign, int? count, ReleaseAs? composeAs, bool passesAge, bool passesRisk)
    {
        var held = HeldCount.Of(turn, portal, campaign, composeAs, passesAge, passesRisk);
        var wanted = Math.Min(count ?? held.Free, held.Free);
        var line = turn.First(LineOf, row => row.GetGuid(0), ("portal", portal), ("campaign", campaign));
        return (held, wanted, demo.ShortageOf(turn, new LineId(line), held.NeedingUnit(turn, campaign, wanted)));
    }

    /// <summary>Nothing of it waits for the guard any more: arrivals are counted as they were before.</summary>
    private Task<int> EndGuardingAsync(Guid campaign) =>
        writer.RunAsync(turn => turn.Execute(NoLongerGuarded, ("no", false), ("campaign", campaign)));

    private Task<int> SetPausedAsync(
        PortalId portal, Guid campaign, bool paused, string action, string actor, RiskDecision? risk = null)
    {
        var now = clock.GetUtcNow();
        return Pulsing(writer.RunAsync(turn =>
        {
            var isChanged = turn.Execute(Pausing, ("paused", paused), ("now", now), ("portal", portal), ("campaign", campaign)) == 1;
            if (isChanged) audit.Write(turn, portal, actor, action, campaign.ToString("N"));
            if (isChanged) risk?.Write(turn, audit, portal, campaign, actor);
            RecomputeLine(turn, portal, campaign, now);
            return InFlightOf(turn, campaign);
        }));
    }

    private async Task FinishAsync(
        PortalId portal, Guid campaign, string actor, string action, string what, bool changesPlan = false)
    {
        var now = clock.GetUtcNow();
        await Pulsing(writer.RunAsync(turn =>
        {
            audit.Write(turn, portal, actor, action, campaign.ToString("N"), after: what);
            if (changesPlan) CampaignPlan.Forget(turn, campaign);
            RecomputeLine(turn, portal, campaign, now);
            return 0;
        }));
    }

    private void RecomputeLine(WriteTurn turn, PortalId portal, Guid campaign, DateTimeOffset now)
    {
        if (turn.First(LineOf, row => (Guid?)row.GetGuid(0), ("portal", portal), ("campaign", campaign)) is { } line)
            lines.Recompute(turn, new LineId(line), now);
    }

    private async Task<int> Pulsing(Task<int> work)
    {
        var result = await work;
        wakeups.Dispatching.Pulse();
        wakeups.Pouring.Pulse();
        return result;
    }
}
