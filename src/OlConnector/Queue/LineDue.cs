using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
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
        foreach (var (line, next) in NextOf(turn, free, now))
            if (next.Due.At != line.NextDueAt || next.Due.WaitReason != line.WaitReason)
                turn.PutOne(SetDue, ("due", next.Due.At), ("reason", next.Due.WaitReason), ("line", line.Id));
    }

    /// <summary>The next message of each of these lines.</summary>
    internal List<(LineRow Line, NextMessage Next)> NextOf(WriteTurn turn, List<LineRow> lines, DateTimeOffset now)
    {
        if (lines.Count == 0) return [];
        var heads = QueueHeads.Find(turn, lines.Select(line => line.Id), now);
        var mailing = lines.FindAll(line => heads[line.Id].Marketing is not null).ConvertAll(line => line.Id);
        var limits = mailing.Count == 0 ? [] : LimitsBook.Find(turn, mailing);
        var settings = mailing.Count == 0 ? [] : HeadMailings.SettingsOf(turn, mailing.ConvertAll(line => heads[line].Marketing!.Value));
        var next = lines.ConvertAll(line => (line, NextMessage.Of(
            settings.GetValueOrDefault(line.Id, MailingSettings.None).Slowed(PaceOf(line)) with
            {
                Limits = limits.GetValueOrDefault(line.Id),
            },
            heads[line.Id], now)));
        return WithRecipients(turn, next);
    }

    /// <summary>A message that waits for its recipient's day or its mailing's hours says so, and not that it is tried again.</summary>
    private static List<(LineRow Line, NextMessage Next)> WithRecipients(WriteTurn turn, List<(LineRow Line, NextMessage Next)> next)
    {
        var later = next.FindAll(one => WaitsForRecipient(one.Next)).ConvertAll(one => one.Next.Sequence!.Value);
        if (later.Count == 0) return next;
        var waiting = RecipientWaits.Of(turn, later);
        return next.ConvertAll(one => WaitsForRecipient(one.Next) && waiting.TryGetValue(one.Next.Sequence!.Value, out var reason)
            ? (one.Line, one.Next with { Due = one.Next.Due with { WaitReason = reason } })
            : one);
    }

    private static bool WaitsForRecipient(NextMessage next) =>
        next is { Due: { WaitReason: Reason.Retry, Traffic: Traffic.Marketing } };

    /// <summary>The pace that the line keeps.</summary>
    internal LinePace PaceOf(LineRow line) => LinePace.Of(
        line, line.Window is null ? null : _windows.GetOrAdd(line.Window, WindowJson.Read), _traits.GetValueOrDefault(line.GatewayKind),
        pacing.CurrentValue);

    /// <summary>The shortest marketing interval that a line of this kind may have.</summary>
    internal TimeSpan FloorOf(string gatewayKind) => pacing.CurrentValue.Floor(_traits.GetValueOrDefault(gatewayKind), Traffic.Marketing);

    /// <summary>The gap before a message of this traffic.</summary>
    internal TimeSpan IntervalOf(LineRow line, Traffic traffic) =>
        LinePace.IntervalOf(line, traffic, _traits.GetValueOrDefault(line.GatewayKind), pacing.CurrentValue);
}
