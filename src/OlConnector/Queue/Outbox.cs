using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Notes what a portal is to be told, in the transaction of the move that makes it true (design.md §4.16).</summary>
internal static class Outbox
{
    private const string Upsert = """
        INSERT INTO status_reports (message_sequence, portal_id, code, portal_message_id, wanted, version, failures, accepted_at, due_at)
        VALUES (@sequence, @portal, @code, @message, @wanted, 1, 0, @accepted, CASE WHEN @wanted = 'sent' THEN NULL ELSE @due END)
        ON CONFLICT (message_sequence) DO UPDATE SET
            wanted = excluded.wanted, version = status_reports.version + 1, failures = 0, error = NULL,
            due_at = CASE WHEN status_reports.told = excluded.wanted THEN NULL
                          WHEN excluded.wanted = 'sent' AND status_reports.told IS NULL THEN NULL
                          ELSE @due END
        """;

    /// <summary>Wants the portal to know the message's new state; nothing where the portal's word stays the same.</summary>
    internal static void Tell(WriteTurn turn, MessageRow message, MessageState to, DateTimeOffset now)
    {
        var word = PortalWord.Of(to);
        if (!message.HasFeedback || (word == PortalWord.Of(message.State) && message.State != MessageState.Accepted)) return;
        turn.PutOne(
            Upsert, ("sequence", message.Sequence), ("portal", message.PortalId), ("code", message.Code),
            ("message", message.PortalMessageId), ("wanted", word), ("accepted", message.AcceptedAt),
            ("due", Moments.Later(message.AcceptedAt + PortalWord.Settling, now)));
    }
}
