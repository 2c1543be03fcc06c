using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// The durable calendar of questions about sent messages. A line asks one at a time, on one node at a time, and so many a day
/// (gateways.md §7).
/// </summary>
internal sealed class Askings(IOptionsMonitor<AskingOptions> options)
{
    /// <summary>How long a node may take for one question before another one takes the line. 30 seconds.</summary>
    public static readonly TimeSpan ClaimExpiry = TimeSpan.FromSeconds(30);

    /// <summary>Rows of messages that moved meanwhile are dropped; at most this many in one turn.</summary>
    private const int MostDropped = 100;

    private const string Begin = """
        INSERT INTO status_polls (message_sequence, portal_id, line_id, asked, due_at)
        SELECT sequence, portal_id, line_id, 0, @due FROM messages
         WHERE sequence = @sequence AND state = 'sent' AND gateway_message_id IS NOT NULL
        ON CONFLICT (message_sequence) DO NOTHING
        """;

    private const string WakeLine = """
        INSERT INTO line_questions (line_id, purpose, portal_id, next_at, day, asked)
        SELECT line_id, 'status', portal_id, @due, 0, 0 FROM messages WHERE sequence = @sequence
        ON CONFLICT (line_id, purpose) DO UPDATE SET
            next_at = CASE WHEN line_questions.next_at <= @due THEN line_questions.next_at ELSE @due END
        """;

    private const string TakeLines = $"""
        UPDATE line_questions SET next_at = @expiry
         WHERE purpose = 'status' AND next_at <= @now
           AND line_id IN (SELECT line_id FROM line_questions WHERE purpose = 'status' AND next_at <= @now
                            ORDER BY next_at LIMIT @limit {RowLock.Skip})
        RETURNING portal_id, line_id, day, asked
        """;

    private const string Head = """
        SELECT p.message_sequence, p.asked, m.state, m.gateway_message_id, m.sent_at
          FROM status_polls p LEFT JOIN messages m ON m.sequence = p.message_sequence
         WHERE p.line_id = @line AND p.due_at <= @now ORDER BY p.due_at LIMIT 1
        """;

    private const string Drop = "DELETE FROM status_polls WHERE message_sequence = @sequence";
    private const string Count = "UPDATE status_polls SET asked = @asked, due_at = @due WHERE message_sequence = @sequence";
    private const string Miss =
        "UPDATE status_polls SET missed = COALESCE(missed, 0) + 1 WHERE message_sequence = @sequence RETURNING missed";
    private const string CountOfDay = "UPDATE line_questions SET day = @day, asked = @asked WHERE line_id = @line AND purpose = 'status'";
    private const string Earliest = "SELECT MIN(due_at) FROM status_polls WHERE line_id = @line";
    private const string SetNext = "UPDATE line_questions SET next_at = @next WHERE line_id = @line AND purpose = 'status'";
    private const string NextOfAll = "SELECT MIN(next_at) FROM line_questions WHERE next_at IS NOT NULL AND purpose = 'status'";

    private const string GiveUp =
        "UPDATE messages SET reason = @reason, history = history || @entry WHERE sequence = @sequence AND state = 'sent'";

    private const string IsSent = "SELECT 1 FROM messages WHERE sequence = @sequence AND state = 'sent'";

    /// <summary>Puts a message that has just been sent into the calendar; nothing when it has moved on already.</summary>
    public void Start(WriteTurn turn, long sequence, DateTimeOffset now)
    {
        var due = AskingSchedule.Next(now, 0);
        if (turn.Execute(Begin, ("due", due), ("sequence", sequence)) == 1) turn.Execute(WakeLine, ("due", due), ("sequence", sequence));
    }

    /// <summary>Takes lines whose time has come, with a message each.</summary>
    public IReadOnlyList<StatusQuestion> Take(WriteTurn turn, int limit, DateTimeOffset now)
    {
        var lines = turn.Query(
            TakeLines,
            row => (Portal: new PortalId(row.GetString(0)), Line: new LineId(row.GetGuid(1)), Day: row.GetInt64(2), Asked: row.GetInt32(3)),
            ("expiry", now + ClaimExpiry), ("now", now), ("limit", limit));
        var (questions, today) = (new List<StatusQuestion>(lines.Count), UtcDay.Of(now));
        foreach (var (portal, line, day, counted) in lines)
        {
            var asked = day == today ? counted : 0;
            if (asked >= options.CurrentValue.DailyCap) Sleep(turn, line, UtcDay.After(now));
            else if (TakeHead(turn, portal, line, now) is { } question)
            {
                turn.Execute(CountOfDay, ("day", today), ("asked", asked + 1), ("line", line));
                questions.Add(question);
            }
        }

        return questions;
    }

    /// <summary>
    /// Ends a question: the line may ask its next one after the gap, and a message whose day is over, or that the vendor does not find,
    /// is given up honestly.
    /// </summary>
    public void Finish(WriteTurn turn, StatusQuestion question, bool isFound, TimeSpan gap, DateTimeOffset now)
    {
        var misses = isFound ? 0 : turn.First(Miss, row => row.GetInt32(0), ("sequence", question.Sequence));
        var isLast = question.IsLast || misses > AskingSchedule.MostMisses;
        var isSent = turn.First(IsSent, _ => true, ("sequence", question.Sequence));
        if (isSent && isLast)
        {
            var entry = MessageHistory.Line(now, MessageState.Sent, Reason.StatusUnknown, "system");
            turn.Execute(GiveUp, ("reason", Reason.StatusUnknown), ("entry", entry), ("sequence", question.Sequence));
        }

        if (!isSent || isLast) turn.Execute(Drop, ("sequence", question.Sequence));
        Sleep(turn, question.LineId, now + gap);
    }

    /// <summary>When the next line is to ask; null when none is.</summary>
    public DateTimeOffset? NextAt(WriteTurn turn) => turn.First(NextOfAll, row => row.MomentOrNull(0));

    /// <summary>Writes the next question before this one is asked: a node that dies meanwhile skips it, and asks nothing twice.</summary>
    private static StatusQuestion? TakeHead(WriteTurn turn, PortalId portal, LineId line, DateTimeOffset now)
    {
        for (var dropped = 0; dropped < MostDropped; dropped++)
        {
            var head = turn.First(Head, row => new
            {
                Sequence = row.GetInt64(0),
                Asked = row.GetInt32(1),
                IsSent = !row.IsDBNull(2) && row.GetString(2) == "sent" && !row.IsDBNull(3) && !row.IsDBNull(4),
                GatewayId = row.TextOrNull(3) ?? "",
                SentAt = row.MomentOrNull(4) ?? now,
            }, ("line", line), ("now", now));
            if (head is null) break;
            if (head.IsSent)
            {
                var (asked, next) = AfterThis(head.SentAt, head.Asked, now);
                turn.Execute(Count, ("asked", asked), ("due", next ?? now + ClaimExpiry), ("sequence", head.Sequence));
                return new StatusQuestion(portal, line, head.Sequence, head.GatewayId, IsLast: next is null);
            }

            turn.Execute(Drop, ("sequence", head.Sequence));
        }

        Sleep(turn, line, now);
        return null;
    }

    /// <summary>The question after this one. Those that a stopped node missed are skipped, not caught up.</summary>
    private static (int Asked, DateTimeOffset? Next) AfterThis(DateTimeOffset sentAt, int asked, DateTimeOffset now)
    {
        var next = AskingSchedule.Next(sentAt, ++asked);
        while (next <= now) next = AskingSchedule.Next(sentAt, ++asked);
        return (asked, next);
    }

    /// <summary>Lets the line go until its next message is due, but not before <paramref name="atEarliest"/>.</summary>
    private static void Sleep(WriteTurn turn, LineId line, DateTimeOffset atEarliest)
    {
        var due = turn.First(Earliest, row => row.MomentOrNull(0), ("line", line));
        turn.Execute(SetNext, ("next", due < atEarliest ? atEarliest : due), ("line", line));
    }

}
