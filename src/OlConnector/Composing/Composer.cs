using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Storage;
using OlConnector.Storage.Queue;

namespace OlConnector.Composing;

/// <summary>Composes accepted messages and admits them. Only messages that need values from CRM wait for CRM; nobody waits for them.</summary>
public sealed class Composer
{
    private const int BatchSize = 200;

    /// <summary>A batch that is not finished by then is taken again, by this node or another. Composing takes milliseconds: what a dead node had taken must not wait for long.</summary>
    private static readonly TimeSpan BatchLease = TimeSpan.FromSeconds(5);

    /// <summary>The same for a message whose values are being looked up in CRM.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>When messages of a line that somebody else has in hand are tried again.</summary>
    private static readonly TimeSpan InOtherHands = TimeSpan.FromMilliseconds(50);

    private const int LongestText = 4096;

    private readonly Writer _writer;
    private readonly Admission _admission;
    private readonly CampaignBook _campaigns;
    private readonly LineQueue _lines;
    private readonly FieldLookups _lookups;
    private readonly QuotaAlarm _quotaAlarm;
    private readonly Wakeups _wakeups;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, GatewayTraits> _traits;

    internal Composer(
        Writer writer, Admission admission, CampaignBook campaigns, LineQueue lines, FieldLookups lookups, QuotaAlarm quotaAlarm, IEnumerable<IGatewayKind> kinds, Wakeups wakeups,
        TimeProvider clock)
    {
        (_writer, _admission, _campaigns, _lines, _lookups, _quotaAlarm, _wakeups, _clock) = (writer, admission, campaigns, lines, lookups, quotaAlarm, wakeups, clock);
        _traits = kinds.ToDictionary(kind => kind.Kind, kind => kind.Traits, StringComparer.Ordinal);
    }

    /// <summary>Works until nothing is due; answers when something will be.</summary>
    internal async Task<DateTimeOffset?> ComposeDueAsync(CancellationToken ct)
    {
        while (true)
        {
            var now = _clock.GetUtcNow();
            var (batch, terms) = await _writer.RunAsync(turn => TakeBatch(turn, now), ct);
            if (batch.Count == 0) return await _writer.RunAsync(AcceptedMessage.NextAt, ct);
            var composed = batch.ConvertAll(message => new Composed(message, terms[message.Row.LineId], Phone(message, terms), Text(message, terms)));
            await AdmitAsync(composed);
        }
    }

    /// <summary>Admits what is composed; what needs values is put down for look-up, its campaign assigned in acceptance order.</summary>
    internal async Task AdmitAsync(List<Composed> composed)
    {
        var now = _clock.GetUtcNow();
        var outOfDemo = await _writer.RunAsync(turn => Admit(turn, composed, now));
        _lookups.Start(this, composed.Where(item => item.Text is Composition.NeedsValues));
        _wakeups.Dispatching.Pulse();
        _wakeups.Reporting.Pulse();
        foreach (var portal in outOfDemo) _quotaAlarm.Ring(portal);
    }

    /// <summary>Longest text that the line's gateway takes.</summary>
    internal int MaxLength(LineTerms terms) => _traits.TryGetValue(terms.GatewayKind, out var traits) ? traits.MaxTextLength : LongestText;

    /// <summary>Answers the portals whose demo quota is used up.</summary>
    private HashSet<PortalId> Admit(WriteTurn turn, List<Composed> composed, DateTimeOffset now)
    {
        var held = composed.Select(item => item.Message.Row.LineId).Distinct().Where(line => LineRow.TryHold(turn, line)).ToHashSet();
        var terms = new Dictionary<LineId, LineTerms>();
        var outOfDemo = new HashSet<PortalId>();
        foreach (var item in composed)
        {
            // One line that a standing node has locked must not keep the other lines waiting.
            if (!held.Contains(item.Message.Row.LineId)) AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + InOtherHands);
            else if (Current(turn, item, terms) is not { } current) continue;
            else if (current.Text is Composition.NeedsValues) Postpone(turn, current, now);
            else if (_admission.Admit(turn, current.Message, current.Terms, current.Phone, current.Text, now)) outOfDemo.Add(current.Message.Row.PortalId);
        }

        foreach (var line in terms.Keys) _lines.Recompute(turn, line, now);
        return outOfDemo;
    }

    /// <summary>The message and its line as they are now: a look-up may have taken minutes. Null when it is not to be admitted any more.</summary>
    private static Composed? Current(WriteTurn turn, Composed item, Dictionary<LineId, LineTerms> terms)
    {
        if (MessageRow.Find(turn, item.Message.Row.Sequence) is not { State: Engine.Messages.MessageState.Accepted } row) return null;
        if (!terms.TryGetValue(row.LineId, out var line)) terms[row.LineId] = line = LineTerms.Of(turn, row.LineId);
        return item with { Message = item.Message with { Row = row }, Terms = line };
    }

    private void Postpone(WriteTurn turn, Composed item, DateTimeOffset now)
    {
        AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + Lease);
        if (item.Message.Traffic == Engine.Messages.Traffic.Marketing) _campaigns.Assigned(turn, item.Message);
    }

    private static (List<AcceptedMessage> Batch, Dictionary<LineId, LineTerms> Terms) TakeBatch(WriteTurn turn, DateTimeOffset now)
    {
        var batch = AcceptedMessage.TakeBatch(turn, BatchSize, BatchLease, now);
        return (batch, batch.Select(message => message.Row.LineId).Distinct().ToDictionary(line => line, line => LineTerms.Of(turn, line)));
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

/// <summary>A message with everything its admission needs.</summary>
internal sealed record Composed(AcceptedMessage Message, LineTerms Terms, PhoneResult Phone, Composition Text);
