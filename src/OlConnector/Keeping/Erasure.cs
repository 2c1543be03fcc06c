using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>What one erasure did.</summary>
/// <param name="Messages">Messages that lost number, texts and gateway id.</param>
/// <param name="Ended">How many of them were waiting, or unknown, and were ended for it.</param>
/// <param name="InFlight">Messages that are being sent right now and were left alone.</param>
/// <param name="IsSuppressed">The number is on the stop-list, now by its keyed hash.</param>
internal sealed record ErasureCounts(int Messages, int Ended, int InFlight, bool IsSuppressed);

/// <summary>Erases one number from a portal's history (docs/adr/0009). The rows stay, blank, so that the books still add up.</summary>
internal sealed class Erasure(
    Database database, Writer writer, LineDue lines, MessageMoves moves, ErasedNumbers numbers, NumberTraces traces, AuditTrail audit,
    Wakeups wakeups, TimeProvider clock, ILogger<Erasure> log)
{
    private const string NotErased = "raw_to <> ''";

    private const string ByPhone = $"""
        SELECT sequence FROM messages WHERE portal_id = @portal AND phone = @phone AND state <> 'dispatching' AND {NotErased}
         ORDER BY sequence LIMIT @slice
        """;

    private const string InFlight = "SELECT COUNT(*) FROM messages WHERE portal_id = @portal AND phone = @phone AND state = 'dispatching'";
    private const string LineOf = "SELECT line_id FROM messages WHERE sequence = @sequence";
    private const string Texts =
        $"SELECT campaign_id, template, line_id, gateway_message_id FROM messages WHERE sequence = @sequence AND {NotErased}";

    private const string Blank = $"""
        UPDATE messages SET raw_to = '', phone = NULL, template = '', text = NULL, fields = NULL, bindings = NULL,
               gateway_message_id = NULL, look_up_at = NULL
         WHERE sequence = @sequence AND state NOT IN ('accepted', 'held', 'queued', 'dispatching', 'unknown') AND {NotErased}
        """;

    private const string BlankAttempts = "UPDATE attempts SET text = NULL WHERE message_sequence = @sequence";
    private const string BlankReport = "UPDATE status_reports SET error = NULL WHERE message_sequence = @sequence";
    private const string TellNoMore = """
        UPDATE campaigns SET notify_number = NULL, version = version + 1 WHERE portal_id = @portal AND notify_number = @phone
        """;

    private const string Unname = "DELETE FROM recipients WHERE portal_id = @portal AND phone = @phone";

    private const string Unpark = "DELETE FROM parked_callbacks WHERE line_id = @line AND gateway_message_id = @gateway";

    /// <summary>
    /// A letter's first text is one client's: another client's takes its place, so that similar messages still find their campaign. The
    /// text of any other mailing is no client's.
    /// </summary>
    private const string Borrow = $"""
        UPDATE campaigns SET first_text = COALESCE((
                   SELECT m.template FROM messages m WHERE m.campaign_id = campaigns.id AND m.template <> '' AND m.template <> @template
                    ORDER BY m.sequence LIMIT 1), ''),
               name = CASE WHEN name LIKE '{CampaignName.SqlPattern}' THEN SUBSTR(name, 1, {CampaignName.SqlMomentLength}) ELSE name END,
               version = version + 1
         WHERE id = @campaign AND first_text = @template AND kind = 'marketing' AND NOT EXISTS (
                   SELECT 1 FROM messages m WHERE m.campaign_id = campaigns.id AND m.template = @template AND m.sequence <> @sequence)
        """;

    /// <summary>Erases the number. May be repeated: what was in flight the first time has ended by then.</summary>
    public async Task<ErasureCounts> EraseAsync(PortalId portal, PhoneNumber phone, string actor, CancellationToken ct)
    {
        var (messages, ended) = (0, 0);
        foreach (var slice in (await WithoutPhoneAsync(portal, phone, ct)).Chunk(BulkMoves.Slice))
            Add(await writer.RunAsync(turn => EraseSlice(turn, portal, slice, actor), ct));
        while (true)
        {
            var (found, done) = await writer.RunAsync(turn =>
            {
                var slice = turn.Query(
                    ByPhone, row => row.GetInt64(0), ("portal", portal), ("phone", phone.Digits), ("slice", BulkMoves.Slice));
                return (slice.Count, EraseSlice(turn, portal, slice, actor));
            }, ct);
            Add(done);
            // Nothing changed although something was found: it has just left for the gateway, and the query would find it again.
            if (found < BulkMoves.Slice || done.Erased == 0) break;
        }

        await traces.ForgetAsync(portal, phone, ct);
        var (suppressed, inFlight) = await writer.RunAsync(turn => Finish(turn, portal, phone, actor, messages), ct);
        await Task.Run(database.Scrub, ct);
        wakeups.Telling.Pulse();
        wakeups.Dispatching.Pulse();
        log.NumberErased(portal, messages);
        return new ErasureCounts(messages, ended, inFlight, suppressed);

        void Add((int Erased, int Ended) done) => (messages, ended) = (messages + done.Erased, ended + done.Ended);
    }

    /// <summary>Messages that never got as far as having their number read: only what was handed over tells whose they are.</summary>
    private async Task<List<long>> WithoutPhoneAsync(PortalId portal, PhoneNumber phone, CancellationToken ct)
    {
        await using var db = database.Read();
        var country = await db.Portals.Where(row => row.Id == portal).Select(row => row.Country).SingleOrDefaultAsync(ct);
        var found = new List<long>();
        var unread = db.Messages.AsNoTracking().Where(row => row.PortalId == portal && row.Phone == null && row.RawTo != "")
            .Select(row => new { row.Sequence, row.RawTo });
        await foreach (var row in unread.AsAsyncEnumerable().WithCancellation(ct))
            if (PhoneRules.NormalizeLoosely(row.RawTo, country) is PhoneResult.Valid read && read.Number == phone) found.Add(row.Sequence);
        return found;
    }

    private (int Erased, int Ended) EraseSlice(WriteTurn turn, PortalId portal, IReadOnlyCollection<long> sequences, string actor)
    {
        var now = clock.GetUtcNow();
        var touched = sequences.SelectMany(sequence => turn.Query(LineOf, row => new LineId(row.GetGuid(0)), ("sequence", sequence)))
            .Distinct().ToList();
        LineRow.Hold(turn, touched);
        var ended = sequences.Count(sequence => End(turn, sequence, actor, now));
        var erased = sequences.Count(sequence => EraseOne(turn, sequence));
        lines.Recompute(turn, touched, now);
        return (erased, ended);
    }

    /// <summary>
    /// A waiting message would have nobody to go to any more. An unknown one might be sent again, so it is settled as far as it can be.
    /// </summary>
    private bool End(WriteTurn turn, long sequence, string actor, DateTimeOffset now) =>
        MessageRow.Find(turn, sequence) is { } message && End(turn, message, actor, now);

    private bool End(WriteTurn turn, MessageRow message, string actor, DateTimeOffset now) => message.State switch
    {
        MessageState.Unknown => moves.End(turn, message, MessageState.Failed, Reason.GatewayError, actor, now),
        var state when state.IsWaiting() => moves.End(turn, message, MessageState.Cleared, Reason.Cleared, actor, now),
        _ => false,
    };

    private static bool EraseOne(WriteTurn turn, long sequence)
    {
        var message = turn.First(
            Texts, row => new Traces(row.GuidOrNull(0), row.GetString(1), row.GetGuid(2), row.TextOrNull(3)), ("sequence", sequence));
        if (message is null || turn.Execute(Blank, ("sequence", sequence)) == 0) return false;
        turn.Execute(BlankAttempts, ("sequence", sequence));
        turn.Execute(BlankReport, ("sequence", sequence));
        if (message.GatewayId is not null) turn.Execute(Unpark, ("line", message.Line), ("gateway", message.GatewayId));
        if (message.Campaign is not null)
            turn.Execute(Borrow, ("template", message.Template), ("campaign", message.Campaign), ("sequence", sequence));
        return true;
    }

    private (bool IsSuppressed, int InFlight) Finish(WriteTurn turn, PortalId portal, PhoneNumber phone, string actor, int messages)
    {
        var suppressed = false;
        foreach (var form in PhoneForms.Of(phone))
        {
            suppressed |= numbers.Replace(turn, portal, form);
            turn.Execute(TellNoMore, ("portal", portal), ("phone", form));
            WebhookEvents.ForgetNumber(turn, portal, form);
            turn.Execute(Unname, ("portal", portal), ("phone", form));
        }

        NumberBook.Forget(turn, portal, phone);
        Conversations.Forget(turn, portal, phone);
        ClientReplies.Forget(turn, portal, phone);
        KeptCallbacks.ForgetNumber(turn, portal, phone);
        audit.Write(turn, portal, actor, "number erased", numbers.NameOf(portal, phone.Digits), after: $"messages {messages}");
        return (suppressed, turn.First(InFlight, row => (int)row.GetInt64(0), ("portal", portal), ("phone", phone.Digits)));
    }

    private sealed record Traces(Guid? Campaign, string Template, Guid Line, string? GatewayId);
}
