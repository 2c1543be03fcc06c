using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Audit;

/// <summary>
/// A gateway's callback that was answered but could not be read or applied. Secrets in it are masked; kept 14 days, at most 100 of a line.
/// </summary>
/// <param name="Id">Its key.</param>
/// <param name="At">When it came.</param>
/// <param name="LineId">The line it was for.</param>
/// <param name="Gateway">The line's kind of gateway.</param>
/// <param name="Why">What was wrong with it.</param>
/// <param name="Body">Method and query, then the body's beginning.</param>
/// <param name="Length">Bytes of the whole body.</param>
internal sealed record KeptCallbackResource(
    string Id, DateTimeOffset At, string LineId, string Gateway, string Why, string Body, int Length);

/// <summary>Reads kept callbacks, newest first.</summary>
internal sealed class KeptCallbackReading(Database database)
{
    internal async Task<ActionResult<Page<KeptCallbackResource>>> ListAsync(
        Caller caller, string? line, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        var (at, id) = after is null ? (long.MaxValue, Guid.AllBitsSet) : (after.At, after.Id!.Value);
        await using var db = database.Read();
        var found = db.Set<KeptCallback>()
            .FromSql($"SELECT * FROM kept_callbacks WHERE portal_id = {caller.Portal.Value} AND (at, id) < ({at}, {id})").AsNoTracking();
        if (caller.Lines is { } own) found = found.Where(row => own.Contains(row.LineId));
        if (line is not null)
        {
            var key = new LineId(Guid.TryParse(line, out var parsed) ? parsed : Guid.Empty);
            found = found.Where(row => row.LineId == key);
        }

        var rows = await found.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Pages.Of(
            rows, page.Limit,
            row => new KeptCallbackResource(
                row.Id.ToString("N"), row.At, row.LineId.ToString(), row.GatewayKind, row.Why, row.Body, row.Length),
            row => new Cursor(row.At.ToUnixTimeMilliseconds(), row.Id.ToString("N")));
    }
}
