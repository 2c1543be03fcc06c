using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Notes what a portal is to be told, in the transaction of the move that makes it true (design.md §4.16).</summary>
internal static class Outbox
{
    private const string Columns =
        "message_sequence, portal_id, code, portal_message_id, wanted, version, failures, accepted_at, due_at";

    private const string Later = """
        ON CONFLICT (message_sequence) DO UPDATE SET
            wanted = excluded.wanted, version = status_reports.version + 1, failures = 0, error = NULL,
            due_at = CASE WHEN status_reports.told = excluded.wanted THEN NULL
                          WHEN excluded.wanted = 'sent' AND status_reports.told IS NULL THEN NULL
                          WHEN excluded.accepted_at + @settling > @now THEN excluded.accepted_at + @settling
                          ELSE @now END
        """;

    private const string Upsert = $"""
        INSERT INTO status_reports ({Columns})
        VALUES (@sequence, @portal, @code, @message, @wanted, 1, 0, @accepted,
                CASE WHEN @wanted <> 'sent' THEN CASE WHEN @accepted + @settling > @now THEN @accepted + @settling ELSE @now END END)
        {Later}
        """;

    private const string UpsertAll = $"""
        INSERT INTO status_reports ({Columns})
        SELECT sequence, portal_id, code, portal_message_id, @wanted, 1, 0, accepted_at,
               CASE WHEN @wanted <> 'sent' THEN CASE WHEN accepted_at + @settling > @now THEN accepted_at + @settling ELSE @now END END
          FROM messages WHERE sequence {RowSet.Sequences}
        {Later}
        """;

    private static readonly long SettlingTime = (long)PortalWord.Settling.TotalMilliseconds;

    /// <summary>Wants the portal to know the message's new state; nothing where the portal's word stays the same.</summary>
    internal static void Tell(WriteTurn turn, MessageRow message, MessageState to, DateTimeOffset now)
    {
        if (!IsNews(message, to)) return;
        turn.PutOne(
            Upsert, ("sequence", message.Sequence), ("portal", message.PortalId), ("code", message.Code),
            ("message", message.PortalMessageId), ("wanted", PortalWord.Of(to)), ("accepted", message.AcceptedAt), ("now", now),
            ("settling", SettlingTime));
    }

    /// <summary>The same for many messages that become one state, in one statement.</summary>
    internal static void TellAll(WriteTurn turn, IEnumerable<MessageRow> messages, MessageState to, DateTimeOffset now)
    {
        var news = messages.Where(message => IsNews(message, to)).Select(message => message.Sequence).ToList();
        if (news.Count == 0) return;
        turn.Put(
            UpsertAll, rows => RowMissedException.Unless(news.Count, rows, UpsertAll), ("sequences", news), ("wanted", PortalWord.Of(to)),
            ("now", now), ("settling", SettlingTime));
    }

    private static bool IsNews(MessageRow message, MessageState to) =>
        message.HasFeedback && (PortalWord.Of(to) != PortalWord.Of(message.State) || message.State == MessageState.Accepted);
}
