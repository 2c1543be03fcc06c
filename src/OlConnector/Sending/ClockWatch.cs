using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Notices that the wall clock was set, by comparing it with the clock that no one can set, and puts moments that were noted by it right
/// again.
/// </summary>
internal sealed class ClockWatch(
    Database database, Writer writer, LineDue lines, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Lines that are looked at in one turn: nobody else can have them meanwhile.</summary>
    private const int LinesOfATurn = 50;

    private const string WithDue = "SELECT id FROM lines WHERE next_due_at IS NOT NULL";

    /// <summary>
    /// Set forward: what was noted before goes along, so that no gap and no pause comes out shorter and no claim is taken for abandoned.
    /// What was noted since, by the new time, lies behind the step and stays. Retries, look-ups and reports come sooner, which the pace of
    /// lines does not notice.
    /// </summary>
    private static readonly string[] SetForward =
    [
        "UPDATE lines SET last_answer_at = last_answer_at + @step, not_before = not_before + @step WHERE last_answer_at <= @before",
        "UPDATE lines SET claim_ends_at = claim_ends_at + @step WHERE claim_ends_at <= @before + @claim",
    ];

    /// <summary>
    /// Set back: what lies ahead by more than it may was noted before and comes back along; the rest may come sooner, never later. Validity
    /// is a date, not a pause, and stays.
    /// </summary>
    private static readonly string[] SetBack =
    [
        "UPDATE lines SET last_answer_at = last_answer_at + @step, not_before = not_before + @step WHERE last_answer_at > @now",
        "UPDATE lines SET claim_ends_at = claim_ends_at + @step WHERE claim_ends_at > @now + @claim",
        "UPDATE messages SET retry_at = retry_at + @step WHERE state = 'queued' AND retry_at IS NOT NULL",
        "UPDATE messages SET compose_after = compose_after + @step WHERE state = 'accepted'",
        "UPDATE messages SET look_up_at = look_up_at + @step WHERE look_up_at IS NOT NULL",
        "UPDATE status_reports SET due_at = due_at + @step WHERE due_at IS NOT NULL",
    ];

    /// <summary>
    /// After a start, a last answer that lies ahead tells by how much the clock was set back meanwhile, and what was noted with it moves
    /// along. Nothing tells of a step forward: so the start itself counts as every line's last answer.
    /// </summary>
    private static readonly string[] Restarted =
    [
        """
        UPDATE messages SET retry_at = retry_at + @now - (SELECT l.last_answer_at FROM lines l WHERE l.id = messages.line_id)
         WHERE state = 'queued' AND retry_at IS NOT NULL AND line_id IN (SELECT id FROM lines WHERE last_answer_at > @now)
        """,
        "UPDATE lines SET not_before = not_before + @now - last_answer_at WHERE last_answer_at > @now AND not_before IS NOT NULL",
        "UPDATE lines SET last_answer_at = @now WHERE last_answer_at IS NOT NULL",
        "UPDATE messages SET compose_after = @now WHERE state = 'accepted' AND compose_after > @now",
    ];

    private DateTimeOffset _wall = clock.GetUtcNow();
    private long _monotonic = clock.GetTimestamp();
    private TimeSpan _step;
    private bool _isNew = true;
    private bool _wasDown = true;

    /// <summary>
    /// True when the two clocks went apart since the last question; and at the first one, because nobody watched while the process was
    /// down.
    /// </summary>
    public bool HasStepped()
    {
        var expected = _wall + clock.GetElapsedTime(_monotonic);
        (_wall, _monotonic) = (clock.GetUtcNow(), clock.GetTimestamp());
        var step = _wall - expected;
        var hasStepped = step.Duration() > Tolerance;
        if (hasStepped) _step += step;
        if (!hasStepped && !_isNew) return false;
        _isNew = false;
        return true;
    }

    /// <summary>
    /// Pauses go along with the clock, and every line that waits for a moment is looked at anew: a step makes neither a stall nor a burst.
    /// </summary>
    public async Task RecomputeAllAsync()
    {
        // Nodes that share a database go by its clock, and what is noted in it is not one node's to move.
        if (!database.IsShared) await MoveAsync();
        var now = clock.GetUtcNow();
        var waiting = await writer.RunAsync(turn => turn.Query(WithDue, row => new LineId(row.GetGuid(0))));
        foreach (var slice in waiting.Chunk(LinesOfATurn)) await writer.RunAsync(turn => lines.Recompute(turn, slice, now));
        wakeups.Composing.Pulse();
        wakeups.Telling.Pulse();
        wakeups.Watching.Pulse();
    }

    private async Task MoveAsync()
    {
        var (step, now) = (_step, clock.GetUtcNow());
        await writer.RunAsync(turn =>
        {
            var claim = options.CurrentValue.ClaimExpiry;
            foreach (var moments in Moves(step))
                turn.Execute(moments, ("step", step), ("before", now - step), ("now", now), ("claim", claim));
            if (!_wasDown) return;
            foreach (var moments in Restarted) turn.Execute(moments, ("now", NextDue.CeilToMillisecond(now)));
        });
        (_step, _wasDown) = (_step - step, false);
    }

    private static string[] Moves(TimeSpan step) => step > TimeSpan.Zero ? SetForward : step < TimeSpan.Zero ? SetBack : [];
}
