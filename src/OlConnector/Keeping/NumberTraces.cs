using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Where a number stands beside messages: in callbacks that found no message, in rows of tables that could not be taken, masked in the
/// audit, and in what the spool could not store.
/// </summary>
internal sealed class NumberTraces(Database database, Writer writer, SpoolLeftovers leftovers)
{
    private const string Blanked = "***";

    private const string Unpark = "DELETE FROM parked_callbacks WHERE portal_id = @portal AND id = @id";

    private const string Forget = "DELETE FROM rejected_recipients WHERE portal_id = @portal AND file_id = @file AND number = @number";

    // Many numbers share one mask, so it is blanked and not named: the entry may be another's.
    private const string Blank = $"""
        UPDATE audit SET subject = CASE WHEN subject = @mask THEN '{Blanked}' ELSE subject END,
               after = CASE WHEN after = @mask THEN '{Blanked}' ELSE after END
         WHERE portal_id = @portal AND id = @id
        """;

    /// <summary>Forgets a portal's number there, in every form that it has.</summary>
    internal async Task ForgetAsync(PortalId portal, PhoneNumber phone, CancellationToken ct)
    {
        var forms = PhoneForms.Of(phone);
        await EachAsync(await ParkedAsync(portal, forms, ct), (turn, id) => turn.Execute(Unpark, ("portal", portal), ("id", id)), ct);
        foreach (var slice in (await RejectedAsync(portal, forms, ct)).Chunk(BulkMoves.Slice))
            await writer.RunAsync(
                turn => Array.ForEach(
                    slice, one => turn.Execute(Forget, ("portal", portal), ("file", one.File), ("number", one.Number))), ct);
        foreach (var form in forms.Select(PhoneNumber.FromDigits))
        {
            var mask = form.ToString();
            await EachAsync(
                await MaskedAsync(portal, mask, ct),
                (turn, id) => turn.Execute(Blank, ("portal", portal), ("id", id), ("mask", mask)), ct);
            leftovers.ForgetNumber(portal, form);
        }
    }

    /// <summary>Found by reading, so that a long list keeps no writer waiting.</summary>
    private async Task<List<Guid>> ParkedAsync(PortalId portal, IReadOnlyList<string> forms, CancellationToken ct)
    {
        await using var db = database.Read();
        var found = new List<Guid>();
        var parked = db.ParkedCallbacks.AsNoTracking().Where(row => row.PortalId == portal)
            .Select(row => new { row.Id, row.GatewayMessageId, row.Text });
        await foreach (var row in parked.AsAsyncEnumerable().WithCancellation(ct))
            if (Names(row.GatewayMessageId, forms) || Names(row.Text, forms)) found.Add(row.Id);
        return found;
    }

    /// <summary>A number that could not be read as one may still be somebody's, and so may one in another cell.</summary>
    private async Task<List<(Guid File, int Number)>> RejectedAsync(PortalId portal, IReadOnlyList<string> forms, CancellationToken ct)
    {
        await using var db = database.Read();
        var found = new List<(Guid, int)>();
        await foreach (var row in db.RejectedRecipients.AsNoTracking().Where(row => row.PortalId == portal).AsAsyncEnumerable()
            .WithCancellation(ct))
            if (Names(row.Value, forms) || Names(row.Cells, forms)) found.Add((row.FileId, row.Number));
        return found;
    }

    private async Task<List<Guid>> MaskedAsync(PortalId portal, string mask, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Audit.AsNoTracking()
            .Where(row => row.PortalId == portal && (row.Subject == mask || row.After == mask)).Select(row => row.Id).ToListAsync(ct);
    }

    private async Task EachAsync(List<Guid> ids, Action<WriteTurn, Guid> forget, CancellationToken ct)
    {
        foreach (var slice in ids.Chunk(BulkMoves.Slice))
            await writer.RunAsync(turn => Array.ForEach(slice, id => forget(turn, id)), ct);
    }

    private static bool Names(string? text, IReadOnlyList<string> forms)
    {
        if (text is null) return false;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return forms.Any(form => digits.Contains(form, StringComparison.Ordinal));
    }
}
