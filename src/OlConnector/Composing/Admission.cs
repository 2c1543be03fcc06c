using Microsoft.Extensions.Options;
using OlConnector.Campaigns;
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
/// Lets a composed message into its line's queue, or says why not: phone, opt-out, duplicate, text, segment guard, demo quota, in this order
/// (design.md §3). One transaction, conditional on the message still being accepted.
/// </summary>
internal sealed class Admission(
    CampaignBook campaigns, MessageMoves moves, DemoLedgers ledgers, IOptionsMonitor<GuardOptions> guard, IOptionsMonitor<DemoOptions> demo,
    IOptionsMonitor<CampaignOptions> campaignOptions, IOptionsMonitor<DispatchingOptions> dispatching, ErasedNumbers erased)
{
    private const string SuppressedFor = "SELECT reason FROM suppressed_numbers WHERE portal_id = @portal AND phone IN (@phone, @erased) LIMIT 1";

    private const string InCampaign = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND campaign_id = @campaign AND sequence <> @sequence
           AND state NOT IN ('suppressed', 'failed', 'cleared', 'expired') LIMIT 1
        """;

    private const string SameText = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND accepted_at >= @since AND traffic = 'marketing' AND text = @text AND sequence <> @sequence
           AND state NOT IN ('suppressed', 'failed', 'cleared', 'expired', 'stopped', 'undelivered') LIMIT 1
        """;

    private const string Unsent = $"SELECT {MessageRow.Columns} FROM messages WHERE campaign_id = @campaign AND state = 'queued' ORDER BY sequence";

    /// <summary>Admits one message; answers true when it was refused because the demo quota is used up.</summary>
    internal bool Admit(WriteTurn turn, AcceptedMessage message, LineTerms line, PhoneResult phone, Composition text, DateTimeOffset now)
    {
        var row = message.Row;
        var campaign = message.Traffic == Traffic.Marketing ? campaigns.Assigned(turn, message) : (Guid?)null;
        var digits = (phone as PhoneResult.Valid)?.Number.Digits;
        var composed = (text as Composition.Ready)?.Text;
        void End(MessageState state, string reason) => moves.End(turn, row, state, reason, "system", now, digits, composed);
        void Hold(string reason, bool counted) => moves.Hold(turn, row, reason, digits, composed, counted, now + dispatching.CurrentValue.HoldValidity, now);

        if (line.State == LineState.Off) End(MessageState.Failed, Reason.LineOff);
        else if (campaign is { } stopped && campaigns.IsStopped(turn, stopped)) End(MessageState.Stopped, Reason.CampaignStopped);
        else if (digits is null || !IsReachable(phone, line)) End(MessageState.Failed, Reason.InvalidNumber);
        else if (campaign is not null && SuppressionOf(turn, row, digits) is { } suppression) End(MessageState.Suppressed, suppression);
        else if (campaign is { } mailing && IsDuplicate(turn, row, mailing, digits)) End(MessageState.Suppressed, Reason.DuplicateInCampaign);
        else if (text is Composition.Failed failed) End(MessageState.Failed, failed.Reason);
        else if (text is Composition.Suppressed skipped) End(MessageState.Suppressed, skipped.Reason);
        else if (text is Composition.Held held) Hold(held.Reason, counted: false);
        else if (campaign is not null && HadSameText(turn, row, digits, composed!)) End(MessageState.Suppressed, Reason.SameText);
        else if (campaign is { } guarded) return AdmitMarketing(turn, message, line, guarded, digits, composed!, now);
        else if (message.Source == MessageSource.Test) return EnqueueInDemo(turn, row, line, digits, composed!, isGuardCounted: false, now);
        else moves.Enqueue(turn, row, digits, composed!, isGuardCounted: false, row.HasDemoUnit, now);
        return false;
    }

    private bool AdmitMarketing(WriteTurn turn, AcceptedMessage message, LineTerms line, Guid campaign, string phone, string text, DateTimeOffset now)
    {
        var row = message.Row;
        var size = message.IsGuardCounted ? 0 : campaigns.Grown(turn, campaign);
        var verdict = message.IsGuardCounted ? GuardVerdict.Pass : SegmentGuard.Decide(size, message.IsReleased, guard.CurrentValue);
        switch (verdict)
        {
            case GuardVerdict.Hold:
                HoldByGuard(turn, row, campaign, phone, text, now);
                return false;
            case GuardVerdict.HoldAll:
                HoldByGuard(turn, row, campaign, phone, text, now);
                foreach (var unsent in turn.Query(Unsent, MessageRow.Read, ("campaign", campaign))) HoldByGuard(turn, unsent, campaign, phone: null, text: null, now);
                return false;
            case GuardVerdict.Reject:
                moves.End(turn, row, MessageState.Failed, Reason.SegmentGuard, "system", now, phone, text);
                return false;
        }

        return EnqueueInDemo(turn, row, line, phone, text, isGuardCounted: true, now);
    }

    /// <summary>Takes a unit where the portal is in its demo; answers true when none is left.</summary>
    private bool EnqueueInDemo(WriteTurn turn, MessageRow row, LineTerms line, string phone, string text, bool isGuardCounted, DateTimeOffset now)
    {
        var isDemo = demo.CurrentValue.Covers(line.PortalStatus) && !row.HasDemoUnit;
        if (isDemo && line.ConnectedAt + demo.CurrentValue.Period <= now) moves.End(turn, row, MessageState.Failed, Reason.LineExpired, "system", now, phone, text);
        else if (isDemo && !ledgers.TryTake(turn, row.PortalId)) return moves.End(turn, row, MessageState.Failed, Reason.DemoQuota, "system", now, phone, text);
        else moves.Enqueue(turn, row, phone, text, isGuardCounted, isDemo || row.HasDemoUnit, now);
        return false;
    }

    private void HoldByGuard(WriteTurn turn, MessageRow row, Guid campaign, string? phone, string? text, DateTimeOffset now)
    {
        campaigns.MarkGuarded(turn, campaign);
        moves.Hold(turn, row, Reason.SegmentGuard, phone, text, isGuardCounted: true, now + dispatching.CurrentValue.HoldValidity, now);
    }

    /// <summary>A portal that takes any digits does not ask the numbering plans. A fixed line passes everywhere: for SMS it is only a warning.</summary>
    private static bool IsReachable(PhoneResult phone, LineTerms line) => line.AcceptAnyNumber || phone is PhoneResult.Valid { Kind: var kind } && PhoneUse.CanReach(kind);

    private string? SuppressionOf(WriteTurn turn, MessageRow row, string phone) =>
        turn.First(SuppressedFor, found => found.GetString(0), ("portal", row.PortalId), ("phone", phone), ("erased", erased.NameOf(row.PortalId, phone)));

    private static bool IsDuplicate(WriteTurn turn, MessageRow row, Guid campaign, string phone) =>
        turn.First(InCampaign, _ => true, ("portal", row.PortalId), ("phone", phone), ("campaign", campaign), ("sequence", row.Sequence));

    private bool HadSameText(WriteTurn turn, MessageRow row, string phone, string text) => turn.First(
        SameText, _ => true, ("portal", row.PortalId), ("phone", phone), ("since", row.AcceptedAt - campaignOptions.CurrentValue.SameTextWithin), ("text", text), ("sequence", row.Sequence));
}
