using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;

namespace OlConnector.Storage.Queue;

/// <summary>Keeps each line's <c>next_due_at</c> true. Whoever changes what it depends on recomputes in the same transaction.</summary>
public sealed class LineQueue(IOptionsMonitor<PacingOptions> pacing, IEnumerable<IGatewayKind> kinds)
{
    private const string SetDue = "UPDATE lines SET next_due_at = @due, wait_reason = @reason WHERE id = @line AND claim_token IS NULL";

    private readonly Dictionary<string, GatewayTraits> _traits = kinds.ToDictionary(kind => kind.Kind, kind => kind.Traits, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SendingWindow> _windows = new(StringComparer.Ordinal);

    /// <summary>Writes when the line's next message may leave. Does nothing while a claim is set: the settle recomputes.</summary>
    public void Recompute(WriteTurn turn, LineId line, DateTimeOffset now)
    {
        if (LineRow.Find(turn, line) is { ClaimToken: null } row) Recompute(turn, row, now);
    }

    internal Due Recompute(WriteTurn turn, LineRow line, DateTimeOffset now)
    {
        var due = DueOf(turn, line, now, out _, out _);
        turn.Execute(SetDue, ("due", due.At), ("reason", due.WaitReason), ("line", line.Id));
        return due;
    }

    /// <summary>When the line's next message may leave, with the heads that were looked at.</summary>
    internal Due DueOf(WriteTurn turn, LineRow line, DateTimeOffset now, out QueueHead? direct, out QueueHead? marketing)
    {
        direct = QueueHeads.Direct(turn, line.Id, now);
        marketing = QueueHeads.Marketing(turn, line.Id, now);
        return NextDue.Of(PaceOf(line), direct, marketing, now);
    }

    /// <summary>The line's pace with the floors of its kind; a floor raised later wins over a stored interval.</summary>
    internal LinePace PaceOf(LineRow line) => new(
        line.State switch
        {
            LineState.Active => null,
            LineState.Paused => Reason.Paused,
            LineState.Frozen => line.FrozenReason ?? Reason.LineFrozen,
            _ => Reason.LineOff,
        },
        IntervalOf(line, Traffic.Marketing), IntervalOf(line, Traffic.Direct), line.Jitter,
        line.Window is null ? null : _windows.GetOrAdd(line.Window, WindowJson.Read), line.LastAnswerAt, line.NotBefore);

    /// <summary>The gap before a message of this traffic.</summary>
    internal TimeSpan IntervalOf(LineRow line, Traffic traffic)
    {
        var wanted = traffic == Traffic.Direct ? line.DirectInterval : line.MarketingInterval;
        var floor = _traits.TryGetValue(line.GatewayKind, out var traits) ? pacing.CurrentValue.Floor(traits, traffic) : PacingOptions.MaxInterval;
        return wanted > floor ? wanted : floor;
    }
}
