using System.Data.Common;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Takes lines that are due, a message each, in one short transaction (design.md §4.8). The attempt is written before any byte leaves.
/// </summary>
internal sealed class Claims(
    LineDue lines, MarketingGate gate, IOptionsMonitor<DispatchingOptions> options, MessageMoves moves, MarketingCounts counts)
{
    /// <summary>Messages at the head that turn out expired or suppressed are put aside; at most this many in one turn.</summary>
    private const int MostPutAside = 100;

    private const string TakeDueLines = $"""
        UPDATE lines SET next_due_at = NULL, wait_reason = NULL, claim_token = @token, claim_ends_at = @ends
         WHERE id IN (SELECT id FROM lines WHERE next_due_at <= @now ORDER BY next_due_at LIMIT @limit {RowLock.Skip})
        RETURNING {LineRow.Columns}
        """;

    private const string LetGo = """
        UPDATE lines SET claim_token = NULL, claim_ends_at = NULL, next_due_at = @due, wait_reason = @reason
         WHERE id = @line AND claim_token = @token
        """;

    internal static readonly string Heads = $"""
        SELECT {MessageRow.Columns}, phone, text, traffic,
               COALESCE((SELECT c.valid_until FROM campaigns c WHERE c.id = m.campaign_id AND c.valid_until < m.expires_at), expires_at),
               CASE WHEN traffic = 'marketing' THEN ({StopListSql.ReasonOfMessage}) END,
               CASE WHEN traffic = 'marketing' THEN (SELECT p.cap_messages FROM portals p WHERE p.id = m.portal_id) END,
               CASE WHEN traffic = 'marketing' THEN (SELECT p.cap_days FROM portals p WHERE p.id = m.portal_id) END,
               CASE WHEN traffic = 'marketing' THEN (SELECT c.settings FROM campaigns c WHERE c.id = m.campaign_id) END,
               CASE WHEN traffic = 'marketing' THEN (SELECT c.start_due_at FROM campaigns c WHERE c.id = m.campaign_id) END,
               CASE WHEN traffic = 'marketing' THEN (SELECT c.collecting_until FROM campaigns c WHERE c.id = m.campaign_id) END,
               CASE WHEN traffic = 'marketing' THEN (SELECT c.stopped_at FROM campaigns c WHERE c.id = m.campaign_id) END
          FROM messages m WHERE sequence {RowSet.Sequences} ORDER BY sequence {RowLock.Wait}
        """;

    private const string InsertAttempt =
        "INSERT INTO attempts (message_sequence, number, portal_id, started_at) VALUES (@sequence, @number, @portal, @now)";

    private const string Earliest = "SELECT MIN(next_due_at) FROM lines WHERE next_due_at IS NOT NULL";

    /// <summary>Claims up to <paramref name="limit"/> due lines.</summary>
    public IReadOnlyList<Claim> Take(WriteTurn turn, int limit, Guid token, DateTimeOffset now)
    {
        var ends = now + options.CurrentValue.ClaimExpiry;
        var taken = turn.Query(TakeDueLines, LineRow.Read, ("token", token), ("ends", ends), ("now", now), ("limit", limit));
        var claims = new List<Claim>(taken.Count);
        for (var putAside = 0; taken.Count > 0 && putAside < MostPutAside; putAside++)
            taken = TakeHeads(turn, taken, token, ends, now, claims);
        foreach (var line in taken) turn.PutOne(LetGo, ("due", now), ("reason", null), ("line", line.Id), ("token", token));
        return claims;
    }

    /// <summary>When the next line is due; null when none is.</summary>
    public DateTimeOffset? NextDueAt(WriteTurn turn) =>
        turn.First(Earliest, row => row.MomentOrNull(0));

    /// <summary>Claims the heads of these lines. Answers the lines whose head was put aside: their next one has its turn.</summary>
    private List<LineRow> TakeHeads(
        WriteTurn turn, List<LineRow> taken, Guid token, DateTimeOffset ends, DateTimeOffset now, List<Claim> claims)
    {
        var due = new List<(LineRow Line, long Sequence, LinePace Pace)>(taken.Count);
        foreach (var (line, next) in lines.NextOf(turn, taken, now))
        {
            if (next.Due.At <= now) due.Add((line, next.Sequence!.Value, next.Pace));
            else turn.PutOne(LetGo, ("due", next.Due.At), ("reason", next.Due.WaitReason), ("line", line.Id), ("token", token));
        }

        if (due.Count == 0) return [];
        var heads = turn.Query(Heads, Head.Read, ("sequences", due.Select(head => head.Sequence)))
            .ToDictionary(head => head.Message.Sequence);
        var again = new List<LineRow>();
        foreach (var (line, sequence, pace) in due)
        {
            var claim = heads.TryGetValue(sequence, out var head) ? Dispatch(turn, line, pace, head, token, ends, now) : null;
            if (claim is not null) claims.Add(claim);
            else again.Add(line);
        }

        return again;
    }

    /// <summary>Re-checks the head and writes its attempt; null when it was put aside instead.</summary>
    private Claim? Dispatch(
        WriteTurn turn, LineRow line, LinePace pace, Head head, Guid token, DateTimeOffset ends, DateTimeOffset now)
    {
        var message = head.Message;
        // Another hand may have taken it out of the queue since the head was looked up.
        if (message.State != MessageState.Queued) return null;
        // The stop reaches it slice by slice; nothing of it leaves meanwhile.
        if (head.Begins.StoppedAt is not null)
        {
            moves.End(turn, message, MessageState.Stopped, Reason.CampaignStopped, "system", now);
            return null;
        }

        if (head.ExpiresAt <= now)
        {
            moves.End(turn, message, MessageState.Expired, Reason.Validity, "system", now);
            return null;
        }

        if ((head.Suppressed ?? CapOf(turn, head, now)) is { } reason)
        {
            moves.End(turn, message, MessageState.Suppressed, reason, "system", now);
            return null;
        }

        if (head.Traffic == Traffic.Marketing && !gate.PassesMailing(turn, head.Mailing, head.Begins, message, now)) return null;

        var to = PhoneNumber.FromDigits(head.Phone);
        MarketingSend? marketing = null;
        if (head.Traffic == Traffic.Marketing && pace.Limits is { } limits)
        {
            marketing = gate.Pass(turn, limits, message, to, now);
            if (marketing is null) return null;
        }

        var attempt = message.Attempt + 1;
        moves.Dispatch(turn, message, attempt, now);
        turn.Put(InsertAttempt, ("sequence", message.Sequence), ("number", attempt), ("portal", message.PortalId), ("now", now));
        var gap = head.Traffic == Traffic.Direct ? pace.DirectInterval : pace.MarketingInterval + NextDue.JitterOf(pace, message.Sequence);
        return new Claim(
            line.PortalId, line.Id, token, ends, message.Sequence, attempt,
            new OutboundMessage(message.Id, to, head.Text, head.Traffic), gap, line.LastAnswerAt, marketing);
    }

    /// <summary>
    /// Asked one by one: another line may have taken a message to the same number in this very turn. What waits behind does not count.
    /// </summary>
    private string? CapOf(WriteTurn turn, Head head, DateTimeOffset now) =>
        head.Cap is { } cap
            && counts.IsReached(turn, cap, head.Message.PortalId, head.Phone, head.Message.Sequence, withQueued: false, now)
            ? Reason.FrequencyCap
            : null;

    /// <summary>The message at the head of a line, held, with all that its send needs.</summary>
    private sealed record Head(
        MessageRow Message, string Phone, string Text, Traffic Traffic, DateTimeOffset ExpiresAt, string? Suppressed, FrequencyCap? Cap,
        MailingSettings Mailing, MailingBegin Begins)
    {
        internal static Head Read(DbDataReader row)
        {
            var columns = new RowReader(row);
            return new Head(
                MessageRow.Read(ref columns), columns.NextText(), columns.NextText(), columns.NextWord<Traffic>(), columns.NextMoment(),
                columns.NextTextOrNull(), FrequencyCap.Of(columns.NextIntOrNull(), columns.NextIntOrNull()),
                MailingJson.SettingsOf(columns.NextTextOrNull()),
                new MailingBegin(columns.NextMomentOrNull(), columns.NextMomentOrNull(), columns.NextMomentOrNull()));
        }
    }
}
