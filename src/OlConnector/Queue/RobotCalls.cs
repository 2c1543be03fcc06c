using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Processes of portals that wait for a message. That one waits is written with its message, and that it may go on with the move that ends
/// its waiting, so that no crash leaves a process behind (docs/adr/0015).
/// </summary>
internal static class RobotCalls
{
    /// <summary>How the ids of our robot's messages begin, in place of Bitrix24's. No status is told of them: the robot is.</summary>
    internal const string Mark = "~robot";

    private const string Insert = """
        INSERT INTO robot_calls (portal_id, token_hash, event_token, message_id, accepted_at, due_at, failures)
        SELECT @portal, @hash, @token, @message, @now, @due, 0
         WHERE EXISTS (SELECT 1 FROM messages WHERE portal_id = @portal AND id = @message)
        ON CONFLICT (portal_id, token_hash) DO NOTHING
        """;

    private const string InsertRefused = """
        INSERT INTO robot_calls (portal_id, token_hash, event_token, status, reason, accepted_at, due_at, failures)
        SELECT id, @hash, @token, @status, @reason, @now, @due, 0 FROM portals WHERE id = @portal AND purge_requested_at IS NULL
        ON CONFLICT (portal_id, token_hash) DO NOTHING
        """;

    private const string EndWaiting = """
        UPDATE robot_calls SET due_at = CASE WHEN accepted_at + @settling > @now THEN accepted_at + @settling ELSE @now END
         WHERE portal_id = @portal AND message_id = @message AND due_at > @now
        """;

    private static readonly long SettlingTime = (long)PortalWord.Settling.TotalMilliseconds;

    /// <summary>True for a message that our robot handed over.</summary>
    internal static bool IsRobots(MessageRow message) => message.PortalMessageId?.StartsWith(Mark, StringComparison.Ordinal) == true;

    /// <summary>What stands in for Bitrix24's id: the same call is the same message, however often it comes.</summary>
    internal static string MessageIdOf(string tokenHash) => Mark + tokenHash;

    /// <summary>Notes that a process waits for this message, if it was stored.</summary>
    internal static void Wait(
        WriteTurn turn, PortalId portal, MessageId message, string tokenHash, RobotWait wait, DateTimeOffset now) => turn.Put(
        Insert, ("portal", portal), ("hash", tokenHash), ("token", wait.EventToken), ("message", message), ("now", now),
        ("due", wait.EndsAt));

    /// <summary>Notes what a process is told whose call makes no message. True when the call is new.</summary>
    internal static bool Refuse(WriteTurn turn, PortalId portal, string tokenHash, string eventToken, string reason, DateTimeOffset now) =>
        turn.Execute(
            InsertRefused, ("portal", portal), ("hash", tokenHash), ("token", eventToken), ("status", RobotWord.Failed), ("reason", reason),
            ("now", now), ("due", now + PortalWord.Settling)) > 0;

    /// <summary>
    /// A process need wait no longer, where its message's new state is an end. Not before the portal has surely put the process to sleep:
    /// one that is not waiting yet would not hear it.
    /// </summary>
    internal static void Moved(WriteTurn turn, MessageRow message, MessageState to, DateTimeOffset now)
    {
        if (!IsRobots(message) || !RobotWord.IsFinal(to)) return;
        turn.Put(EndWaiting, ("settling", SettlingTime), ("now", now), ("portal", message.PortalId), ("message", message.Id));
    }
}
