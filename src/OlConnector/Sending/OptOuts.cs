using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>
/// A client's refusal holds at once for the whole portal, queued marketing included (product.md §13), and for every form under which the
/// telephone may be known.
/// </summary>
internal sealed class OptOuts(
    Writer writer, LineDue lines, MessageMoves moves, AuditTrail audit, StopList stopList, ErasedNumbers erased, Wakeups wakeups,
    TimeProvider clock)
{
    private const string OptOut = """
        INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by, is_other_form)
        VALUES (@portal, @phone, 'OPTED_OUT', @now, 'recipient', @other)
        ON CONFLICT (portal_id, phone, reason) DO UPDATE SET at = @now, by = 'recipient'
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

    private const string PhoneOf = "SELECT phone FROM messages WHERE sequence = @sequence";

    /// <summary>The client wants no more.</summary>
    public async Task OptOutAsync(PortalId portal, LineId line, PhoneNumber from)
    {
        await writer.RunAsync(turn => LetOut(turn, portal, line, from, clock.GetUtcNow()));
        Tell();
    }

    /// <summary>The gateway says of a message that its recipient wants no more.</summary>
    public async Task NoteReportAsync(PortalId portal, LineId line, GatewayEvent.StatusReported report)
    {
        var phone = await writer.RunAsync(turn => GatewayEvents.Find(turn, portal, line, report) is { } message
            ? turn.First(PhoneOf, row => row.TextOrNull(0), ("sequence", message.Sequence))
            : null);
        if (PhoneNumber.TryFromDigits(phone, out var number)) await OptOutAsync(portal, line, number.Value);
    }

    /// <summary>The client wants no more. <see cref="Tell"/> follows the commit.</summary>
    internal void LetOut(WriteTurn turn, PortalId portal, LineId line, PhoneNumber from, DateTimeOffset now)
    {
        var forms = PhoneForms.Of(from);
        var isNew = forms.Any(form => !stopList.HasOptedOut(turn, portal, form));
        foreach (var (index, form) in forms.Index())
            turn.Execute(OptOut, ("portal", portal), ("phone", form), ("now", now), ("other", index > 0));
        if (isNew) audit.Write(turn, portal, "recipient", "opted out", from.ToString(), after: line.ToString());
        var touched = WaitingFor(turn, portal, forms).Select(message => message.LineId).Distinct().ToList();
        LineRow.Hold(turn, touched);
        foreach (var message in WaitingFor(turn, portal, forms))
            moves.End(turn, message, MessageState.Suppressed, Reason.OptedOut, "recipient", now);
        lines.Recompute(turn, touched, now);
    }

    /// <summary>The client wants to be written to again. A word said before the refusal does not undo it, whenever it is brought.</summary>
    /// <param name="at">When it was said.</param>
    internal void LetIn(WriteTurn turn, PortalId portal, PhoneNumber from, DateTimeOffset at)
    {
        var undone = PhoneForms.Of(from).Sum(form => turn.Execute(
            OptIn, ("portal", portal), ("phone", form), ("erased", erased.NameOf(portal, form)), ("until", at + ClocksDiffer)));
        if (undone > 0) audit.Write(turn, portal, "recipient", "opted in", from.ToString());
    }

    /// <summary>Lets the loops see what a refusal has ended.</summary>
    internal void Tell()
    {
        wakeups.Telling.Pulse();
        wakeups.Dispatching.Pulse();
    }

    private static List<MessageRow> WaitingFor(WriteTurn turn, PortalId portal, IReadOnlyList<string> forms) =>
        [.. forms.SelectMany(form => turn.Query(WaitingMarketing, MessageRow.Read, ("portal", portal), ("phone", form)))];
}
