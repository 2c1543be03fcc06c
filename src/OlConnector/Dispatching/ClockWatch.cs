using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Storage.Queue;

namespace OlConnector.Dispatching;

/// <summary>Notices that the wall clock was set, by comparing it with the clock that no one can set, and puts due moments right again.</summary>
public sealed class ClockWatch(Writer writer, LineQueue lines, TimeProvider clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private const string WithDue = "SELECT id FROM lines WHERE next_due_at IS NOT NULL";

    private DateTimeOffset _wall = clock.GetUtcNow();
    private long _monotonic = clock.GetTimestamp();

    /// <summary>True when the two clocks went apart since the last question.</summary>
    public bool HasStepped()
    {
        var expected = _wall + clock.GetElapsedTime(_monotonic);
        (_wall, _monotonic) = (clock.GetUtcNow(), clock.GetTimestamp());
        return (_wall - expected).Duration() > Tolerance;
    }

    /// <summary>Recomputes every line that waits for a moment: a step back must not stall it.</summary>
    public async Task RecomputeAllAsync()
    {
        var now = clock.GetUtcNow();
        var waiting = await writer.RunAsync(turn => turn.Query(WithDue, row => new LineId(row.GetGuid(0))));
        foreach (var slice in waiting.Chunk(500)) await writer.RunAsync(turn => Array.ForEach(slice, line => lines.Recompute(turn, line, now)));
    }
}
