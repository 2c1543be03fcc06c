using Microsoft.AspNetCore.Mvc;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Keeping;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Suppressions;

/// <summary>Puts numbers on a portal's stop list and takes them off, each with a reason that the audit keeps.</summary>
internal sealed class SuppressionDesk(
    Writer writer, SuppressionReading reading, StopListBook book, AuditTrail audit, TimeProvider clock)
{
    private const string Find = "SELECT at, by FROM suppressed_numbers WHERE portal_id = @portal AND phone = @phone AND reason = @reason";

    /// <summary>Answers 201 with the entry, and 200 with the one that stood there already.</summary>
    internal async Task<ActionResult<SuppressionResource>> AddAsync(Caller caller, SuppressionDraft draft, CancellationToken ct)
    {
        var rules = await reading.RulesAsync(caller.Portal, ct);
        if (SuppressionEntry.TryRead(draft, rules, out var entry) is { } refusal) return refusal;
        var isNew = await writer.RunAsync(turn => Add(turn, caller, entry!), ct);
        return await reading.FindAsync(caller, entry!, ct) is { } shown
            ? new ObjectResult(shown) { StatusCode = isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK }
            : Refuse.NotFound();
    }

    /// <summary>Takes an entry off. That a client had refused stays in the audit, with who undid it and why.</summary>
    internal async Task<ActionResult> TakeAsync(Caller caller, string id, SuppressionUndo? undo, CancellationToken ct)
    {
        if (ShortText.Check(undo?.Reason, "reason", SuppressionEntry.LongestReason, isRequired: true) is { } wrong) return wrong;
        if (!SuppressionEntry.TryRead(id, out var entry)) return Refuse.NotFound();
        var isTaken = await writer.RunAsync(turn => Take(turn, caller, entry, undo!.Reason!.Trim()), ct);
        return isTaken ? new NoContentResult() : Refuse.NotFound();
    }

    private bool Add(WriteTurn turn, Caller caller, SuppressionEntry entry)
    {
        if (!book.Add(turn, caller.Portal, entry.Phone, entry.Code, entry.Note, caller.Actor, clock.GetUtcNow())) return false;
        audit.Write(turn, caller.Portal, caller.Actor, "stop list added", Masked(entry), after: entry.Note ?? entry.Code);
        return true;
    }

    private bool Take(WriteTurn turn, Caller caller, SuppressionEntry entry, string reason)
    {
        var before = turn.First(
            Find, row => new Standing(row.Moment(0), row.TextOrNull(1)),
            ("portal", caller.Portal), ("phone", entry.Phone), ("reason", entry.Code));
        if (before is null) return false;
        book.Take(turn, caller.Portal, entry.Phone, entry.Code);
        var action = entry.Code == Reason.OptedOut ? "opt-out undone" : "stop list removed";
        audit.Write(turn, caller.Portal, caller.Actor, action, Masked(entry), $"{entry.Code} {before}", reason);
        return true;
    }

    /// <summary>Of a number the audit keeps a mask; masks and names of erased numbers are nobody's.</summary>
    private static string Masked(SuppressionEntry entry) =>
        PhoneNumber.TryFromDigits(entry.Phone, out var number) ? $"{number}" : entry.Phone;

    private sealed record Standing(DateTimeOffset At, string? By)
    {
        public override string ToString() => $"{At:yyyy-MM-ddTHH:mm:ssZ} {By}";
    }
}
