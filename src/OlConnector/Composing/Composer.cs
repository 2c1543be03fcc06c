using OlConnector.Campaigns;
using OlConnector.Campaigns.Weighing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Composes accepted messages and admits them, portals in turn. Only messages that need values from CRM wait for CRM; nobody waits for
/// them. What a text costs to read is paid before the writer's turn, which is everybody's.
/// </summary>
internal sealed class Composer(
    Database database, Writer writer, Admission admission, CampaignBook campaigns, LineDue lines, FieldLookups lookups,
    NumberLookups numbers, RiskWeighing risks, OwnTexts ownTexts, AdmissionAlarms alarms, GatewayCatalog kinds, Wakeups wakeups,
    TimeProvider clock, ILogger<Composer> log)
{
    /// <summary>Messages taken at once, and what one turn finishes at most: taking long texts is writing them too.</summary>
    private const int BatchSize = 50;

    /// <summary>A turn that others wait for ends after this long: less would be spent on turns instead of messages.</summary>
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// A batch that is not finished by then is taken again, by this node or another. Composing takes milliseconds: what a dead node had
    /// taken must not wait for long.
    /// </summary>
    private static readonly TimeSpan BatchLease = TimeSpan.FromSeconds(5);

    /// <summary>The same for a message whose values are being looked up in CRM.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>When a message is tried again whose line somebody else holds just now.</summary>
    private static readonly TimeSpan BusyLinePause = TimeSpan.FromMilliseconds(50);

    /// <summary>When a message is tried again that broke its own composing.</summary>
    private static readonly TimeSpan BadMessagePause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A turn holds the lines of its messages, and whoever wants to claim or settle one waits for it. Each message takes some ten
    /// statements; on a shared database each of them is a way to the server and back. On a file of one's own everybody who writes waits for
    /// the turn, the HANDLER too: fifty ordinary messages take less, and of those that are dear to compare fewer go in one turn.
    /// </summary>
    private readonly TimeSpan _longestTurn = TimeSpan.FromMilliseconds(database.IsShared ? 100 : 25);

    /// <summary>The portal that was served last.</summary>
    private PortalId? _last;

    /// <summary>Works until nothing is due; answers when something will be.</summary>
    internal async Task<DateTimeOffset?> ComposeDueAsync(CancellationToken ct)
    {
        while (true)
        {
            var (now, last) = (clock.GetUtcNow(), _last);
            var (batch, terms, own) = await writer.RunAsync(turn => TakeBatch(turn, last, now), ct);
            if (batch.Messages.Count == 0) return await writer.RunAsync(FairBatch.NextAt, ct);
            _last = batch.Last;
            numbers.Start(batch.Messages.Where(NumberLookups.Wants));
            await FinishAllAsync(batch.Messages.FindAll(message => !NumberLookups.Wants(message)), message => Compose(
                message, terms[message.Row.LineId], message.Row.CampaignId is { } mailing ? own.GetValueOrDefault(mailing) : null));
        }
    }

    /// <summary>One bad message must not fail its neighbours: where a batch breaks, each of it is finished alone.</summary>
    private async Task FinishAllAsync(List<AcceptedMessage> batch, Converter<AcceptedMessage, Composed> compose)
    {
        try
        {
            await FinishAsync(batch.ConvertAll(compose));
        }
        catch (Exception failure) when (failure is not DatabaseAwayException)
        {
            foreach (var message in batch) await FinishAloneAsync(message, compose);
        }
    }

    private async Task FinishAloneAsync(AcceptedMessage message, Converter<AcceptedMessage, Composed> compose)
    {
        try
        {
            await FinishAsync([compose(message)]);
        }
        catch (Exception failure) when (failure is not DatabaseAwayException)
        {
            log.MessageBroke(message.Row.Sequence, failure);
            var until = clock.GetUtcNow() + BadMessagePause;
            await writer.RunAsync(turn => AcceptedMessage.KeepTaken(turn, message.Row.Sequence, until));
        }
    }

    /// <summary>
    /// Has admitted what is composed, its mailing found in acceptance order; what needs values is put down for look-up.
    /// </summary>
    internal async Task FinishAsync(List<Composed> composed)
    {
        var (raised, needing, toWeigh) = (new HashSet<AdmissionAlarm>(), new List<Composed>(), new List<Composed>());
        composed.Sort((left, right) => FairBatch.DirectFirst(left.Message, right.Message));
        for (var done = 0; done < composed.Count;)
        {
            var (next, now) = (composed.GetRange(done, Math.Min(BatchSize, composed.Count - done)), clock.GetUtcNow());
            var turned = await writer.RunAsync(turn => FinishSome(turn, next, now));
            done += turned.Done;
            raised.UnionWith(turned.Raised);
            needing.AddRange(turned.Needing);
            toWeigh.AddRange(turned.ToWeigh);
        }

        lookups.Start(needing, FinishAsync);
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        foreach (var alarm in raised) alarms.Ring(alarm);
        if (toWeigh.Count > 0) await WeighAsync(toWeigh);
    }

    /// <summary>What their mailings' risk was not known for is finished once it is; reading for it keeps nobody's turn.</summary>
    private async Task WeighAsync(List<Composed> unweighed)
    {
        var rows = unweighed.Select(item => item.Message.Row);
        foreach (var (portal, campaign) in rows.Select(row => (row.PortalId, row.CampaignId!.Value)).Distinct())
            await risks.WeighAsync(portal, campaign);
        await FinishAsync(unweighed);
    }

    /// <summary>
    /// Finishes one after another for as long as a turn may take. Answers how many, which of them need values, which a weighing of their
    /// mailing, and what people have to hear.
    /// </summary>
    private (int Done, List<Composed> Needing, List<Composed> ToWeigh, HashSet<AdmissionAlarm> Raised) FinishSome(
        WriteTurn turn, IReadOnlyList<Composed> composed, DateTimeOffset now)
    {
        var (start, done, needing, toWeigh, raised) =
            (clock.GetTimestamp(), 0, new List<Composed>(), new List<Composed>(), new HashSet<AdmissionAlarm>());
        var free = LineRow.FindFree(turn, composed.Select(item => item.Message.Row.LineId));
        var terms = LineTerms.Of(turn, free.Keys, kinds);
        var ours = composed.Select(item => item.Message.Row).Where(row => free.ContainsKey(row.LineId));
        var rows = MessageRow.Find(turn, ours.Select(row => row.Sequence));
        var letters = campaigns.SortingIn(turn, now, now + BatchLease);
        letters.Sort(composed.SelectMany(item => ArrivalOf(item, rows)));
        foreach (var item in composed.TakeWhile(_ => done == 0 || !IsOver(clock.GetElapsedTime(start))))
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
            var present = item with { Message = item.Message with { Row = row }, Terms = line.For(item.Own) };
            if (item.Letter is not null)
            {
                // Without a mailing it waits for what the next messages tell.
                if ((row.CampaignId ?? letters.CampaignOf(row.Sequence)) is not { } campaign) continue;
                present = Chosen(present with { Message = item.Message with { Row = row with { CampaignId = campaign } } }, letters);
            }

            var admitted = Finish(turn, present, now);
            raised.UnionWith(AdmissionAlarm.Of(admitted, row.PortalId));
            if (admitted is Admitted.ToWeigh) toWeigh.Add(present);
            if (present.Text is Composition.NeedsValues) needing.Add(present);
        }

        lines.Recompute(turn, free.Keys, now);
        return (done, needing, toWeigh, raised);
    }

    /// <summary>The message to be sorted into a mailing, if it has none.</summary>
    private static IEnumerable<Arrival> ArrivalOf(Composed item, Dictionary<long, MessageRow> rows)
    {
        if (item.Letter is { } letter && rows.TryGetValue(item.Message.Row.Sequence, out var row)
            && row is { State: MessageState.Accepted, CampaignId: null })
            yield return new Arrival(row, item.Digits, letter);
    }

    /// <summary>
    /// The variant for good: what was taken for a group before its mailing was known may be the client's data (design.md §6). Most letters
    /// have nothing of the kind, and their text stays as it was read before the turn.
    /// </summary>
    private static Composed Chosen(Composed item, LetterSorting letters)
    {
        var chosen = item with { Letter = null };
        if (Composition.IsPlain(item.Message.Template)) return chosen;
        var signs = letters.ClientSignsIn(item.Letter!.Text, item.Message.Row.CampaignId!.Value);
        if (signs.Count == 0) return chosen;
        var text = Text(item.Message, item.Terms, ClientSigns.Protect(item.Message.Template, signs), isLiteral: false);
        // A letter that is broken anyway, and is to go out as it stands, does so without our protection.
        return text is Composition.Held { Reason: Reason.SpintaxInvalid } && IsLiteral(item.Message, item.Terms)
            ? chosen
            : chosen with { Text = text };
    }

    private bool IsOver(TimeSpan spent) => spent >= _longestTurn || (spent >= ShortestTurn && writer.IsAwaited);

    /// <summary>Admits a message; null when it has to wait for its values first.</summary>
    private Admitted? Finish(WriteTurn turn, Composed item, DateTimeOffset now)
    {
        if (item.Text is not Composition.NeedsValues)
        {
            var admitted = admission.Admit(turn, item, now);
            if (admitted is Admitted.ToWeigh) AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + Lease);
            return admitted;
        }

        AcceptedMessage.KeepTaken(turn, item.Message.Row.Sequence, now + Lease);
        // A look-up may take minutes, and Bitrix24 shows the message as sent by then.
        Outbox.Tell(turn, item.Message.Row, MessageState.Accepted, now);
        return null;
    }

    /// <summary>
    /// A message whose line is gone was on its way in while its portal's data was deleted; it goes the same way, and the others of its
    /// batch with it never wait for it.
    /// </summary>
    private (FairBatch Batch, Dictionary<LineId, LineTerms> Terms, Dictionary<Guid, MailingSettings> Own) TakeBatch(
        WriteTurn turn, PortalId? last, DateTimeOffset now)
    {
        var batch = FairBatch.Take(turn, last, BatchSize, BatchLease, now);
        var terms = LineTerms.Of(turn, batch.Messages.Select(message => message.Row.LineId), kinds);
        var strays = batch.Messages.FindAll(message => !terms.ContainsKey(message.Row.LineId));
        var own = OwnMailings.Of(turn, batch.Messages);
        foreach (var message in batch.Messages.Where(NumberLookups.Wants))
            AcceptedMessage.KeepTaken(turn, message.Row.Sequence, now + Lease);
        if (strays.Count == 0) return (batch, terms, own);
        StrayMessages.Delete(turn, strays.ConvertAll(message => message.Row));
        return (batch with { Messages = batch.Messages.FindAll(message => terms.ContainsKey(message.Row.LineId)) }, terms, own);
    }

    /// <summary>
    /// A client never sees a letter's marker; once its mailing is known, the message's template is without it too.
    /// </summary>
    private Composed Compose(AcceptedMessage message, LineTerms line, MailingSettings? own)
    {
        var phone = Phone(message, line);
        if (own is not null) return ComposeOwn(message, line.For(own), own, phone);
        if (message.Traffic != Traffic.Marketing)
            return new Composed(message, line, phone, Text(message, line, message.Template, IsLiteral(message, line)), Letter: null);
        var (template, marker) = LetterMarker.Cut(message.Template);
        var clean = message with { Template = template };
        var composed = new Composed(clean, line, phone, Text(clean, line, template, IsLiteral(message, line)), Letter: null);
        return composed with { Letter = campaigns.Read(clean, marker, composed.Digits) };
    }

    /// <summary>Nothing in it is to be recognised, and what stands in braces is its author's.</summary>
    private Composed ComposeOwn(AcceptedMessage message, LineTerms line, MailingSettings own, PhoneResult phone)
    {
        var values = OwnTexts.ValuesOf(message.Fields, (phone as PhoneResult.Valid)?.Number.Digits);
        var text = ownTexts.Compose(message, own, line, IsLiteral(message, line), values);
        return new Composed(message, line, phone, text, Letter: null) { Own = own, Values = values };
    }

    private static PhoneResult Phone(AcceptedMessage message, LineTerms line) => line.AcceptAnyNumber
        ? PhoneRules.NormalizeLoosely(message.RawTo, line.Country)
        : PhoneRules.Normalize(message.RawTo, line.Country);

    /// <summary>The chance is the message's, whatever of its template is protected.</summary>
    private static Composition Text(AcceptedMessage message, LineTerms line, string source, bool isLiteral)
    {
        var row = message.Row;
        var chance = VariantRandom.For(row.PortalId, row.Code, row.PortalMessageId ?? row.Id.ToString(), message.Template);
        return Composition.Choose(source, chance, isLiteral, line.MaxTextLength);
    }

    private static bool IsLiteral(AcceptedMessage message, LineTerms line) => line.LiteralSpintax || message.ComposeAs == "literal";
}
