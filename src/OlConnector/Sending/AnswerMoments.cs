using System.Collections.Concurrent;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Nodes;

namespace OlConnector.Sending;

/// <summary>
/// When this node last had an answer on each line, by the clock that no one can set. Keeps a gap whole even when the wall clock
/// was moved forward, or when another node's clock runs a little apart from ours (design.md §4.11).
/// </summary>
internal sealed class AnswerMoments(TimeProvider clock)
{
    private readonly ConcurrentDictionary<LineId, (long Moment, DateTimeOffset At)> _answered = new();

    /// <summary>An answer came, or its absence was noticed, just now.</summary>
    /// <param name="line">On which line.</param>
    /// <param name="now">The moment that the books get.</param>
    public void Note(LineId line, DateTimeOffset now) => _answered[line] = (clock.GetTimestamp(), NextDue.CeilToMillisecond(now));

    /// <summary>How much of the gap is still missing; zero when the line may speak.</summary>
    /// <param name="line">Which line.</param>
    /// <param name="gap">What has to pass since its last answer.</param>
    /// <param name="lastAnswerAt">That answer by the books: when it was another node's, the two clocks may be apart by what ours knows of
    /// itself, twice.</param>
    public TimeSpan Missing(LineId line, TimeSpan gap, DateTimeOffset? lastAnswerAt)
    {
        var byOurs = _answered.TryGetValue(line, out var ours) ? gap - clock.GetElapsedTime(ours.Moment) : TimeSpan.Zero;
        var byBooks = lastAnswerAt is { } at && at != ours.At ? Apart(gap, at) : TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Max(0, Math.Max(byOurs.Ticks, byBooks.Ticks)));
    }

    private TimeSpan Apart(TimeSpan gap, DateTimeOffset lastAnswerAt)
    {
        if (clock is not DatabaseClock shared) return TimeSpan.Zero;
        var missing = lastAnswerAt + gap + (2 * shared.Uncertainty) - clock.GetUtcNow();
        return missing > TimeSpan.Zero ? missing : TimeSpan.Zero;
    }
}
