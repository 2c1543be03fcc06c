using OlConnector.Harness.Sink;

namespace OlConnector.Harness.Verification;

/// <summary>How a line went on after a node dropped out.</summary>
/// <param name="Line">The line.</param>
/// <param name="MessageId">Bitrix24's id of the first message after it.</param>
/// <param name="WasInFlight">Some node had it in hand at that moment: claimed, composing for it, in an
/// open transaction; or the sink had a send of it, or had just answered one.</param>
/// <param name="Interval">What the line rests after a claim that is over.</param>
/// <param name="Late">From when the message could have left to when it did, or to the next disruption.</param>
public sealed record Takeover(string Line, string MessageId, bool WasInFlight, TimeSpan Interval, TimeSpan Late);

/// <summary>Measures at the sink how long lines stood still.</summary>
public static class Takeovers
{
    /// <summary>An answer may be on its way into the books for this long.</summary>
    private static readonly TimeSpan Recording = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// For each disruption, how long every line that had something to send stood still, unless the sink itself held it up.
    /// </summary>
    public static IEnumerable<Takeover> Of(Evidence evidence)
    {
        var accepted = evidence.Offers.Where(offer => offer.IsAccepted).GroupBy(offer => (offer.Line, offer.Id))
            .ToDictionary(group => group.Key, group => group.Min(offer => offer.AnsweredAt));
        var tries = evidence.Sends.GroupBy(send => (send.Line, send.PortalMessageId))
            .ToDictionary(group => group.Key, group => group.Min(send => send.ArrivedAt));
        foreach (var gap in Pace.Gaps(evidence).Where(
            gap => gap.Before.Fault == Fault.None && tries[(gap.After.Line, gap.After.PortalMessageId)] == gap.After.ArrivedAt))
        {
            if (!accepted.TryGetValue((gap.After.Line, gap.After.PortalMessageId), out var acceptedAt)) continue;
            var answered = gap.Before.AnsweredAt ?? gap.After.ArrivedAt;
            var mayLeave = Math.Max(acceptedAt, answered + (long)(gap.Wanted.TotalSeconds * evidence.TicksPerSecond));
            foreach (var (moment, end) in Stretches(evidence, gap).Where(stretch => Math.Max(mayLeave, stretch.From) < stretch.To))
            {
                var wasInFlight = evidence.Between(moment, answered) > -Recording
                    || (evidence.InHand.TryGetValue(moment, out var inHand) && inHand.Contains(gap.After.Line));
                yield return new Takeover(gap.After.Line, gap.After.PortalMessageId,
                    wasInFlight, gap.Wanted, evidence.Between(Math.Max(mayLeave, moment), end));
            }
        }
    }

    /// <summary>
    /// From each disruption in a gap to the next one, or to the end of the gap: what
    /// one node began to take over, another may have to begin again.
    /// </summary>
    private static IEnumerable<(long From, long To)> Stretches(Evidence evidence, Gap gap)
    {
        var moments = evidence.Disruptions.Where(moment => moment > gap.Before.ArrivedAt && moment <= gap.After.ArrivedAt).Order().ToList();
        return moments.Zip(moments.Skip(1).Append(gap.After.ArrivedAt));
    }
}
