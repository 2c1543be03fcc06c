using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Keeps each line's <c>next_due_at</c> true. Whoever changes what it depends on recomputes in the same transaction.</summary>
internal sealed class LineDue(IOptionsMonitor<PacingOptions> pacing, IEnumerable<IGatewayKind> kinds)
{
    private const string SetDue = "UPDATE lines SET next_due_at = @due, wait_reason = @reason WHERE id = @line AND claim_token IS NULL";

    private readonly Dictionary<string, GatewayTraits> _traits = kinds.ToDictionary(
        kind => kind.Kind, kind => kind.Traits, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SendingWindow> _windows = new(StringComparer.Ordinal);

    /// <summary>Writes when the line's next message may leave. Does nothing while a claim is set: the settle recomputes.</summary>
    public void Recompute(WriteTurn turn, LineId line, DateTimeOffset now) => Recompute(turn, [line], now);

    /// <summary>The same for several lines at once.</summary>
    public void Recompute(WriteTurn turn, IReadOnlyCollection<LineId> lines, DateTimeOffset now)
    {
        var free = LineRow.Find(turn, lines).Values.Where(line => line.ClaimToken is null).ToList();
        foreach (var (line, (due, _)) in NextOf(turn, free, now))
            if (due.At != line.NextDueAt || due.WaitReason != line.WaitReason)
                turn.PutOne(SetDue, ("due", due.At), ("reason", due.WaitReason), ("line", line.Id));
    }

    /// <summary>The next message of each of these lines.</summary>
    internal List<(LineRow Line, NextMessage Next)> NextOf(WriteTurn turn, List<LineRow> lines, DateTimeOffset now)
    {
        if (lines.Count == 0) return [];
        var heads = QueueHeads.Find(turn, lines.Select(line => line.Id), now);
        return lines.ConvertAll(line => (line, NextMessage.Of(PaceOf(line), heads[line.Id], now)));
    }

    /// <summary>The pace that the line keeps.</summary>
    internal LinePace PaceOf(LineRow line) => LinePace.Of(
        line, line.Window is null ? null : _windows.GetOrAdd(line.Window, WindowJson.Read), _traits.GetValueOrDefault(line.GatewayKind),
        pacing.CurrentValue);

    /// <summary>The gap before a message of this traffic.</summary>
    internal TimeSpan IntervalOf(LineRow line, Traffic traffic) =>
        LinePace.IntervalOf(line, traffic, _traits.GetValueOrDefault(line.GatewayKind), pacing.CurrentValue);
}
