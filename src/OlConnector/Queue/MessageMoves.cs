using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Every change of a message's state, each conditional on the state it leaves, with its line of history and the portal's report in the
/// same transaction. A move that is none (design.md §5) changes nothing. The three that every message makes ask for a row that the
/// transaction holds.
/// </summary>
internal sealed class MessageMoves(DemoLedgers ledgers, StateChanges changes)
{
    private const string ToQueue = """
        UPDATE messages SET state = 'queued', reason = @reason, history = history || @entry, phone = @phone, text = @text, retry_at = NULL,
               compose_after = NULL, is_guard_counted = @counted, has_demo_unit = @unit, parts = @parts, cost = @cost, currency = @currency
         WHERE sequence = @sequence AND state = 'accepted'
        """;

    private const string ToHold = """
        UPDATE messages SET state = 'held', reason = @reason, history = history || @entry, compose_after = NULL, expires_at = @expires,
               phone = COALESCE(@phone, phone), text = COALESCE(@text, text), is_guard_counted = is_guard_counted OR @counted,
               parts = COALESCE(@parts, parts), cost = COALESCE(@cost, cost), currency = COALESCE(@currency, currency)
         WHERE sequence = @sequence AND state = @from
        """;

    private const string ToEnd = """
        UPDATE messages SET state = @to, reason = @reason, history = history || @entry, compose_after = NULL, retry_at = NULL,
               look_up_at = NULL, has_demo_unit = @unit, phone = COALESCE(@phone, phone), text = COALESCE(@text, text)
         WHERE sequence = @sequence AND state = @from
        """;

    /// <summary>
    /// What a release remembers: it passes the guard, unless a risk was confirmed, which says nothing of the size; and the limit from which
    /// a person released it.
    /// </summary>
    private const string Freed = $"""
        is_released = is_released OR COALESCE(reason, '') <> '{Reason.HighRisk}',
        released_from = CASE WHEN reason IN ('{Reason.YoungLine}', '{Reason.DaysInRow}', '{Reason.NewRecipients}') THEN reason
                             ELSE released_from END
        """;

    private const string ToCompose = $"""
        UPDATE messages SET state = 'accepted', reason = NULL, history = history || @entry, compose_after = @now, expires_at = @expires,
               compose_as = @as, {Freed}
         WHERE sequence = @sequence AND state = 'held'
        """;

    private const string ToGateway = """
        UPDATE messages SET state = 'dispatching', reason = NULL, history = history || @entry, attempt = @attempt, retry_at = NULL
         WHERE sequence = @sequence AND state = 'queued'
        """;

    private const string Back = """
        UPDATE messages SET state = 'queued', reason = @reason, history = history || @entry, retry_at = @retry, look_up_at = NULL,
               counted_attempts = counted_attempts + @counts
         WHERE sequence = @sequence AND attempt = @attempt AND state = @from
        """;

    private const string IsStopped = "SELECT 1 FROM campaigns WHERE id = @campaign AND stopped_at IS NOT NULL";

    private const string ToLater = """
        UPDATE messages SET reason = @reason, history = history || @entry, retry_at = @retry
         WHERE sequence = @sequence AND state = 'queued'
        """;

    private const string ToUnknown = """
        UPDATE messages SET state = 'unknown', reason = NULL, history = history || @entry, look_up_at = @lookup,
               sent_at = COALESCE(sent_at, @now)
         WHERE sequence = @sequence AND attempt = @attempt AND state = 'dispatching'
        """;

    private const string ToReported = """
        UPDATE messages SET state = @to, reason = @reason, history = history || @entry, look_up_at = NULL,
               gateway_message_id = COALESCE(@gateway, gateway_message_id), sent_at = COALESCE(sent_at, @now),
               delivered_at = CASE WHEN @to IN ('delivered', 'read') THEN COALESCE(delivered_at, @at) ELSE delivered_at END
         WHERE sequence = @sequence AND state = @from
        """;

    /// <summary>The same for many that are held: accepted, held, queued → an end.</summary>
    internal const string AllToEnd = $"""
        UPDATE messages SET state = @to, reason = @reason, history = history || @entry, compose_after = NULL, retry_at = NULL,
               look_up_at = NULL, has_demo_unit = @no
         WHERE sequence {RowSet.Sequences}
        """;

    /// <summary>The same: accepted, queued → held.</summary>
    internal const string AllToHold = $"""
        UPDATE messages SET state = 'held', reason = @reason, history = history || @entry, compose_after = NULL, expires_at = @expires
         WHERE sequence {RowSet.Sequences}
        """;

    /// <summary>The same: held → accepted.</summary>
    internal const string AllToCompose = $"""
        UPDATE messages SET state = 'accepted', reason = NULL, history = history || @entry, compose_after = @now, expires_at = @expires,
               compose_as = @as, {Freed}
         WHERE sequence {RowSet.Sequences}
        """;

    /// <summary>accepted → queued.</summary>
    internal void Enqueue(
        WriteTurn turn, MessageRow message, string phone, string text, bool isGuardCounted, bool hasDemoUnit, DateTimeOffset now,
        PricedText? price = null)
    {
        turn.PutOne(
            ToQueue, ("reason", null), ("entry", MessageHistory.Line(now, MessageState.Queued, null, "system")), ("phone", phone),
            ("text", text), ("counted", isGuardCounted), ("unit", hasDemoUnit), ("parts", price?.Parts), ("cost", price?.Cost),
            ("currency", price?.Currency), ("sequence", message.Sequence));
        changes.Tell(turn, message, MessageState.Queued, null, now);
    }

    /// <summary>accepted or queued → held, until a person decides or the hold expires.</summary>
    internal bool Hold(
        WriteTurn turn, MessageRow message, string reason, string? phone, string? text, bool isGuardCounted, DateTimeOffset expiresAt,
        DateTimeOffset now, PricedText? price = null) =>
        Moved(turn, message, MessageState.Held, reason, now, turn.Execute(
            ToHold, ("reason", reason), ("entry", MessageHistory.Line(now, MessageState.Held, reason, "system")), ("expires", expiresAt),
            ("phone", phone), ("text", text), ("counted", isGuardCounted), ("parts", price?.Parts), ("cost", price?.Cost),
            ("currency", price?.Currency), ("sequence", message.Sequence), ("from", message.State)));

    /// <summary>
    /// accepted, held, queued → failed, suppressed, stopped, cleared or expired; dispatching or unknown → failed. A demo unit comes back
    /// when nothing left.
    /// </summary>
    internal bool End(
        WriteTurn turn, MessageRow message, MessageState to, string reason, string by, DateTimeOffset now, string? phone = null,
        string? text = null)
    {
        if (!message.State.CanBecome(to)) return false;
        var returnsUnit = message.HasDemoUnit && message.State.IsWaiting();
        var moved = Moved(turn, message, to, reason, now, turn.Execute(
            ToEnd, ("to", to), ("reason", reason), ("entry", MessageHistory.Line(now, to, reason, by)),
            ("unit", message.HasDemoUnit && !returnsUnit), ("phone", phone), ("text", text),
            ("sequence", message.Sequence), ("from", message.State)));
        if (moved && returnsUnit) ledgers.GiveBack(turn, message.PortalId);
        return moved;
    }

    /// <summary>
    /// held → accepted: composed again, as the person wishes, and past the guard; but who confirms a risk says nothing of the size.
    /// </summary>
    internal bool Release(
        WriteTurn turn, MessageRow message, DateTimeOffset expiresAt, string by, DateTimeOffset now, ReleaseAs composeAs) =>
        Moved(turn, message, MessageState.Accepted, null, now, turn.Execute(
            ToCompose, ("entry", MessageHistory.Line(now, MessageState.Accepted, null, by)), ("now", now),
            ("expires", expiresAt), ("as", composeAs == ReleaseAs.Usual ? null : composeAs), ("sequence", message.Sequence)));

    /// <summary>queued → dispatching, as a new attempt.</summary>
    internal void Dispatch(WriteTurn turn, MessageRow message, int attempt, DateTimeOffset now)
    {
        turn.PutOne(
            ToGateway, ("entry", MessageHistory.Line(now, MessageState.Dispatching, null, "system")), ("attempt", attempt),
            ("sequence", message.Sequence));
        changes.Tell(turn, message, MessageState.Dispatching, null, now);
    }

    /// <summary>dispatching or unknown → queued: surely not sent. Of a mailing that was stopped meanwhile nothing waits any more.</summary>
    internal bool Return(
        WriteTurn turn, MessageRow message, string reason, DateTimeOffset? retryAt, bool counts, string by, DateTimeOffset now)
    {
        var isBack = Moved(turn, message, MessageState.Queued, reason, now, turn.Execute(
            Back, ("reason", reason), ("entry", MessageHistory.Line(now, MessageState.Queued, reason, by)), ("retry", retryAt),
            ("counts", counts ? 1 : 0), ("sequence", message.Sequence), ("attempt", message.Attempt), ("from", message.State)));
        if (isBack && message.CampaignId is { } campaign && turn.First(IsStopped, _ => true, ("campaign", campaign)))
            End(turn, message with { State = MessageState.Queued }, MessageState.Stopped, Reason.CampaignStopped, "system", now);
        return isBack;
    }

    /// <summary>It stays queued, and others pass until then.</summary>
    internal void Postpone(WriteTurn turn, MessageRow message, string reason, DateTimeOffset until, DateTimeOffset now) => turn.PutOne(
        ToLater, ("reason", reason), ("entry", MessageHistory.Line(now, MessageState.Queued, reason, "system")), ("retry", until),
        ("sequence", message.Sequence));

    /// <summary>dispatching → unknown.</summary>
    internal bool MarkUnknown(WriteTurn turn, MessageRow message, DateTimeOffset? lookUpAt, DateTimeOffset now) =>
        Moved(turn, message, MessageState.Unknown, null, now, turn.Execute(
            ToUnknown, ("entry", MessageHistory.Line(now, MessageState.Unknown, null, "system")), ("lookup", lookUpAt), ("now", now),
            ("sequence", message.Sequence), ("attempt", message.Attempt)));

    /// <summary>Takes a gateway's word: sent, delivered, read or undelivered, forward only.</summary>
    /// <param name="turn">Holds the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="to">What it becomes.</param>
    /// <param name="gatewayMessageId">The gateway's id for it, where it is told.</param>
    /// <param name="at">When it happened, by the vendor's clock.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="fault">Whose fault it is that it was not delivered; null where nobody says.</param>
    internal bool Report(
        WriteTurn turn, MessageRow message, MessageState to, string? gatewayMessageId, DateTimeOffset at, string by, DateTimeOffset now,
        Fault? fault = null)
    {
        if (!message.State.CanBecome(to)) return false;
        var reason = to == MessageState.Undelivered ? Settlement.ReasonOf(fault ?? Fault.Bug) : null;
        turn.PutOne(
            ToReported, ("to", to), ("reason", reason), ("entry", MessageHistory.Line(now, to, reason, by)),
            ("gateway", gatewayMessageId), ("now", now), ("at", at), ("sequence", message.Sequence), ("from", message.State));
        changes.Tell(turn, message, to, reason, now);
        return true;
    }

    private bool Moved(WriteTurn turn, MessageRow message, MessageState to, string? reason, DateTimeOffset now, int rows)
    {
        if (rows == 0) return false;
        changes.Tell(turn, message, to, reason, now);
        return true;
    }
}
