using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Every change of a line's state, each conditional on the state it leaves: a move that is none changes nothing. Whoever moves a line
/// recomputes when it is due (<see cref="LineDue"/>) in the same transaction, and writes down who did it.
/// </summary>
internal static class LineMoves
{
    private const string ToPaused =
        "UPDATE lines SET state = 'paused', version = version + 1 WHERE portal_id = @portal AND id = @line AND state = 'active'";

    private const string ToActive = $"""
        UPDATE lines SET state = 'active', frozen_reason = NULL, frozen_text = NULL, frozen_at = NULL, not_before = NULL,
               last_pause = NULL, version = version + 1
         WHERE portal_id = @portal AND id = @line AND state IN ('paused', 'frozen')
           AND (frozen_reason IS NULL OR frozen_reason NOT IN ('{Reason.PortalUnpaid}', '{Reason.PortalGone}')
                OR EXISTS (SELECT 1 FROM portals p WHERE p.id = @portal AND p.state = 'active'))
        RETURNING state
        """;

    private const string ToOff = """
        UPDATE lines SET state = 'off', frozen_reason = NULL, frozen_text = NULL, frozen_at = NULL, version = version + 1
         WHERE portal_id = @portal AND id = @line AND state <> 'off'
        """;

    private const string ToFrozen = $"""
        UPDATE lines SET state = 'frozen', frozen_reason = '{Reason.LineFrozen}', frozen_text = @text, frozen_at = @now
         WHERE id = @line AND state IN ('active', 'paused')
        """;

    private const string ToFrozenByAnswer = $"""
        UPDATE lines SET state = 'frozen', frozen_reason = '{Reason.LineFrozen}', frozen_text = @text, frozen_at = @now,
               connection = @connection, connection_text = @text, version = version + 1,
               spam_signal_at = COALESCE(@spam, spam_signal_at)
         WHERE id = @line AND state IN ('active', 'paused')
        """;

    private const string ToUnpaid = $"""
        UPDATE lines SET state = 'frozen', frozen_reason = '{Reason.PortalUnpaid}', frozen_text = NULL, frozen_at = @now,
               version = version + 1
         WHERE portal_id = @portal AND state = 'active'
        RETURNING id
        """;

    private const string ToGone = $"""
        UPDATE lines SET state = 'frozen', frozen_reason = '{Reason.PortalGone}', frozen_text = @text, frozen_at = @now,
               is_registered = @no, version = version + 1
         WHERE portal_id = @portal AND (state IN ('active', 'paused') OR (state = 'frozen' AND frozen_reason = '{Reason.PortalUnpaid}'))
        RETURNING id
        """;

    private const string ToDoubt = $"""
        UPDATE lines SET state = 'frozen', frozen_reason = '{Reason.PortalGone}', frozen_text = NULL, frozen_at = @now,
               version = version + 1
         WHERE portal_id = @portal AND state = 'active'
        RETURNING id
        """;

    private const string FromDoubt = $"""
        UPDATE lines SET state = 'active', frozen_reason = NULL, frozen_text = NULL, frozen_at = NULL, version = version + 1
         WHERE portal_id = @portal AND id {RowSet.Lines} AND state = 'frozen' AND frozen_reason = '{Reason.PortalGone}'
        RETURNING id
        """;

    private const string ToPaid = $"""
        UPDATE lines SET state = 'active', frozen_reason = NULL, frozen_text = NULL, frozen_at = NULL, version = version + 1
         WHERE portal_id = @portal AND state = 'frozen' AND frozen_reason = '{Reason.PortalUnpaid}'
        RETURNING id
        """;

    /// <summary>active → paused, until a person resumes it. True when it was active.</summary>
    internal static bool Pause(WriteTurn turn, PortalId portal, LineId line) =>
        turn.Execute(ToPaused, ("portal", portal), ("line", line)) == 1;

    /// <summary>
    /// paused or frozen → active, without the pauses that its gateway asked for. A line that its portal froze stays so until the portal
    /// has paid or is back. True when it was moved.
    /// </summary>
    internal static bool Resume(WriteTurn turn, PortalId portal, LineId line) =>
        turn.First(ToActive, row => row.GetString(0), ("portal", portal), ("line", line)) is not null;

    /// <summary>Any state → off, for ever. True when it was not off yet.</summary>
    internal static bool SwitchOff(WriteTurn turn, PortalId portal, LineId line) =>
        turn.Execute(ToOff, ("portal", portal), ("line", line)) == 1;

    /// <summary>
    /// active or paused → frozen, because its connection broke; that was noted before, and the note raised the line's version. True when
    /// it was moved.
    /// </summary>
    internal static bool Freeze(WriteTurn turn, LineId line, string? text, DateTimeOffset now) =>
        turn.Execute(ToFrozen, ("line", line), ("text", text), ("now", now)) == 1;

    /// <summary>
    /// active or paused → frozen, because its gateway said so in answer to a send. The transaction holds the line and knows that it is
    /// one of these.
    /// </summary>
    internal static void Freeze(WriteTurn turn, LineId line, ConnectionReport down, DateTimeOffset now) =>
        turn.PutOne(
            ToFrozenByAnswer, ("connection", down.Connection), ("text", down.Text), ("now", now), ("line", line),
            ("spam", down.Connection.SpeaksOfSpam() ? (DateTimeOffset?)now : null));

    /// <summary>
    /// All active lines of a portal → frozen, until the portal pays. Those that a person paused stay paused. Answers which were moved.
    /// </summary>
    internal static List<LineId> FreezeForPayment(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        turn.Query(ToUnpaid, row => new LineId(row.GetGuid(0)), ("portal", portal), ("now", now));

    /// <summary>
    /// All lines of a portal that is gone → frozen, until a person resumes each after it came back (design.md §4.15). Answers which were
    /// moved.
    /// </summary>
    internal static List<LineId> FreezeForGood(WriteTurn turn, PortalId portal, string why, DateTimeOffset now) =>
        turn.Query(ToGone, row => new LineId(row.GetGuid(0)), ("portal", portal), ("text", why), ("now", now), ("no", false));

    /// <summary>
    /// All active lines of a portal → frozen, until it is certain whether the app was removed. Answers which were moved.
    /// </summary>
    internal static List<LineId> FreezeInDoubt(WriteTurn turn, PortalId portal, DateTimeOffset now) =>
        turn.Query(ToDoubt, row => new LineId(row.GetGuid(0)), ("portal", portal), ("now", now));

    /// <summary>Lines that were frozen in doubt → active: the app is there. Answers which were moved.</summary>
    internal static List<LineId> ThawAfterDoubt(WriteTurn turn, PortalId portal, IEnumerable<LineId> lines) =>
        turn.Query(FromDoubt, row => new LineId(row.GetGuid(0)), ("portal", portal), ("lines", lines));

    /// <summary>All lines of a portal that waited for payment → active. Answers which were moved.</summary>
    internal static List<LineId> Thaw(WriteTurn turn, PortalId portal) =>
        turn.Query(ToPaid, row => new LineId(row.GetGuid(0)), ("portal", portal));
}
