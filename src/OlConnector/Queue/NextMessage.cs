using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Queue;

/// <summary>A line's next message.</summary>
/// <param name="Due">When it may leave.</param>
/// <param name="Sequence">Which one; null when none may.</param>
/// <param name="Pace">What decided.</param>
internal readonly record struct NextMessage(Due Due, long? Sequence, LinePace Pace)
{
    internal static NextMessage Of(LinePace pace, QueueHeads heads, DateTimeOffset now)
    {
        var due = NextDue.Of(pace, heads.Direct, heads.Marketing, now);
        return new NextMessage(
            due,
            due.Traffic switch { Traffic.Direct => heads.Direct?.Sequence, Traffic.Marketing => heads.Marketing?.Sequence, _ => null },
            pace);
    }
}
