using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>What clients answer: an opt-out holds at once for the whole portal, its queued marketing included (product.md §13).</summary>
internal sealed class Replies(
    Writer writer, Database database, LineDue lines, MessageMoves moves, Conversations conversations, AuditTrail audit,
    ErasedNumbers erased, Wakeups wakeups, TimeProvider clock)
{
    private const string OptOut = """
        INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by) VALUES (@portal, @phone, 'OPTED_OUT', @now, 'recipient')
        ON CONFLICT (portal_id, phone) DO NOTHING
        """;

    private const string OptIn =
        "DELETE FROM suppressed_numbers WHERE portal_id = @portal AND phone IN (@phone, @erased) AND reason = 'OPTED_OUT'";

    private const string WaitingMarketing = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE portal_id = @portal AND phone = @phone AND traffic = 'marketing' AND state IN ('queued', 'held') ORDER BY sequence
        """;

    /// <summary>Takes one incoming message.</summary>
    public async Task TakeAsync(PortalId portal, LineId line, GatewayEvent.MessageReceived reply)
    {
        if (!PhoneNumber.TryFromDigits(new string([.. reply.From.Where(char.IsAsciiDigit)]), out var from)) return;
        await NoteAsync(portal, line, from.Value, reply.At);
        if (reply.Text is null) return;
        switch ((await WordsAsync(portal)).Inspect(reply.Text))
        {
            case OptOutAction.OptOut:
                await OptOutAsync(portal, line, from.Value);
                break;
            case OptOutAction.OptIn:
                await OptInAsync(portal, from.Value);
                break;
        }
    }

    /// <summary>A vendor's clock that runs ahead opens no window for longer.</summary>
    private Task NoteAsync(PortalId portal, LineId line, PhoneNumber from, DateTimeOffset? at)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn => conversations.Note(turn, portal, line, from, at < now ? at.Value : now));
    }

    private async Task<OptOutWords> WordsAsync(PortalId portal)
    {
        await using var db = database.Read();
        return OptOutWords.FromLines(await db.Portals.Where(row => row.Id == portal).Select(row => row.OptOutWords).SingleOrDefaultAsync());
    }

    private async Task OptOutAsync(PortalId portal, LineId line, PhoneNumber from)
    {
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn =>
        {
            turn.Execute(OptOut, ("portal", portal), ("phone", from.Digits), ("now", now));
            audit.Write(turn, portal, "recipient", "opted out", from.ToString(), after: line.ToString());
            var touched = WaitingFor(turn, portal, from).Select(message => message.LineId).Distinct().ToList();
            LineRow.Hold(turn, touched);
            foreach (var message in WaitingFor(turn, portal, from))
                moves.End(turn, message, MessageState.Suppressed, Reason.OptedOut, "recipient", now);
            lines.Recompute(turn, touched, now);
        });
        wakeups.Telling.Pulse();
        wakeups.Dispatching.Pulse();
    }

    private static List<MessageRow> WaitingFor(WriteTurn turn, PortalId portal, PhoneNumber from) =>
        turn.Query(WaitingMarketing, MessageRow.Read, ("portal", portal), ("phone", from.Digits));

    private async Task OptInAsync(PortalId portal, PhoneNumber from)
    {
        var erasedName = erased.NameOf(portal, from.Digits);
        await writer.RunAsync(turn => turn.Execute(OptIn, ("portal", portal), ("phone", from.Digits), ("erased", erasedName)));
        await audit.WriteAsync(portal, "recipient", "opted in", from.ToString());
    }
}
