using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>
/// A person's grip on one line. Each verb acts before the next dispatch, does its work once however often it is called, and is written to
/// the audit where it changed something.
/// </summary>
internal sealed class LineControl(
    Writer writer, LineDue lines, BulkMoves bulk, AuditTrail audit, Wakeups wakeups,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string StateOf = "SELECT state FROM lines WHERE portal_id = @portal AND id = @line";

    private const string StaleMessages = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE line_id = @line AND state = 'queued' AND accepted_at < @before AND sequence > @after
         ORDER BY sequence LIMIT @limit
        """;

    private const string StaleMailings = $"""
        SELECT DISTINCT campaign_id FROM messages m
         WHERE line_id = @line AND state = 'queued' AND accepted_at < @before AND campaign_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM messages h WHERE h.line_id = @line AND h.campaign_id = m.campaign_id AND h.state = 'held'
                              AND h.reason = '{Reason.Stale}')
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
            if (LineMoves.Pause(turn, portal, line))
                audit.Write(turn, portal, actor, "line paused", line.ToString(), before: "active", after: "paused");
            lines.Recompute(turn, line, now);
            return turn.First(InFlight, row => row.GetInt32(0), ("line", line));
        });
    }

    /// <summary>
    /// Goes on from the first unsent message, at the line's pace. After a freeze, messages older than a day are held first. A line whose
    /// portal has not paid or is gone stays frozen until that has changed.
    /// </summary>
    public async Task<Resumption> ResumeAsync(PortalId portal, LineId line, string actor)
    {
        var now = clock.GetUtcNow();
        var state = await writer.RunAsync(turn => turn.First(StateOf, row => row.GetString(0), ("portal", portal), ("line", line)));
        var held = state == "frozen" ? await HoldStaleAsync(line, now) : [];
        var isResumed = await writer.RunAsync(turn =>
        {
            var isMoved = LineMoves.Resume(turn, portal, line);
            if (isMoved) audit.Write(turn, portal, actor, "line resumed", line.ToString(), before: state, after: "active");
            lines.Recompute(turn, line, now);
            return isMoved;
        });
        wakeups.Dispatching.Pulse();
        return new Resumption(isResumed, held);
    }

    /// <summary>Takes everything unsent out of the queue. The records stay.</summary>
    public async Task<Clearing> ClearAsync(PortalId portal, LineId line, string actor)
    {
        var inFlight = await writer.RunAsync(turn => turn.First(InFlight, row => row.GetInt32(0), ("line", line)));
        var cleared = await bulk.ClearLineAsync(line, Reason.Cleared, actor);
        await RecomputeAsync(line);
        if (cleared > 0)
            await audit.WriteAsync(portal, actor, "line cleared", line.ToString(), after: $"cleared {cleared}, in flight {inFlight}");
        return new Clearing(cleared, inFlight);
    }

    /// <summary>Answers of which mailings something is held that was not before.</summary>
    private async Task<IReadOnlyList<Guid>> HoldStaleAsync(LineId line, DateTimeOffset now)
    {
        (string, object?)[] stale = [("line", line), ("before", now - StaleAfter)];
        var mailings = await writer.RunAsync(turn => turn.Query(StaleMailings, row => row.GetGuid(0), stale));
        await bulk.HoldAllAsync(StaleMessages, Reason.Stale, now + options.CurrentValue.HoldValidity, stale);
        return mailings;
    }

    private Task RecomputeAsync(LineId line)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn => lines.Recompute(turn, line, now));
    }
}
