using Microsoft.Extensions.Options;
using OlConnector.Campaigns;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Quotas;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Lets a composed message into its line's queue, or says why not: phone, stop list, duplicate, frequency cap, text, risk, segment guard,
/// demo quota, in this order (design.md §3). One transaction, conditional on the message still being accepted.
/// </summary>
internal sealed class Admission(
    CampaignBook campaigns, MessageMoves moves, DemoLedgers ledgers, IOptionsMonitor<GuardOptions> guard, IOptionsMonitor<DemoOptions> demo,
    IOptionsMonitor<CampaignOptions> campaignOptions, IOptionsMonitor<DispatchingOptions> dispatching, StopList stopList,
    MarketingCounts counts, SettledWaves waves)
{
    private const string InCampaign = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND campaign_id = @campaign AND sequence <> @sequence
           AND state NOT IN ('suppressed', 'failed', 'cleared', 'expired') AND (state <> 'accepted' OR sequence < @sequence) LIMIT 1
        """;

    private const string SameText = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND accepted_at >= @since AND traffic = 'marketing' AND text = @text
           AND sequence <> @sequence AND state NOT IN ('suppressed', 'failed', 'cleared', 'expired', 'stopped', 'undelivered') LIMIT 1
        """;

    /// <summary>Admits one message.</summary>
    internal Admitted Admit(WriteTurn turn, Composed item, DateTimeOffset now)
    {
        var campaign = item.Message.Traffic == Traffic.Marketing ? item.Message.Row.CampaignId : null;
        if ((Obstacle(turn, item, campaign, now) ?? RisksWord(turn, item, campaign)) is { } obstacle)
            return Write(turn, item, campaign, obstacle, now);
        var word = campaign is { } mailing && !item.Message.IsGuardCounted ? GuardsWord(turn, item, mailing, now) : default;
        return Write(turn, item, campaign, word.Admitted ?? Place(turn, item, campaign, now), now) with { Reached = word.Reached };
    }

    /// <summary>What in the line, the recipient or the text stands in its way; null when nothing does.</summary>
    private Admitted? Obstacle(WriteTurn turn, Composed item, Guid? campaign, DateTimeOffset now)
    {
        var row = item.Message.Row;
        if (item.Terms.State == LineState.Off) return Failed(Reason.LineOff);
        if (campaign is { } known && campaigns.EndedBy(turn, known, now) is { } end) return Over(end);
        if (item.Digits is not { } phone || !IsReachable(item)) return Failed(Reason.InvalidNumber);
        if (campaign is { } mailing && Refusal(turn, item, mailing, phone, now) is { } refusal) return Suppressed(refusal);
        return item.Text switch
        {
            Composition.Failed failed => Failed(failed.Reason),
            Composition.Suppressed skipped => Suppressed(skipped.Reason),
            Composition.Held held => new Admitted.Held(held.Reason),
            Composition.Ready ready when campaign is { } letter && item.Terms.SkipsRepeats
                && HadSameText(turn, row, phone, ready.Text) && !campaigns.IsRun(turn, letter) => Suppressed(Reason.SameText),
            _ => null,
        };
    }

    /// <summary>Why the recipient is to be spared, whatever the text; null when they are not.</summary>
    private string? Refusal(WriteTurn turn, Composed item, Guid mailing, string phone, DateTimeOffset now)
    {
        var (row, terms) = (item.Message.Row, item.Terms);
        if (stopList.ReasonOf(turn, row.PortalId, phone) is { } listed) return listed;
        if (terms.SkipsRepeats && IsDuplicate(turn, row, mailing, phone)) return Reason.DuplicateInCampaign;
        return terms.Cap is { } cap && counts.IsReached(turn, cap, row.PortalId, phone, row.Sequence, withQueued: true, now)
            ? Reason.FrequencyCap
            : null;
    }

    /// <summary>
    /// What a portal that holds what is of high risk says to one more message of a mailing; null when it lets it pass. What waits for that
    /// is not counted by the guard: whoever confirms the risk has not decided about the size.
    /// </summary>
    private static Admitted? RisksWord(WriteTurn turn, Composed item, Guid? campaign)
    {
        if (campaign is not { } mailing || !item.Terms.HoldsHighRisk) return null;
        return RiskStandings.Of(turn, mailing) switch
        {
            RiskStanding.ToWeigh => new Admitted.ToWeigh(mailing),
            RiskStanding.Held => new Admitted.Held(Reason.HighRisk),
            _ => null,
        };
    }

    /// <summary>
    /// What the segment guard says to one more message of a mailing, nothing when it lets it pass; and the mark that the mailing has
    /// reached by it, if people are to hear of that.
    /// </summary>
    private (Admitted? Admitted, GuardMark? Reached) GuardsWord(WriteTurn turn, Composed item, Guid mailing, DateTimeOffset now)
    {
        var grown = campaigns.Grown(turn, mailing);
        var own = GuardInForce.Of(guard.CurrentValue, item.Terms.PortalGuard, item.Terms.LineGuard, grown.Settings.Guard);
        Admitted? word = SegmentGuard.Decide(grown.Size, item.Message.IsReleased, own) switch
        {
            GuardVerdict.Hold => new Admitted.HeldByGuard(mailing, WithQueued: false) { Waves = grown.Settings.Waves },
            GuardVerdict.HoldAll => new Admitted.HeldByGuard(mailing, WithQueued: true) { Waves = grown.Settings.Waves },
            GuardVerdict.Reject => Failed(Reason.SegmentGuard),
            _ => null,
        };
        if (GuardMark.Of(grown, own, mailing) is not { } reached) return (word, null);
        campaigns.MarkTold(turn, mailing, reached.Acts, now);
        return (word, reached);
    }

    /// <summary>
    /// Its place in the queue. In a demo all that our own API or interface sends costs a unit, as mailings do; what Bitrix24 hands over as
    /// direct never does.
    /// </summary>
    private Admitted Place(WriteTurn turn, Composed item, Guid? campaign, DateTimeOffset now)
    {
        var (row, line) = (item.Message.Row, item.Terms);
        var ends = campaign is not null || item.Message.Source == MessageSource.Test;
        var isCounted = ends || item.Message.Source == MessageSource.Api;
        if (row.HasDemoUnit || !isCounted || !demo.CurrentValue.Covers(row.PortalId, line.PortalStatus))
            return new Admitted.Queued(row.HasDemoUnit);
        if (ends && demo.CurrentValue.IsOver(line.ConnectedAt, now)) return new Admitted.DemoOver(row.LineId);
        return ledgers.TryTake(turn, row.PortalId) ? new Admitted.Queued(HasDemoUnit: true) : new Admitted.OutOfDemo(campaign);
    }

    /// <summary>Writes what was decided; answers it with what became known by writing.</summary>
    private Admitted Write(WriteTurn turn, Composed item, Guid? campaign, Admitted admitted, DateTimeOffset now)
    {
        var (row, phone, text) = (item.Message.Row, item.Digits, item.Ready);
        switch (admitted)
        {
            case Admitted.Queued queued:
                moves.Enqueue(turn, row, phone!, text!, isGuardCounted: campaign is not null, queued.HasDemoUnit, now, item.Price);
                break;
            case Admitted.Held held:
                var begins = campaign is { } mailing && !campaigns.Holds(turn, row.LineId, mailing, held.Reason) ? campaign : null;
                moves.Hold(turn, row, held.Reason, phone, text, isGuardCounted: false, now + dispatching.CurrentValue.HoldValidity, now,
                    item.Price);
                return held with { Begins = begins };
            case Admitted.HeldByGuard held:
                campaigns.MarkGuarded(turn, held.Campaign);
                HoldByGuard(turn, row, held, phone, text, now, item.Price);
                if (held.WithQueued) HoldQueued(turn, held, now);
                break;
            case Admitted.Ended ended:
                moves.End(turn, row, ended.State, ended.Reason, "system", now, phone, text);
                break;
            case Admitted.DemoOver:
                moves.End(turn, row, MessageState.Failed, Reason.LineExpired, "system", now, phone, text);
                break;
            case Admitted.OutOfDemo:
                moves.End(turn, row, MessageState.Failed, Reason.DemoQuota, "system", now, phone, text);
                break;
        }

        return admitted;
    }

    private void HoldQueued(WriteTurn turn, Admitted.HeldByGuard held, DateTimeOffset now)
    {
        foreach (var queued in campaigns.QueuedOf(turn, held.Campaign))
            HoldByGuard(turn, queued, held, phone: null, text: null, now);
    }

    /// <summary>Where waves were decided before, it has a place in one of them and does not expire before that.</summary>
    private void HoldByGuard(
        WriteTurn turn, MessageRow row, Admitted.HeldByGuard held, string? phone, string? text, DateTimeOffset now,
        PricedText? price = null)
    {
        var wave = held.Waves is { } plan ? waves.Place(turn, row.PortalId, held.Campaign, plan, now) : null;
        var expires = (wave ?? now) + dispatching.CurrentValue.HoldValidity;
        moves.Hold(turn, row, Reason.SegmentGuard, phone, text, isGuardCounted: true, expires, now, price);
    }

    private static Admitted.Ended Failed(string reason) => new(MessageState.Failed, reason);

    private static Admitted.Ended Over(string end) =>
        new(end == Reason.CampaignStopped ? MessageState.Stopped : MessageState.Expired, end);

    private static Admitted.Ended Suppressed(string reason) => new(MessageState.Suppressed, reason);

    /// <summary>
    /// A portal that takes any digits does not ask the numbering plans. A fixed line passes everywhere: for SMS it is only a warning.
    /// </summary>
    private static bool IsReachable(Composed item) =>
        item.Terms.AcceptAnyNumber || item.Phone is PhoneResult.Valid { Kind: var kind } && PhoneUse.CanReach(kind);

    private static bool IsDuplicate(WriteTurn turn, MessageRow row, Guid campaign, string phone) => turn.First(
        InCampaign, _ => true,
        ("portal", row.PortalId), ("phone", phone), ("campaign", campaign), ("sequence", row.Sequence));

    private bool HadSameText(WriteTurn turn, MessageRow row, string phone, string text) => turn.First(
        SameText, _ => true,
        ("portal", row.PortalId), ("phone", phone), ("since", row.AcceptedAt - campaignOptions.CurrentValue.SameTextWithin),
        ("text", text), ("sequence", row.Sequence));
}
