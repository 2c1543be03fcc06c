using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// Asks gateways what became of sends that nobody could tell about. Absence proves nothing: such a message stays unknown for a person
/// (docs/adr/0006).
/// </summary>
internal sealed class UnknownSends(
    Writer writer, LineGateways gateways, NumberChecks numbers, LineDue lines, Askings polls, MessageMoves moves, GatewayEvents events,
    Wakeups wakeups, TimeProvider clock)
{
    /// <summary>Messages looked up in one round.</summary>
    private const int MostOfARound = 20;

    /// <summary>How long one answer is waited for. 30 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Pauses between the look-ups of one message; after the last one only a person or a late callback settles it.</summary>
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    private const string Due = $"""
        SELECT {MessageRow.Columns}, phone, text, traffic,
               (SELECT MAX(a.started_at) FROM attempts a WHERE a.message_sequence = messages.sequence) AS started_at
          FROM messages WHERE look_up_at <= @now AND state = 'unknown' ORDER BY look_up_at LIMIT @limit
        """;

    private const string NextAt = "SELECT MIN(look_up_at) FROM messages WHERE look_up_at IS NOT NULL";
    private const string AskAgain = "UPDATE messages SET look_up_at = @at WHERE sequence = @sequence AND state = 'unknown'";
    private const string UnknownAttempts = "SELECT COUNT(*) FROM attempts WHERE message_sequence = @sequence AND outcome = 'unknown'";

    /// <summary>Looks up what is due; answers when the next one is.</summary>
    public async Task<DateTimeOffset?> LookUpDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await writer.RunAsync(turn => turn.Query(Due, Read, ("now", now), ("limit", MostOfARound)), ct);
        foreach (var (message, outbound, startedAt) in due) await LookUpAsync(message, outbound, startedAt, ct);
        if (due.Count > 0) wakeups.Telling.Pulse();
        return await writer.RunAsync(turn => turn.First(NextAt, row => row.MomentOrNull(0)), ct);
    }

    private async Task LookUpAsync(MessageRow message, OutboundMessage outbound, DateTimeOffset startedAt, CancellationToken ct)
    {
        var (result, isAskedLater) = await AskAsync(message, outbound, startedAt, ct);
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn => Apply(turn, message, outbound, result, isAskedLater, startedAt, now), CancellationToken.None);
        wakeups.Dispatching.Pulse();
        if (isAskedLater) wakeups.Asking.Pulse();
    }

    private async Task<(LookupResult Result, bool IsAskedLater)> AskAsync(
        MessageRow message, OutboundMessage outbound, DateTimeOffset startedAt, CancellationToken ct)
    {
        try
        {
            if (await gateways.FindAsync(message.LineId) is not { } gateway)
                return (new LookupResult.CannotTell("The gateway's settings cannot be read."), false);
            var sent = outbound with { Chat = await numbers.ChatOfAsync(message.PortalId, message.LineId, outbound.To, ct) };
            var answer = await gateway.LookUpAsync(sent, startedAt, ct).WaitAsync(Patience, clock, ct);
            return (answer, gateway is IStatusAsking);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            return (new LookupResult.CannotTell(failure.GetType().Name), false);
        }
    }

    private void Apply(
        WriteTurn turn, MessageRow asked, OutboundMessage outbound, LookupResult result, bool isAskedLater, DateTimeOffset startedAt,
        DateTimeOffset now)
    {
        LineRow.Hold(turn, [asked.LineId]);
        // While the gateway was being asked, a callback or a person may have settled it.
        if (MessageRow.Find(turn, asked.Sequence) is not { State: MessageState.Unknown } message) return;
        if (message.Attempt != asked.Attempt) return;
        switch (result)
        {
            case LookupResult.Found found
                when GatewayIds.IsFreeFor(turn, message, outbound.To.Digits, outbound.Text, found.GatewayMessageId):
                events.Move(turn, message, ReportOf(found), "look-up", now);
                if (isAskedLater) polls.Start(turn, message.Sequence, now);
                break;
            case LookupResult.NeverSent:
                moves.Return(turn, message, Reason.Retry, retryAt: null, counts: true, "look-up", now);
                lines.Recompute(turn, message.LineId, now);
                break;
            default:
                GiveUpOrAskAgain(turn, message, startedAt, now);
                break;
        }
    }

    private static GatewayEvent.StatusReported ReportOf(LookupResult.Found found) =>
        new(found.GatewayMessageId, null, found.Status, Code: found.Code, Text: found.Text) { Fault = found.Fault };

    private void GiveUpOrAskAgain(WriteTurn turn, MessageRow message, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var age = now - startedAt;
        var next = Pauses.Cast<TimeSpan?>().FirstOrDefault(pause => age < pause * 2);
        if (next is null && MayBeSentAgain(turn, message))
        {
            moves.Return(turn, message, Reason.Retry, retryAt: null, counts: true, "resendUnknown", now);
            lines.Recompute(turn, message.LineId, now);
            return;
        }

        turn.Execute(AskAgain, ("at", next is { } pause ? now + pause : null), ("sequence", message.Sequence));
    }

    /// <summary>Once, where the line's owner wishes it so.</summary>
    private static bool MayBeSentAgain(WriteTurn turn, MessageRow message) =>
        LineRow.Find(turn, message.LineId) is { ResendUnknown: true }
        && turn.First(UnknownAttempts, row => row.GetInt32(0), ("sequence", message.Sequence)) == 1;

    private static (MessageRow Message, OutboundMessage Outbound, DateTimeOffset StartedAt) Read(DbDataReader row)
    {
        var columns = new RowReader(row);
        var message = MessageRow.Read(ref columns);
        var outbound = new OutboundMessage(
            message.Id, PhoneNumber.FromDigits(columns.NextText()), columns.NextText(), columns.NextWord<Traffic>());
        return (message, outbound, columns.NextMomentOrNull() ?? message.AcceptedAt);
    }
}
