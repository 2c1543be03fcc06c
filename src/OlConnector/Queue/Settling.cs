using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Writes what became of a claim: message, line and report in one transaction, behind two fences (design.md §4.10).</summary>
internal sealed class Settling(LineDue lines, GatewayEvents events, IOptionsMonitor<DispatchingOptions> options, MessageMoves moves)
{
    private const string CloseAttempt = """
        UPDATE attempts SET answered_at = @now, outcome = @outcome, code = @code, text = @text
         WHERE message_sequence = @sequence AND number = @number
        """;

    // A line that was claimed had no pause before it any more: an old one is not kept, or a clock that is set back would bring it to life.
    private const string ReleaseLine = """
        UPDATE lines SET claim_token = NULL, claim_ends_at = NULL, last_answer_at = @answered, not_before = @notbefore,
               last_pause = @pause
         WHERE id = @line AND claim_token = @token
        """;

    private const string ReleaseAndSetDue = """
        UPDATE lines SET claim_token = NULL, claim_ends_at = NULL, last_answer_at = @answered, not_before = @notbefore,
               last_pause = @pause, next_due_at = @due, wait_reason = @reason
         WHERE id = @line AND claim_token = @token
        """;

    private const string ReleaseLineUnsent =
        "UPDATE lines SET claim_token = NULL, claim_ends_at = NULL WHERE id = @line AND claim_token = @token";

    private const string ByToken = $"SELECT {LineRow.Columns} FROM lines WHERE claim_token = @token {RowLock.Wait}";
    private const string ExpiredClaims = $"SELECT {LineRow.Columns} FROM lines WHERE claim_ends_at <= @now {RowLock.Skip}";
    private const string AllClaims = $"SELECT {LineRow.Columns} FROM lines WHERE claim_token IS NOT NULL {RowLock.Skip}";
    private const string InFlight =
        $"SELECT {MessageRow.Columns} FROM messages WHERE line_id = @line AND state = 'dispatching' {RowLock.Wait}";
    private const string NextExpiry = "SELECT MIN(claim_ends_at) FROM lines WHERE claim_ends_at IS NOT NULL";

    /// <summary>Settles a send by the gateway's answer. True when the line froze by it.</summary>
    public bool Settle(WriteTurn turn, Claim claim, SendResult result, DateTimeOffset now) =>
        Settle(turn, [new Answered(claim, result, now)]).Count > 0;

    /// <summary>Settles sends by the gateways' answers, each of a line of its own. Answers the claims whose line froze by it.</summary>
    public HashSet<Claim> Settle(WriteTurn turn, IReadOnlyCollection<Answered> outcomes)
    {
        var held = LineRow.Find(turn, outcomes.Select(outcome => outcome.Claim.LineId));
        var messages = MessageRow.Find(turn, outcomes.Select(outcome => outcome.Claim.Sequence));
        var (frozen, sent) = (new HashSet<Claim>(), new List<(MessageRow, string)>());
        var (released, lost) = (new List<LineRow>(), new List<LineId>());
        foreach (var (claim, result, now) in outcomes.OrderBy(outcome => outcome.Claim.Sequence))
        {
            if (!held.TryGetValue(claim.LineId, out var line) || !messages.TryGetValue(claim.Sequence, out var message)) continue;
            var settled = Settlement.Of(
                result, message.CountedAttempts, lines.IntervalOf(line, claim.Message.Traffic), line.LastPause, options.CurrentValue, now);
            if (message.Attempt == claim.Attempt && SettleMessage(turn, message, settled, now))
            {
                if (settled.GatewayMessageId is { } gatewayId) sent.Add((message, gatewayId));
                // Of a claim that is gone it was counted when that was noticed.
                if (line.ClaimToken == claim.Token && claim.Marketing is { } marketing && HasLeft(settled.State))
                    LineDays.Count(turn, line.PortalId, line.Id, marketing, now);
            }

            turn.Put(
                CloseAttempt, ("now", now), ("outcome", settled.Outcome), ("code", settled.Code), ("text", settled.Text),
                ("sequence", claim.Sequence), ("number", claim.Attempt));
            // Without the claim the line is not ours to change; but the message may have come back, and then the line is due again.
            if (line.ClaimToken != claim.Token)
            {
                lost.Add(line.Id);
                continue;
            }

            released.Add(Released(turn, line, settled, now));
            if (released[^1].State != line.State) frozen.Add(claim);
        }

        // Of moments that a step of the clock lies between, the later one would keep the other's line waiting.
        var first = outcomes.Min(outcome => outcome.Now);
        events.ApplyParked(turn, sent, first);
        foreach (var (line, next) in lines.NextOf(turn, released, first)) Release(turn, line, next.Due);
        if (lost.Count > 0) lines.Recompute(turn, lost, first);
        return frozen;
    }

    /// <summary>The claim was let go before any byte left: the message keeps its place and the gap is not counted.</summary>
    public void Return(WriteTurn turn, Claim claim, DateTimeOffset? notBefore, DateTimeOffset now)
    {
        LineRow.Hold(turn, [claim.LineId]);
        if (MessageRow.Find(turn, claim.Sequence) is { } message && message.Attempt == claim.Attempt) ReturnMessage(turn, message, now);
        turn.Execute(ReleaseLineUnsent, ("line", claim.LineId), ("token", claim.Token));
        lines.Recompute(turn, claim.LineId, now);
        if (notBefore is { } moment) turn.Execute(PushDue, ("moment", moment), ("line", claim.LineId));
    }

    private const string PushDue = "UPDATE lines SET next_due_at = @moment WHERE id = @line AND next_due_at < @moment";

    /// <summary>Claims that nothing was sent by: every message keeps its place.</summary>
    public void ReturnAll(WriteTurn turn, Guid token, DateTimeOffset now)
    {
        foreach (var line in turn.Query(ByToken, LineRow.Read, ("token", token)))
        {
            foreach (var message in turn.Query(InFlight, MessageRow.Read, ("line", line.Id))) ReturnMessage(turn, message, now);
            turn.Execute(ReleaseLineUnsent, ("line", line.Id), ("token", token));
            lines.Recompute(turn, line.Id, now);
        }
    }

    private void ReturnMessage(WriteTurn turn, MessageRow message, DateTimeOffset now)
    {
        moves.Return(turn, message, Reason.Interval, retryAt: null, counts: false, "system", now);
        turn.Execute(
            CloseAttempt, ("now", now), ("outcome", "returned"), ("code", null), ("text", null),
            ("sequence", message.Sequence), ("number", message.Attempt));
    }

    /// <summary>Claims whose holder vanished: the message in flight is unknown, and the moment of noticing counts as the answer.</summary>
    /// <param name="all">Also claims that have not expired: at the start on SQLite their process is surely dead.</param>
    /// <returns>How many lines were freed.</returns>
    public int ExpireClaims(WriteTurn turn, bool all, DateTimeOffset now)
    {
        var stuck = all ? turn.Query(AllClaims, LineRow.Read) : turn.Query(ExpiredClaims, LineRow.Read, ("now", now));
        foreach (var line in stuck)
        {
            foreach (var message in turn.Query(InFlight, MessageRow.Read, ("line", line.Id)))
            {
                moves.MarkUnknown(turn, message, now + Settlement.FirstLookUp, now);
                CountLost(turn, line, message, now);
                turn.Execute(
                    CloseAttempt, ("now", null), ("outcome", "unknown"), ("code", null),
                    ("text", "The claim expired before an answer was recorded."), ("sequence", message.Sequence),
                    ("number", message.Attempt));
            }

            turn.Execute(
                ReleaseLine, ("answered", NextDue.CeilToMillisecond(now)), ("notbefore", null), ("pause", line.LastPause),
                ("line", line.Id), ("token", line.ClaimToken));
            lines.Recompute(turn, line.Id, now);
        }

        return stuck.Count;
    }

    /// <summary>
    /// Nobody knows whether it left or to whom it was the first word: a line's limits take both for true. A mailing's messages alone are
    /// marketing.
    /// </summary>
    private static void CountLost(WriteTurn turn, LineRow line, MessageRow message, DateTimeOffset now)
    {
        if (message.CampaignId is null || !LimitsBook.Find(turn, [line.Id]).TryGetValue(line.Id, out var limits)) return;
        LineDays.Count(
            turn, line.PortalId, line.Id, new MarketingSend(limits.DayOf(now), limits.CountsNewRecipients(now)), now);
    }

    /// <summary>When the next claim expires; null when none is set.</summary>
    public DateTimeOffset? NextExpiryAt(WriteTurn turn) =>
        turn.First(NextExpiry, row => row.MomentOrNull(0));

    private static bool HasLeft(MessageState state) => state is MessageState.Sent or MessageState.Unknown;

    /// <summary>True when the message moved.</summary>
    private bool SettleMessage(WriteTurn turn, MessageRow message, Settlement settled, DateTimeOffset now) => settled.State switch
    {
        MessageState.Sent => moves.Report(turn, message, MessageState.Sent, settled.GatewayMessageId, now, "gateway", now),
        MessageState.Failed => moves.End(turn, message, MessageState.Failed, settled.Reason!, "gateway", now),
        MessageState.Queued => moves.Return(turn, message, settled.Reason!, settled.RetryAt, settled.Counts, "gateway", now),
        MessageState.Unknown => moves.MarkUnknown(turn, message, settled.LookUpAt, now),
        _ => throw new ArgumentOutOfRangeException(nameof(settled)),
    };

    /// <summary>The line as the answer leaves it; frozen at once when it said so.</summary>
    private static LineRow Released(WriteTurn turn, LineRow line, Settlement settled, DateTimeOffset now)
    {
        var free = line with
        {
            LastAnswerAt = NextDue.CeilToMillisecond(now),
            NotBefore = settled.LineNotBefore,
            LastPause = settled.LinePause,
        };
        if (settled.Freeze is not { } down || line.State is not (LineState.Active or LineState.Paused)) return free;
        LineMoves.Freeze(turn, line.Id, down, now);
        return free with { State = LineState.Frozen, FrozenReason = Reason.LineFrozen };
    }

    private static void Release(WriteTurn turn, LineRow line, Due due) => turn.PutOne(
        ReleaseAndSetDue, ("answered", line.LastAnswerAt), ("notbefore", line.NotBefore), ("pause", line.LastPause), ("due", due.At),
        ("reason", due.WaitReason), ("line", line.Id), ("token", line.ClaimToken));
}
