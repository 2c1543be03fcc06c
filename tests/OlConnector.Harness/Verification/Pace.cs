using OlConnector.Harness.Load;
using OlConnector.Harness.Sink;

namespace OlConnector.Harness.Verification;

/// <summary>One gap on a line, as the sink saw it.</summary>
/// <param name="Before">The send before it.</param>
/// <param name="After">The send after it.</param>
/// <param name="Length">From the answer of the one to the first byte of the other; from the arrival where no whole answer left.</param>
/// <param name="Wanted">The line's interval for the traffic of the second.</param>
public sealed record Gap(SinkSend Before, SinkSend After, TimeSpan Length, TimeSpan Wanted)
{
    /// <summary>How much it is longer than it had to be.</summary>
    public TimeSpan Excess => Length - Wanted;
}

/// <summary>Measures gaps and lateness at the sink, by one monotonic clock.</summary>
public static class Pace
{
    /// <summary>What a thawed node had begun to write leaves within this time.</summary>
    private static readonly TimeSpan WakingUp = TimeSpan.FromMilliseconds(100);

    /// <summary>Every gap of every line, in order.</summary>
    public static IEnumerable<Gap> Gaps(Evidence evidence)
    {
        var lines = evidence.Lines.ToDictionary(line => line.Name);
        var marketing = evidence.Offers.Where(offer => offer.IsMarketing).Select(offer => (offer.Line, offer.Id)).ToHashSet();
        foreach (var line in evidence.Sends.GroupBy(send => send.Line))
        {
            SinkSend? before = null;
            foreach (var send in line.OrderBy(send => send.ArrivedAt))
            {
                var wanted = lines[line.Key].GapOf(marketing.Contains((send.Line, send.PortalMessageId)));
                if (before is not null)
                    yield return new Gap(before, send, evidence.Between(before.AnsweredAt ?? before.ArrivedAt, send.ArrivedAt), wanted);
                before = send;
            }
        }
    }

    /// <summary>Gaps that are too short.</summary>
    public static IEnumerable<Finding> Early(Evidence evidence) =>
        Gaps(evidence).Where(gap => gap.Excess < TimeSpan.Zero && !IsLeftOver(evidence, gap)).Select(gap => new Finding(
        Charge.Early, gap.After.Line, gap.After.PortalMessageId,
        $"{gap.Length.TotalMilliseconds:0.000} ms after {gap.Before.PortalMessageId}, "
        + $"its interval is {gap.Wanted.TotalMilliseconds:0} ms"));

    /// <summary>
    /// Short gaps of the one kind that nothing in the product's hands can close (docs/operations.md): a node was frozen between its last
    /// check and the write, and wrote when it woke up. Counted, never hidden.
    /// </summary>
    public static int LeftOver(Evidence evidence) => Gaps(evidence).Count(gap => gap.Excess < TimeSpan.Zero && IsLeftOver(evidence, gap));

    private static bool IsLeftOver(Evidence evidence, Gap gap) =>
        evidence.Thaws.Any(thaw => IsJustAfter(evidence, thaw, gap.Before) || IsJustAfter(evidence, thaw, gap.After));

    private static bool IsJustAfter(Evidence evidence, long thaw, SinkSend send) =>
        send.ArrivedAt >= thaw && evidence.Between(thaw, send.ArrivedAt) < WakingUp;

    /// <summary>By how much the tightest gap kept its distance; null when there was none.</summary>
    public static TimeSpan? SmallestExcess(Evidence evidence) => Gaps(evidence).Select(gap => (TimeSpan?)gap.Excess).Min();

    /// <summary>
    /// How late sends were that nothing but the interval held up: the message was there,
    /// the send before it was taken, and no node was disturbed meanwhile.
    /// </summary>
    public static IReadOnlyList<TimeSpan> Lateness(Evidence evidence)
    {
        var accepted = evidence.Offers.Where(offer => offer.IsAccepted).GroupBy(offer => (offer.Line, offer.Id))
            .ToDictionary(group => group.Key, group => group.Min(offer => offer.AnsweredAt));
        var tries = evidence.Sends.GroupBy(send => (send.Line, send.PortalMessageId))
            .ToDictionary(group => group.Key, group => group.Count());
        return
        [
            .. Gaps(evidence).Where(gap => gap.Before is { Fault: Fault.None, AnsweredAt: { } answered }
                    && accepted.TryGetValue((gap.After.Line, gap.After.PortalMessageId), out var at) && at < answered
                    && tries[(gap.After.Line, gap.After.PortalMessageId)] == 1
                    && !evidence.Disruptions.Any(moment => moment >= gap.Before.ArrivedAt && moment <= gap.After.ArrivedAt))
                .Select(gap => gap.Excess).Order(),
        ];
    }
}
