using System.Data.Common;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Moves the messages of a merged mailing, a slice at a time. Each passes what a message passes that arrives: an end of the mailing, its
/// duplicates, its guard. A crash between two slices moves nothing twice and forgets nothing.
/// </summary>
internal sealed class MergeFilling(
    Writer writer, CampaignBook campaigns, MessageMoves moves, LineDue lines, Wakeups wakeups, IOptionsMonitor<GuardOptions> guard,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string Next = $"""
        SELECT {MessageRow.Columns}, phone, is_guard_counted, is_released FROM messages
         WHERE campaign_id = @other ORDER BY sequence LIMIT @limit {RowLock.Wait}
        """;

    /// <summary>What waited for hours or a start of the other one asks again.</summary>
    private const string Move = $"""
        UPDATE messages SET campaign_id = @into,
               retry_at = CASE WHEN reason IN ({RecipientWaits.Reasons}) THEN NULL ELSE retry_at END
         WHERE sequence = @sequence
        """;

    private const string IsThere = """
        SELECT 1 FROM messages
         WHERE portal_id = @portal AND phone = @phone AND campaign_id = @into AND sequence <> @sequence
           AND state NOT IN ('suppressed', 'failed', 'cleared', 'expired', 'stopped') LIMIT 1
        """;

    private const string WaitsThere = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE portal_id = @portal AND phone = @phone AND campaign_id = @into AND sequence <> @sequence AND state IN ('queued', 'held')
        """;

    private const string Terms = """
        SELECT c.settings, c.size, p.skips_repeats, p.guard, l.guard
          FROM campaigns c JOIN portals p ON p.id = c.portal_id JOIN lines l ON l.id = c.line_id WHERE c.id = @into
        """;

    private const string Grow = "UPDATE campaigns SET size = @size, version = version + 1 WHERE id = @into";

    private const string Interrupted = """
        SELECT c.id, c.merged_into, c.line_id FROM campaigns c
         WHERE c.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM messages m WHERE m.campaign_id = c.id)
           AND NOT EXISTS (SELECT 1 FROM portals p WHERE p.id = c.portal_id AND p.purge_requested_at IS NOT NULL)
         LIMIT 100
        """;

    /// <summary>Moves all; answers how many, and what became of those that were unsent.</summary>
    internal async Task<(int Moved, int Duplicates, int Held)> FillAsync(Guid other, Guid into, LineId line)
    {
        var (moved, duplicates, held) = (0, 0, 0);
        while (await writer.RunAsync(turn => FillSlice(turn, other, into, line)) is { Moved: > 0 } slice)
            (moved, duplicates, held) = (moved + slice.Moved, duplicates + slice.Duplicates, held + slice.Held);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        return (moved, duplicates, held);
    }

    /// <summary>Goes on with what a node that stopped had begun.</summary>
    internal async Task FillInterruptedAsync(CancellationToken ct)
    {
        var begun = await writer.RunAsync(
            turn => turn.Query(Interrupted, row => (row.GetGuid(0), row.GetGuid(1), new LineId(row.GetGuid(2)))), ct);
        foreach (var (other, into, line) in begun) await FillAsync(other, into, line);
    }

    private (int Moved, int Duplicates, int Held) FillSlice(WriteTurn turn, Guid other, Guid into, LineId line)
    {
        LineRow.Find(turn, line);
        var (now, duplicates, held) = (clock.GetUtcNow(), 0, 0);
        var found = turn.Query(Next, Moving.Read, ("other", other), ("limit", BulkMoves.Slice));
        if (found.Count == 0) return (0, 0, 0);
        var (own, size, skipsRepeats) = turn.First(
            Terms,
            row => (
                GuardInForce.Of(
                    guard.CurrentValue, GuardJson.GuardOf(row.TextOrNull(3)), GuardJson.GuardOf(row.TextOrNull(4)),
                    MailingJson.SettingsOf(row.TextOrNull(0)).Guard),
                row.GetInt32(1), row.GetBoolean(2)),
            ("into", into));
        var over = campaigns.EndedBy(turn, into, now);
        foreach (var message in found)
        {
            turn.PutOne(Move, ("into", into), ("sequence", message.Row.Sequence));
            ChangedDays.Note(turn, message.Row.PortalId, message.Row.AcceptedAt);
            if (over is not null && message.Row.State.IsWaiting()) End(turn, message, over, now);
            else if (skipsRepeats && message.IsAdmitted && IsRepeat(turn, message, into)) duplicates += Suppress(turn, message.Row, now);
            else if (message.IsCounted && SegmentGuard.Decide(++size, message.IsReleased, own) is var verdict and not GuardVerdict.Pass)
                held += Hold(turn, message, into, verdict, now);
        }

        if (skipsRepeats)
            foreach (var repeat in found.FindAll(message => message.HasLeft).SelectMany(message => Waiting(turn, message, into)))
                duplicates += Suppress(turn, repeat, now);
        turn.Execute(Grow, ("size", size), ("into", into));
        // The books of both agree at every moment.
        MailingTallies.Count(turn, into, found.Count);
        MailingTallies.Count(turn, other, -found.Count);
        if (held > 0) campaigns.MarkGuarded(turn, into);
        lines.Recompute(turn, line, now);
        return (found.Count, duplicates, held);
    }

    private void End(WriteTurn turn, Moving message, string over, DateTimeOffset now) => moves.End(
        turn, message.Row, over == Reason.CampaignStopped ? MessageState.Stopped : MessageState.Expired, over, "system", now);

    private static bool IsRepeat(WriteTurn turn, Moving message, Guid into) =>
        turn.First(IsThere, _ => true, SameNumber(message, into));

    /// <summary>What the mailing has for somebody who got the other one already.</summary>
    private static List<MessageRow> Waiting(WriteTurn turn, Moving message, Guid into) =>
        turn.Query(WaitsThere, MessageRow.Read, SameNumber(message, into));

    private static (string, object?)[] SameNumber(Moving message, Guid into) =>
    [
        ("portal", message.Row.PortalId), ("phone", message.Phone), ("into", into), ("sequence", message.Row.Sequence),
    ];

    private int Suppress(WriteTurn turn, MessageRow message, DateTimeOffset now) =>
        moves.End(turn, message, MessageState.Suppressed, Reason.DuplicateInCampaign, "system", now) ? 1 : 0;

    /// <summary>What has left is counted only. Nothing fails because a person mended a mistake: it is held instead.</summary>
    private int Hold(WriteTurn turn, Moving message, Guid into, GuardVerdict verdict, DateTimeOffset now)
    {
        var queued = verdict == GuardVerdict.HoldAll ? campaigns.QueuedOf(turn, into)
            : message.Row.State == MessageState.Queued ? [message.Row] : [];
        return queued.Count(row => moves.Hold(
            turn, row, Reason.SegmentGuard, phone: null, text: null, isGuardCounted: true, now + options.CurrentValue.HoldValidity, now));
    }

    /// <summary>A message on its way to the other mailing.</summary>
    private sealed record Moving(MessageRow Row, string? Phone, bool IsCounted, bool IsReleased)
    {
        /// <summary>It was admitted and has not left; what has not been admitted is asked then.</summary>
        internal bool IsAdmitted => Phone is not null && Row.State is MessageState.Queued or MessageState.Held;

        /// <summary>Its recipient has it, or will have it.</summary>
        internal bool HasLeft => Phone is not null && Row.State is MessageState.Dispatching or MessageState.Sent
            or MessageState.Delivered or MessageState.Read or MessageState.Unknown or MessageState.Undelivered;

        internal static Moving Read(DbDataReader row)
        {
            var columns = new RowReader(row);
            return new Moving(
                MessageRow.Read(ref columns), columns.NextTextOrNull(), columns.NextFlag(), columns.NextFlag());
        }
    }
}
