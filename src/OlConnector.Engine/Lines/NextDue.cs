using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Lines;

/// <summary>The message that stands first in one of a line's two queues.</summary>
/// <param name="Sequence">Its order of acceptance.</param>
/// <param name="RetryAt">A postponed message's own earliest moment.</param>
public readonly record struct QueueHead(long Sequence, DateTimeOffset? RetryAt);

/// <summary>When a line's next message may leave, which queue it comes from, and why not earlier.</summary>
/// <param name="At">Null when nothing can leave without a person or an arrival.</param>
/// <param name="Traffic">The queue whose head leaves.</param>
/// <param name="WaitReason">The constraint that decides (design.md §5); null when nothing waits.</param>
public readonly record struct Due(DateTimeOffset? At, Traffic? Traffic, string? WaitReason);

/// <summary>The one rule of pace (design.md §4.8).</summary>
public static class NextDue
{
    /// <summary>The earliest moment at which the head of either queue may leave. At equal time direct goes first.</summary>
    public static Due Of(LinePace line, QueueHead? direct, QueueHead? marketing, DateTimeOffset now)
    {
        if (direct is null && marketing is null) return new Due(null, null, null);
        if (line.WaitReason is { } reason) return new Due(null, null, reason);

        var first = direct is { } card ? DirectDue(line, card, now) : default;
        var second = marketing is { } letter ? MarketingDue(line, letter, now) : default;
        return first.At is { } soon && (second.At is not { } late || soon <= late) ? first : second;
    }

    /// <summary>The extra wait of one message: the same whenever it is asked for, so that forecasts can be replayed.</summary>
    public static TimeSpan JitterOf(LinePace line, long sequence) =>
        line.Jitter == 0 ? TimeSpan.Zero : line.MarketingInterval * (line.Jitter / 100.0) * Fraction((ulong)sequence);

    private static Due DirectDue(LinePace line, QueueHead head, DateTimeOffset now) =>
        Latest(line, Messages.Traffic.Direct, head, line.DirectInterval, now);

    private static Due MarketingDue(LinePace line, QueueHead head, DateTimeOffset now)
    {
        var due = Latest(line, Messages.Traffic.Marketing, head, line.MarketingInterval + JitterOf(line, head.Sequence), now);
        if (due.At is not { } at) return due;
        var open = MarketingHours.From(line.Window, line.Limits, at);
        return open.At == at ? due : new Due(open.At, open.At is null ? null : due.Traffic, open.Reason);
    }

    private static Due Latest(LinePace line, Traffic traffic, QueueHead head, TimeSpan gap, DateTimeOffset now)
    {
        var due = new Due(now, traffic, Reason.Interval);
        // A last answer in the future means that the clock was set back: waiting one gap is right, waiting out the step is not.
        if (line.LastAnswerAt is { } answered && Moments.Earlier(answered, now) + gap is var rested && rested > due.At)
            due = due with { At = rested };
        if (line.NotBefore is { } pause && pause > due.At) due = due with { At = pause, WaitReason = Reason.RateLimited };
        if (head.RetryAt is { } retry && retry > due.At) due = due with { At = retry, WaitReason = Reason.Retry };
        // Now stays now: rounded up it would lie ahead, and the line would never be due.
        return due.At == now ? due : due with { At = CeilToMillisecond(due.At.GetValueOrDefault()) };
    }

    /// <summary>Moments are stored in whole milliseconds; rounding down would shorten a gap.</summary>
    public static DateTimeOffset CeilToMillisecond(DateTimeOffset moment)
    {
        var rest = moment.Ticks % TimeSpan.TicksPerMillisecond;
        return rest == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerMillisecond - rest);
    }

    /// <summary>SplitMix64 of the sequence, as a fraction of one.</summary>
    private static double Fraction(ulong sequence)
    {
        var mixed = sequence + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
