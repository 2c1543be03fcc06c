using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// The moves of <see cref="MessageMoves"/> for many messages at once, which the transaction holds: a statement for all of them, and their
/// reports to the portal. Each method answers how many it moved.
/// </summary>
internal sealed class SliceMoves(DemoLedgers ledgers, StateChanges changes)
{
    private const string ToKeep = $"UPDATE messages SET expires_at = @until WHERE sequence {RowSet.Sequences}";

    /// <summary>accepted, held, queued → failed, suppressed, stopped, cleared or expired. Demo units come back: nothing left.</summary>
    internal int End(
        WriteTurn turn, IReadOnlyList<MessageRow> held, MessageState to, string reason, string by, DateTimeOffset now)
    {
        var ending = held.Where(message => message.State.IsWaiting() && message.State.CanBecome(to)).ToList();
        Change(
            turn, ending, MessageMoves.AllToEnd, ("to", to), ("reason", reason), ("entry", MessageHistory.Line(now, to, reason, by)),
            ("no", false));
        changes.TellAll(turn, ending, to, reason, now);
        foreach (var message in ending.Where(message => message.HasDemoUnit)) ledgers.GiveBack(turn, message.PortalId);
        return ending.Count;
    }

    /// <summary>accepted or queued → held, until a person decides or the hold expires.</summary>
    internal int Hold(
        WriteTurn turn, IReadOnlyList<MessageRow> held, string reason, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        Change(
            turn, held, MessageMoves.AllToHold, ("reason", reason),
            ("entry", MessageHistory.Line(now, MessageState.Held, reason, "system")), ("expires", expiresAt));
        return Tell(turn, held, MessageState.Held, reason, now);
    }

    /// <summary>held → accepted: composed again, as the person wishes, and past the guard.</summary>
    internal int Release(
        WriteTurn turn, IReadOnlyList<MessageRow> held, DateTimeOffset expiresAt, string by, DateTimeOffset now, ReleaseAs composeAs)
    {
        Change(
            turn, held, MessageMoves.AllToCompose, ("entry", MessageHistory.Line(now, MessageState.Accepted, null, by)), ("now", now),
            ("expires", expiresAt), ("as", composeAs == ReleaseAs.Usual ? null : composeAs));
        return Tell(turn, held, MessageState.Accepted, null, now);
    }

    /// <summary>held → held, for longer.</summary>
    internal static int Keep(WriteTurn turn, IReadOnlyList<MessageRow> held, DateTimeOffset until)
    {
        Change(turn, held, ToKeep, ("until", until));
        return held.Count;
    }

    private int Tell(WriteTurn turn, IReadOnlyList<MessageRow> messages, MessageState to, string? reason, DateTimeOffset now)
    {
        changes.TellAll(turn, messages, to, reason, now);
        return messages.Count;
    }

    private static void Change(
        WriteTurn turn, IReadOnlyCollection<MessageRow> messages, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (messages.Count == 0) return;
        turn.Put(
            sql, rows => RowMissedException.Unless(messages.Count, rows, sql),
            [.. values, ("sequences", messages.Select(message => message.Sequence))]);
    }
}
