using System.Collections.Concurrent;
using OlConnector.Engine;

namespace OlConnector.Dispatching;

/// <summary>
/// When this node last had an answer on each line, by the clock that no one can set. Keeps a gap whole even when the wall clock
/// was moved forward (design.md §4.11).
/// </summary>
public sealed class AnswerMoments(TimeProvider clock)
{
    private readonly ConcurrentDictionary<LineId, long> _answered = new();

    /// <summary>An answer came, or its absence was noticed, just now.</summary>
    public void Note(LineId line) => _answered[line] = clock.GetTimestamp();

    /// <summary>How much of the gap is still missing; zero when the line may speak.</summary>
    public TimeSpan Missing(LineId line, TimeSpan gap)
    {
        if (!_answered.TryGetValue(line, out var answered)) return TimeSpan.Zero;
        var missing = gap - clock.GetElapsedTime(answered);
        return missing > TimeSpan.Zero ? missing : TimeSpan.Zero;
    }
}
