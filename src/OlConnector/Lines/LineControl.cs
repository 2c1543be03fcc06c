using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>A person's grip on one line. Each verb acts before the next dispatch, is written to the audit, and does its work once however often it is called.</summary>
internal sealed class LineControl(
    Writer writer, LineDue lines, BulkMoves slices, AuditTrail audit, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string Pausing = "UPDATE lines SET state = 'paused', version = version + 1 WHERE portal_id = @portal AND id = @line AND state = 'active'";

    private const string Resuming = """
        UPDATE lines SET state = 'active', frozen_reason = NULL, not_before = NULL, last_pause = NULL, version = version + 1
         WHERE portal_id = @portal AND id = @line AND state IN ('paused', 'frozen')
           AND (frozen_reason IS NULL OR frozen_reason NOT IN ('PORTAL_UNPAID', 'PORTAL_GONE')
                OR EXISTS (SELECT 1 FROM portals p WHERE p.id = @portal AND p.state = 'active'))
        RETURNING state
        """;

    private const string StateOf = "SELECT state FROM lines WHERE portal_id = @portal AND id = @line";

    private const string Freezing = """
        UPDATE lines SET state = 'frozen', frozen_reason = @reason, version = version + 1
         WHERE portal_id = @portal AND id = @line AND state IN ('active', 'paused')
        """;

    private const string StaleMessages = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE line_id = @line AND state = 'queued' AND accepted_at < @before ORDER BY sequence LIMIT @limit
        """;

    private const string Waiting = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE line_id = @line AND state IN ('accepted', 'queued', 'held') ORDER BY sequence LIMIT @limit
        """;

    private const string InFlight = "SELECT COUNT(*) FROM messages WHERE line_id = @line AND state = 'dispatching'";

    /// <summary>Messages older than this are held for review when a frozen line is resumed (product.md §12.12).</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(24);

    /// <summary>Nothing leaves any more; the message in flight finishes. Answers how many are in flight.</summary>
    public Task<int> PauseAsync(PortalId portal, LineId line, string actor)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn =>
        {
            if (turn.Execute(Pausing, ("portal", portal), ("line", line)) == 1) audit.Write(turn, portal, actor, "line paused", line.ToString());
            lines.Recompute(turn, line, now);
            return turn.First(InFlight, row => row.GetInt32(0), ("line", line));
        });
    }

    /// <summary>
    /// Goes on from the first unsent message, at the line's pace. After a freeze, messages older than a day are held first. A line whose portal has not
    /// paid or is gone stays frozen until that has changed.
    /// </summary>
    public async Task ResumeAsync(PortalId portal, LineId line, string actor)
    {
        var now = clock.GetUtcNow();
        var state = await writer.RunAsync(turn => turn.First(StateOf, row => row.GetString(0), ("portal", portal), ("line", line)));
        if (state == "frozen") await HoldStaleAsync(line, now);
        await writer.RunAsync(turn =>
        {
            if (turn.First(Resuming, row => row.GetString(0), ("portal", portal), ("line", line)) is not null)
                audit.Write(turn, portal, actor, "line resumed", line.ToString(), before: state);
            lines.Recompute(turn, line, now);
        });
        wakeups.Dispatching.Pulse();
    }

    /// <summary>Stops the line until a person resumes it.</summary>
    /// <param name="reason">LINE_FROZEN, PORTAL_UNPAID or PORTAL_GONE.</param>
    public Task FreezeAsync(PortalId portal, LineId line, string reason, string actor)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn =>
        {
            if (turn.Execute(Freezing, ("portal", portal), ("line", line), ("reason", reason)) == 1) audit.Write(turn, portal, actor, "line frozen", line.ToString(), after: reason);
            lines.Recompute(turn, line, now);
        });
    }

    /// <summary>Takes everything unsent out of the queue. The records stay.</summary>
    public async Task<Clearing> ClearAsync(PortalId portal, LineId line, string actor)
    {
        var inFlight = await writer.RunAsync(turn => turn.First(InFlight, row => row.GetInt32(0), ("line", line)));
        var cleared = await slices.EndAllAsync(Waiting, MessageState.Cleared, Reason.Cleared, actor, ("line", line));
        await RecomputeAsync(line);
        await audit.WriteAsync(portal, actor, "line cleared", line.ToString(), after: $"cleared {cleared}, in flight {inFlight}");
        return new Clearing(cleared, inFlight);
    }

    private async Task HoldStaleAsync(LineId line, DateTimeOffset now)
    {
        await slices.HoldAllAsync(StaleMessages, Reason.Stale, now + options.CurrentValue.HoldValidity, ("line", line), ("before", now - StaleAfter));
    }

    private Task RecomputeAsync(LineId line)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn => lines.Recompute(turn, line, now));
    }
}
