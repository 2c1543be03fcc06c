using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Storage;
using OlConnector.Storage.Queue;

namespace OlConnector.Dispatching;

/// <summary>Notices that the wall clock was set, by comparing it with the clock that no one can set, and puts moments that were noted by it right again.</summary>
public sealed class ClockWatch(Database database, Writer writer, LineQueue lines, Wakeups wakeups, TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private const string WithDue = "SELECT id FROM lines WHERE next_due_at IS NOT NULL";

    /// <summary>Everything that is waited for, and what gaps count from. Validity is not among it: that is a date, not a pause.</summary>
    private static readonly string[] Awaited =
    [
        "UPDATE lines SET last_answer_at = last_answer_at + @step, not_before = not_before + @step, claim_ends_at = claim_ends_at + @step WHERE last_answer_at IS NOT NULL OR claim_ends_at IS NOT NULL",
        "UPDATE messages SET retry_at = retry_at + @step WHERE state = 'queued' AND retry_at IS NOT NULL",
        "UPDATE messages SET compose_after = compose_after + @step WHERE state = 'accepted'",
        "UPDATE messages SET look_up_at = look_up_at + @step WHERE look_up_at IS NOT NULL",
        "UPDATE status_reports SET due_at = due_at + @step WHERE due_at IS NOT NULL",
    ];

    /// <summary>
    /// After a start, a last answer that lies ahead tells by how much the clock was set back meanwhile, and what was noted with it moves along. Nothing tells of a step forward:
    /// so the start itself counts as every line's last answer.
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

    /// <summary>True when the two clocks went apart since the last question; and at the first one, because nobody watched while the process was down.</summary>
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

    /// <summary>Pauses go along with the clock, and every line that waits for a moment is looked at anew: a step makes neither a stall nor a burst.</summary>
    public async Task RecomputeAllAsync()
    {
        // Nodes that share a database go by its clock, and what is noted in it is not one node's to move.
        if (!database.IsShared) await MoveAsync();
        var now = clock.GetUtcNow();
        var waiting = await writer.RunAsync(turn => turn.Query(WithDue, row => new LineId(row.GetGuid(0))));
        foreach (var slice in waiting.Chunk(500)) await writer.RunAsync(turn => Array.ForEach(slice, line => lines.Recompute(turn, line, now)));
        wakeups.Composing.Pulse();
        wakeups.Reporting.Pulse();
        wakeups.Watching.Pulse();
    }

    private async Task MoveAsync()
    {
        var (step, now) = (_step, clock.GetUtcNow());
        await writer.RunAsync(turn =>
        {
            if (step != TimeSpan.Zero) foreach (var moments in Awaited) turn.Execute(moments, ("step", step));
            if (_wasDown) foreach (var moments in Restarted) turn.Execute(moments, ("now", NextDue.CeilToMillisecond(now)));
        });
        (_step, _wasDown) = (_step - step, false);
    }
}
