using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// What a line's limits say of one marketing message immediately before it would leave: it goes, a person has to let it, or it waits for
/// its recipient's day and lets others pass.
/// </summary>
internal sealed class MarketingGate(MessageMoves moves, HoldsBegun holds, IOptionsMonitor<DispatchingOptions> options)
{
    private const string ReleasedFrom = "SELECT released_from FROM messages WHERE sequence = @sequence";

    private const string SentBefore = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND line_id = @line AND sent_at IS NOT NULL AND sequence <> @sequence LIMIT 1
        """;

    private const string HeldBefore = """
        SELECT 1 FROM messages WHERE line_id = @line AND campaign_id = @campaign AND state = 'held' AND reason = @reason LIMIT 1
        """;

    /// <summary>Something that arrived in time is not admitted yet: it has no mailing, or waits for values from CRM.</summary>
    private const string IsIncomplete = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND traffic = 'marketing' AND state = 'accepted' AND line_id = @line
           AND (campaign_id = @campaign OR (campaign_id IS NULL AND accepted_at <= @until)) LIMIT 1
        """;

    private const string Collected = """
        UPDATE campaigns SET collecting_until = NULL, version = version + 1 WHERE id = @campaign AND collecting_until <= @now
        """;

    /// <summary>By then the mailing is held, or a person has started it. 1 minute.</summary>
    private static readonly TimeSpan LooksAgain = TimeSpan.FromMinutes(1);

    /// <summary>By then what came last of a mailing that is being collected is likely to be composed. 15 seconds.</summary>
    private static readonly TimeSpan Composes = TimeSpan.FromSeconds(15);

    /// <summary>What its line's day will count of it; null when it was put aside instead.</summary>
    internal MarketingSend? Pass(WriteTurn turn, MarketingLimits limits, MessageRow message, PhoneNumber to, DateTimeOffset now)
    {
        var isToNew = limits.CountsNewRecipients(now) && !HasDialog(turn, message, to);
        if (HoldOf(turn, limits, message, isToNew, now) is { } reason)
        {
            Hold(turn, message, reason, now);
            return null;
        }

        if (RecipientDay.HoursOf(limits, to)?.NextOpen(now) is { } open && open > now)
        {
            moves.Postpone(turn, message, Reason.Window, open, now);
            return null;
        }

        return new MarketingSend(limits.DayOf(now), isToNew);
    }

    /// <summary>
    /// What its mailing was given of its own: false when it waits for the mailing's start or hours, or until the mailing has been
    /// collected, and lets others pass.
    /// </summary>
    internal bool PassesMailing(WriteTurn turn, MailingSettings settings, MailingBegin begins, MessageRow message, DateTimeOffset now)
    {
        if (PauseOf(turn, settings, begins, message, now) is not { } pause) return true;
        moves.Postpone(turn, message, pause.Reason, pause.Until, now);
        return false;
    }

    private static MailingPause? PauseOf(
        WriteTurn turn, MailingSettings settings, MailingBegin begins, MessageRow message, DateTimeOffset now)
    {
        if (begins.StartDueAt < now - MailingSettings.LatestStart) return new MailingPause(now + LooksAgain, Reason.Scheduled);
        if (settings.PauseAt(now, begins.CollectingUntil) is { } pause) return pause;
        if (begins.CollectingUntil is not { } until) return null;
        // The guard decides over the whole: nothing leaves before the last that came in time was counted.
        if (turn.First(
                IsIncomplete, _ => true, ("portal", message.PortalId), ("line", message.LineId), ("campaign", message.CampaignId),
                ("until", until)))
            return new MailingPause(now + Composes, Reason.Composing);
        turn.Execute(Collected, ("campaign", message.CampaignId), ("now", now));
        return null;
    }

    /// <summary>Of what a release has passed only a message has to be asked that would be held.</summary>
    private static string? HoldOf(WriteTurn turn, MarketingLimits limits, MessageRow message, bool isToNew, DateTimeOffset now) =>
        limits.HoldOf(now, isToNew, releasedFrom: null) is null
            ? null
            : limits.HoldOf(now, isToNew, turn.First(ReleasedFrom, row => row.TextOrNull(0), ("sequence", message.Sequence)));

    private static bool HasDialog(WriteTurn turn, MessageRow message, PhoneNumber to) =>
        turn.First(
            SentBefore, _ => true, ("portal", message.PortalId), ("phone", to.Digits), ("line", message.LineId),
            ("sequence", message.Sequence))
        || Conversations.Knows(turn, message.LineId, to);

    private void Hold(WriteTurn turn, MessageRow message, string reason, DateTimeOffset now)
    {
        if (message.CampaignId is { } campaign && !turn.First(
                HeldBefore, _ => true, ("line", message.LineId), ("campaign", campaign), ("reason", reason)))
            holds.Add(new HoldBegun(message.PortalId, campaign, reason));
        moves.Hold(turn, message, reason, phone: null, text: null, isGuardCounted: false, now + options.CurrentValue.HoldValidity, now);
    }
}
