using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>What clients answer: an opt-out holds at once for the whole portal, its queued marketing included (product.md §13).</summary>
internal sealed class Replies(
    Writer writer, Database database, LineDue lines, MessageMoves moves, Conversations conversations, AuditTrail audit,
    ErasedNumbers erased, Wakeups wakeups, TimeProvider clock)
{
    private const string OptOut = """
        INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by) VALUES (@portal, @phone, 'OPTED_OUT', @now, 'recipient')
        ON CONFLICT (portal_id, phone) DO UPDATE SET at = @now WHERE suppressed_numbers.reason = 'OPTED_OUT'
        """;

    private const string OptIn = """
        DELETE FROM suppressed_numbers
         WHERE portal_id = @portal AND phone IN (@phone, @erased) AND reason = 'OPTED_OUT' AND at <= @until
        """;

    private const string WaitingMarketing = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE portal_id = @portal AND phone = @phone AND traffic = 'marketing' AND state IN ('queued', 'held') ORDER BY sequence
        """;

    /// <summary>
    /// Clocks of vendors and ours differ by less. A word older than the opt-out by more cannot have come after it. 1 minute.
    /// </summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Takes one incoming message, once however often it is brought.</summary>
    public async Task TakeAsync(PortalId portal, LineId line, GatewayEvent.MessageReceived reply)
    {
        if (!PhoneNumber.TryFromDigits(new string([.. reply.From.Where(char.IsAsciiDigit)]), out var from)) return;
        var action = reply.Text is null ? OptOutAction.None : (await WordsAsync(portal)).Inspect(reply.Text);
        var (now, hash) = (clock.GetUtcNow(), HashOf(reply));
        var isRefusal = await writer.RunAsync(turn =>
        {
            if (hash is not null && !HeardReplies.Take(turn, portal, line, hash, now)) return false;
            // A vendor's clock that runs ahead opens no window for longer.
            var at = reply.At < now ? reply.At.Value : now;
            conversations.Note(turn, portal, line, from.Value, at);
            if (action == OptOutAction.OptIn) LetIn(turn, portal, from.Value, at);
            if (action == OptOutAction.OptOut) LetOut(turn, portal, line, from.Value, now);
            return action == OptOutAction.OptOut;
        });
        if (!isRefusal) return;
        wakeups.Telling.Pulse();
        wakeups.Dispatching.Pulse();
    }

    /// <summary>By id and moment together: a vendor that counts anew after a restart repeats the one and not the other.</summary>
    private static string? HashOf(GatewayEvent.MessageReceived reply) =>
        reply.Id is { } id ? SecretKey.Hash($"{id} {reply.At?.ToUnixTimeMilliseconds()}") : null;

    private async Task<OptOutWords> WordsAsync(PortalId portal)
    {
        await using var db = database.Read();
        return OptOutWords.FromLines(await db.Portals.Where(row => row.Id == portal).Select(row => row.OptOutWords).SingleOrDefaultAsync());
    }

    private void LetOut(WriteTurn turn, PortalId portal, LineId line, PhoneNumber from, DateTimeOffset now)
    {
        turn.Execute(OptOut, ("portal", portal), ("phone", from.Digits), ("now", now));
        audit.Write(turn, portal, "recipient", "opted out", from.ToString(), after: line.ToString());
        var touched = WaitingFor(turn, portal, from).Select(message => message.LineId).Distinct().ToList();
        LineRow.Hold(turn, touched);
        foreach (var message in WaitingFor(turn, portal, from))
            moves.End(turn, message, MessageState.Suppressed, Reason.OptedOut, "recipient", now);
        lines.Recompute(turn, touched, now);
    }

    /// <summary>A word that was said before the refusal does not undo it, whenever it is brought.</summary>
    private void LetIn(WriteTurn turn, PortalId portal, PhoneNumber from, DateTimeOffset at)
    {
        var undone = turn.Execute(
            OptIn, ("portal", portal), ("phone", from.Digits), ("erased", erased.NameOf(portal, from.Digits)),
            ("until", at + ClocksDiffer));
        if (undone > 0) audit.Write(turn, portal, "recipient", "opted in", from.ToString());
    }

    private static List<MessageRow> WaitingFor(WriteTurn turn, PortalId portal, PhoneNumber from) =>
        turn.Query(WaitingMarketing, MessageRow.Read, ("portal", portal), ("phone", from.Digits));
}
