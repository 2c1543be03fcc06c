using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;

namespace OlConnector.Storage.Queue;

/// <summary>A line taken for one send, and the message that goes.</summary>
/// <param name="Token">Guards the line's row.</param>
/// <param name="EndsAt">When the claim is over, by the node's wall clock.</param>
/// <param name="Attempt">Guards the message's row.</param>
/// <param name="Gap">The gap that had to pass since the line's last answer.</param>
/// <param name="LastAnswerAt">That answer, by the clock of the node that had it.</param>
public sealed record Claim(
    PortalId PortalId, LineId LineId, Guid Token, DateTimeOffset EndsAt, long Sequence, int Attempt, OutboundMessage Message, TimeSpan Gap, DateTimeOffset? LastAnswerAt);

/// <summary>Takes lines that are due, a message each, in one short transaction (design.md §4.8). The attempt is written before any byte leaves.</summary>
public sealed class ClaimQueue(LineQueue lines, IOptionsMonitor<DispatchingOptions> options, DemoLedgers ledgers)
{
    /// <summary>Messages at the head that turn out expired or suppressed are put aside; at most this many in one turn.</summary>
    private const int MostPutAside = 100;

    private const string TakeDueLines = $"""
        UPDATE lines SET next_due_at = NULL, wait_reason = NULL, claim_token = @token, claim_ends_at = @ends
         WHERE id IN (SELECT id FROM lines WHERE next_due_at <= @now ORDER BY next_due_at LIMIT @limit {RowLock.Skip})
        RETURNING {LineRow.Columns}
        """;

    private const string LetGo = "UPDATE lines SET claim_token = NULL, claim_ends_at = NULL, next_due_at = @due, wait_reason = @reason WHERE id = @line AND claim_token = @token";

    private const string Content = """
        SELECT phone, text, traffic, expires_at,
               CASE WHEN traffic = 'marketing' THEN (SELECT s.reason FROM suppressed_numbers s WHERE s.portal_id = m.portal_id AND s.phone = m.phone) END
          FROM messages m WHERE sequence = @sequence
        """;

    private const string InsertAttempt =
        "INSERT INTO attempts (message_sequence, number, portal_id, started_at) VALUES (@sequence, @number, @portal, @now)";

    private const string Earliest = "SELECT MIN(next_due_at) FROM lines WHERE next_due_at IS NOT NULL";

    private readonly MessageMoves _moves = new(ledgers);

    /// <summary>Claims up to <paramref name="limit"/> due lines.</summary>
    public IReadOnlyList<Claim> Take(WriteTurn turn, int limit, Guid token, DateTimeOffset now)
    {
        var ends = now + options.CurrentValue.ClaimExpiry;
        var taken = turn.Query(TakeDueLines, LineRow.Read, ("token", token), ("ends", ends), ("now", now), ("limit", limit));
        var claims = new List<Claim>(taken.Count);
        foreach (var line in taken)
        {
            if (TakeHead(turn, line, token, ends, now) is { } claim) claims.Add(claim);
        }

        return claims;
    }

    /// <summary>When the next line is due; null when none is.</summary>
    public DateTimeOffset? NextDueAt(WriteTurn turn) =>
        turn.First(Earliest, row => row.MomentOrNull(0));

    private Claim? TakeHead(WriteTurn turn, LineRow line, Guid token, DateTimeOffset ends, DateTimeOffset now)
    {
        for (var putAside = 0; putAside < MostPutAside; putAside++)
        {
            var due = lines.DueOf(turn, line, now, out var direct, out var marketing);
            if (due.At is not { } at || at > now)
            {
                turn.Execute(LetGo, ("due", due.At), ("reason", due.WaitReason), ("line", line.Id), ("token", token));
                return null;
            }

            var head = due.Traffic == Traffic.Direct ? direct!.Value : marketing!.Value;
            if (Dispatch(turn, line, head, token, ends, now) is { } claim) return claim;
        }

        turn.Execute(LetGo, ("due", now), ("reason", null), ("line", line.Id), ("token", token));
        return null;
    }

    /// <summary>Re-checks the head and writes its attempt; null when it was put aside instead.</summary>
    private Claim? Dispatch(WriteTurn turn, LineRow line, QueueHead head, Guid token, DateTimeOffset ends, DateTimeOffset now)
    {
        // Another hand may have taken it out of the queue since the head was read.
        if (MessageRow.Find(turn, head.Sequence) is not { State: MessageState.Queued } message) return null;
        var content = turn.First(Content, row => new
        {
            Phone = row.GetString(0),
            Text = row.GetString(1),
            Traffic = Words.To<Traffic>(row.GetString(2)),
            ExpiresAt = row.Moment(3),
            Suppressed = row.TextOrNull(4),
        }, ("sequence", head.Sequence))!;

        if (content.ExpiresAt <= now)
        {
            _moves.End(turn, message, MessageState.Expired, Reason.Validity, "system", now);
            return null;
        }

        if (content.Suppressed is { } reason)
        {
            _moves.End(turn, message, MessageState.Suppressed, reason, "system", now);
            return null;
        }

        var attempt = message.Attempt + 1;
        _moves.Dispatch(turn, message, attempt, now);
        turn.Execute(InsertAttempt, ("sequence", message.Sequence), ("number", attempt), ("portal", message.PortalId), ("now", now));
        var pace = lines.PaceOf(line);
        var gap = content.Traffic == Traffic.Direct ? pace.DirectInterval : pace.MarketingInterval + NextDue.JitterOf(pace, message.Sequence);
        return new Claim(
            line.PortalId, line.Id, token, ends, message.Sequence, attempt,
            new OutboundMessage(message.Id, PhoneNumber.FromDigits(content.Phone), content.Text, content.Traffic), gap, line.LastAnswerAt);
    }
}
