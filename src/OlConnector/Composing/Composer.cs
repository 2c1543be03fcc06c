using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>Composes accepted messages and admits them. Only messages that need values from CRM wait for CRM; nobody waits for them.</summary>
internal sealed class Composer(
    Writer writer, Admission admission, CampaignBook campaigns, LineDue lines, FieldLookups lookups, QuotaAlarm quotaAlarm,
    IEnumerable<IGatewayKind> kinds, Wakeups wakeups, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>
    /// A turn holds the lines of its messages, and whoever wants to claim or settle one waits for it. Each message takes some ten statements, each of them a way to the database and back.
    /// </summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(100);

    /// <summary>Messages that one turn begins with.</summary>
    private const int MostOfATurn = 50;

    /// <summary>A batch that is not finished by then is taken again, by this node or another. Composing takes milliseconds: what a dead node had taken must not wait for long.</summary>
    private static readonly TimeSpan BatchLease = TimeSpan.FromSeconds(5);

    /// <summary>The same for a message whose values are being looked up in CRM.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>When messages of a line that somebody else has in hand are tried again.</summary>
    private static readonly TimeSpan WhileOthersHoldIt = TimeSpan.FromMilliseconds(50);

    private const int LongestText = 4096;

    private readonly Dictionary<string, GatewayTraits> _traits = kinds.ToDictionary(kind => kind.Kind, kind => kind.Traits, StringComparer.Ordinal);

    /// <summary>Works until nothing is due; answers when something will be.</summary>
    internal async Task<DateTimeOffset?> ComposeDueAsync(CancellationToken ct)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var (batch, terms) = await writer.RunAsync(turn => TakeBatch(turn, now), ct);
            if (batch.Count == 0) return await writer.RunAsync(AcceptedMessage.NextAt, ct);
            var composed = batch.ConvertAll(message => new Composed(message, terms[message.Row.LineId], Phone(message, terms), Text(message, terms)));
            await AdmitAsync(composed);
        }
    }

    /// <summary>Admits what is composed; what needs values is put down for look-up, its campaign assigned in acceptance order.</summary>
    internal async Task AdmitAsync(List<Composed> composed)
    {
        var outOfDemo = new HashSet<PortalId>();
        composed.Sort((left, right) => left.Message.Row.Sequence.CompareTo(right.Message.Row.Sequence));
        for (var done = 0; done < composed.Count;)
        {
            var (next, now) = (composed.GetRange(done, Math.Min(MostOfATurn, composed.Count - done)), clock.GetUtcNow());
            var (admitted, portals) = await writer.RunAsync(turn => Admit(turn, next, now));
            done += admitted;
            outOfDemo.UnionWith(portals);
        }

        lookups.Start(this, composed.Where(item => item.Text is Composition.NeedsValues));
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        foreach (var portal in outOfDemo) quotaAlarm.Ring(portal);
    }

    /// <summary>Longest text that the line's gateway takes.</summary>
    internal int MaxLength(LineTerms terms) => _traits.TryGetValue(terms.GatewayKind, out var traits) ? traits.MaxTextLength : LongestText;

    /// <summary>Admits one after another for as long as a turn may take. Answers how many it came to, and the portals whose demo quota is used up.</summary>
    private (int Done, HashSet<PortalId> OutOfDemo) Admit(WriteTurn turn, IReadOnlyList<Composed> composed, DateTimeOffset now)
    {
        var (start, done, outOfDemo) = (clock.GetTimestamp(), 0, new HashSet<PortalId>());
        var free = LineRow.FindFree(turn, composed.Select(item => item.Message.Row.LineId));
        var terms = LineTerms.Of(turn, free.Keys);
        var rows = MessageRow.Find(turn, composed.Where(item => free.ContainsKey(item.Message.Row.LineId)).Select(item => item.Message.Row.Sequence));
        foreach (var item in composed.TakeWhile(_ => done == 0 || clock.GetElapsedTime(start) < LongestTurn))
        {
            done++;
            // One line that a standing node has locked must not keep the other lines waiting.
            if (!terms.TryGetValue(item.Message.Row.LineId, out var line)) AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + WhileOthersHoldIt);
            // A look-up may have taken minutes, and the message may have been settled meanwhile.
            else if (rows.TryGetValue(item.Message.Row.Sequence, out var row) && row.State == MessageState.Accepted
                && !Admit(turn, item with { Message = item.Message with { Row = row }, Terms = line }, now)) outOfDemo.Add(row.PortalId);
        }

        lines.Recompute(turn, free.Keys, now);
        return (done, outOfDemo);
    }

    /// <summary>False when the demo quota is used up.</summary>
    private bool Admit(WriteTurn turn, Composed item, DateTimeOffset now)
    {
        if (item.Text is not Composition.NeedsValues) return !admission.Admit(turn, item.Message, item.Terms, item.Phone, item.Text, now);
        Postpone(turn, item, now);
        return true;
    }

    private void Postpone(WriteTurn turn, Composed item, DateTimeOffset now)
    {
        AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + Lease);
        if (item.Message.Traffic == Traffic.Marketing) campaigns.Assigned(turn, item.Message);
    }

    private static (List<AcceptedMessage> Batch, Dictionary<LineId, LineTerms> Terms) TakeBatch(WriteTurn turn, DateTimeOffset now)
    {
        var batch = AcceptedMessage.TakeBatch(turn, BatchSize, BatchLease, now);
        return (batch, LineTerms.Of(turn, batch.Select(message => message.Row.LineId)));
    }

    private static PhoneResult Phone(AcceptedMessage message, Dictionary<LineId, LineTerms> terms)
    {
        var line = terms[message.Row.LineId];
        return line.AcceptAnyNumber ? PhoneRules.NormalizeLoosely(message.RawTo, line.Country) : PhoneRules.Normalize(message.RawTo, line.Country);
    }

    private Composition Text(AcceptedMessage message, Dictionary<LineId, LineTerms> terms)
    {
        var line = terms[message.Row.LineId];
        var chance = VariantRandom.For(message.Row.PortalId, message.Row.Code, message.Row.PortalMessageId ?? message.Row.Id.ToString(), message.Template);
        return Composition.Choose(message.Template, chance, line.LiteralSpintax || message.ComposeAs == "literal", MaxLength(line));
    }
}
