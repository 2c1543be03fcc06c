using Microsoft.AspNetCore.Mvc;
using OlConnector.Api.Csv;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Suppression;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Suppressions;

/// <summary>
/// Takes a table into the stop list, row by row: one that cannot be read stops no other. Short transactions, so that nobody waits for it;
/// whoever breaks off and comes again finds the first rows known.
/// </summary>
internal sealed class SuppressionImport(
    Writer writer, SuppressionReading reading, StopListBook book, AuditTrail audit, TimeProvider clock)
{
    private const int MostRejected = 1000;
    private const int LongestValue = 100;

    internal async Task<ActionResult<SuppressionImportAnswer>> TakeAsync(Caller caller, HttpRequest request, CancellationToken ct)
    {
        var sent = request.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(sent, TakesCsvAttribute.MediaType, StringComparison.OrdinalIgnoreCase)) return SuppressionRefusals.NotCsv();
        if (await RequestBody.ReadAsync(request, TakesCsvAttribute.MostBytes) is not { } body)
            return Refuse.TooLarge(TakesCsvAttribute.MostBytes);
        using var table = CsvTable.Open(body, SuppressionReading.Columns);
        if (table is null) return SuppressionRefusals.NoColumn();
        var rules = await reading.RulesAsync(caller.Portal, ct);
        var (added, known, rejected, rejectedCount) = (0, 0, new List<RejectedRow>(), 0);
        foreach (var rows in table.Rows().Chunk(BulkMoves.Slice))
        {
            var entries = new List<SuppressionEntry>(rows.Length);
            foreach (var row in rows)
            {
                if (Read(row, rules, out var entry) is not { } refusal) entries.Add(entry!);
                else if (++rejectedCount <= MostRejected) rejected.Add(Rejected(row, refusal, caller.ReadsIn));
            }

            var fresh = await writer.RunAsync(turn => Add(turn, caller, entries), ct);
            (added, known) = (added + fresh, known + entries.Count - fresh);
        }

        await audit.WriteAsync(
            caller.Portal, caller.Actor, "stop list imported", null, after: $"added {added}, known {known}, rejected {rejectedCount}");
        return new SuppressionImportAnswer(added, known, rejectedCount, rejected);
    }

    private static Refusal? Read(TableRow row, NumberRules rules, out SuppressionEntry? entry)
    {
        var (name, reason) = (row.Values[0], row.Values[1].Length > 0 ? row.Values[1] : Reason.Blacklisted);
        var draft = NumberMask.IsMeant(name)
            ? new SuppressionDraft(Mask: name, Reason: reason)
            : new SuppressionDraft(Phone: name, Reason: reason);
        return SuppressionEntry.TryRead(draft, rules, out entry);
    }

    private int Add(WriteTurn turn, Caller caller, List<SuppressionEntry> entries) => entries.Count(
        entry => book.Add(turn, caller.Portal, entry.Phone, entry.Code, entry.Note, caller.Actor, clock.GetUtcNow()));

    private static RejectedRow Rejected(TableRow row, Refusal refusal, string language)
    {
        var value = refusal.Field == "reason" ? row.Values[1] : row.Values[0];
        return new RejectedRow(
            row.Number, value.Length <= LongestValue ? value : value[..LongestValue] + "…", refusal.Code, refusal.Detail(language));
    }
}
