using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Composes accepted messages and admits them. Only messages that need values from CRM wait for CRM; nobody waits for them.
/// </summary>
internal sealed class Composer(
    Writer writer, Admission admission, CampaignBook campaigns, LineDue lines, FieldLookups lookups, AdmissionAlarms alarms,
    GatewayCatalog kinds, Wakeups wakeups, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>
    /// A turn holds the lines of its messages, and whoever wants to claim or settle one waits for it. Each message takes some ten
    /// statements, each of them a way to the database and back.
    /// </summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(100);

    /// <summary>Messages that one turn begins with.</summary>
    private const int MostOfATurn = 50;

    /// <summary>
    /// A batch that is not finished by then is taken again, by this node or another. Composing takes milliseconds: what a dead node had
    /// taken must not wait for long.
    /// </summary>
    private static readonly TimeSpan BatchLease = TimeSpan.FromSeconds(5);

    /// <summary>The same for a message whose values are being looked up in CRM.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>When a message is tried again whose line somebody else holds just now.</summary>
    private static readonly TimeSpan BusyLinePause = TimeSpan.FromMilliseconds(50);

    /// <summary>Works until nothing is due; answers when something will be.</summary>
    internal async Task<DateTimeOffset?> ComposeDueAsync(CancellationToken ct)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var (batch, terms) = await writer.RunAsync(turn => TakeBatch(turn, now), ct);
            if (batch.Count == 0) return await writer.RunAsync(AcceptedMessage.NextAt, ct);
            await FinishAsync(batch.ConvertAll(message => Compose(message, terms[message.Row.LineId])));
        }
    }

    /// <summary>
    /// Has admitted what is composed; what needs values is put down for look-up, its campaign assigned in acceptance order.
    /// </summary>
    internal async Task FinishAsync(List<Composed> composed)
    {
        var raised = new HashSet<AdmissionAlarm>();
        composed.Sort((left, right) => left.Message.Row.Sequence.CompareTo(right.Message.Row.Sequence));
        for (var done = 0; done < composed.Count;)
        {
            var (next, now) = (composed.GetRange(done, Math.Min(MostOfATurn, composed.Count - done)), clock.GetUtcNow());
            var (finished, some) = await writer.RunAsync(turn => FinishSome(turn, next, now));
            done += finished;
            raised.UnionWith(some);
        }

        lookups.Start(composed.Where(item => item.Text is Composition.NeedsValues), FinishAsync);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        foreach (var alarm in raised) alarms.Ring(alarm);
    }

    /// <summary>
    /// Finishes one after another for as long as a turn may take. Answers how many, and what people have to hear.
    /// </summary>
    private (int Done, HashSet<AdmissionAlarm> Raised) FinishSome(WriteTurn turn, IReadOnlyList<Composed> composed, DateTimeOffset now)
    {
        var (start, done, raised) = (clock.GetTimestamp(), 0, new HashSet<AdmissionAlarm>());
        var free = LineRow.FindFree(turn, composed.Select(item => item.Message.Row.LineId));
        var terms = LineTerms.Of(turn, free.Keys, kinds);
        var ours = composed.Select(item => item.Message.Row).Where(row => free.ContainsKey(row.LineId));
        var rows = MessageRow.Find(turn, ours.Select(row => row.Sequence));
        foreach (var item in composed.TakeWhile(_ => done == 0 || clock.GetElapsedTime(start) < LongestTurn))
        {
            done++;
            var known = item.Message.Row;
            // One line that a standing node has locked must not keep the other lines waiting.
            if (!terms.TryGetValue(known.LineId, out var line))
            {
                AcceptedMessage.KeepTaken(turn, known.Sequence, now + BusyLinePause);
                continue;
            }

            // A look-up may have taken minutes, and the message may have been settled meanwhile.
            if (!rows.TryGetValue(known.Sequence, out var row) || row.State != MessageState.Accepted) continue;
            var present = item with { Message = item.Message with { Row = row }, Terms = line };
            if (AdmissionAlarm.Of(Finish(turn, present, now), row.PortalId) is { } alarm) raised.Add(alarm);
        }

        lines.Recompute(turn, free.Keys, now);
        return (done, raised);
    }

    /// <summary>Admits a message; null when it has to wait for its values first.</summary>
    private Admitted? Finish(WriteTurn turn, Composed item, DateTimeOffset now)
    {
        if (item.Text is not Composition.NeedsValues) return admission.Admit(turn, item, now);
        AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + Lease);
        // A look-up may take minutes, and Bitrix24 shows the message as sent by then.
        Outbox.Tell(turn, item.Message.Row, MessageState.Accepted, now);
        if (item.Message.Traffic == Traffic.Marketing) campaigns.Assigned(turn, item.Message);
        return null;
    }

    private (List<AcceptedMessage> Batch, Dictionary<LineId, LineTerms> Terms) TakeBatch(WriteTurn turn, DateTimeOffset now)
    {
        var batch = AcceptedMessage.TakeBatch(turn, BatchSize, BatchLease, now);
        return (batch, LineTerms.Of(turn, batch.Select(message => message.Row.LineId), kinds));
    }

    private static Composed Compose(AcceptedMessage message, LineTerms line) =>
        new(message, line, Phone(message, line), Text(message, line));

    private static PhoneResult Phone(AcceptedMessage message, LineTerms line) => line.AcceptAnyNumber
        ? PhoneRules.NormalizeLoosely(message.RawTo, line.Country)
        : PhoneRules.Normalize(message.RawTo, line.Country);

    private static Composition Text(AcceptedMessage message, LineTerms line)
    {
        var row = message.Row;
        var chance = VariantRandom.For(row.PortalId, row.Code, row.PortalMessageId ?? row.Id.ToString(), message.Template);
        return Composition.Choose(message.Template, chance, line.LiteralSpintax || message.ComposeAs == "literal", line.MaxTextLength);
    }
}
