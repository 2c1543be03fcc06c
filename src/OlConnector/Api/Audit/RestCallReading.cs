using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Audit;

/// <summary>One of our calls to the portal or, for it, to Bitrix24's authorization server. Kept three days.</summary>
/// <param name="Id">Its key.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Method">
/// The method; <c>oauth/token</c> and <c>oauth/app.info</c> at the authorization server; <c>(lost)</c> for entries that could not be kept.
/// </param>
/// <param name="Request">Its parameters as JSON, masked.</param>
/// <param name="Response">The answer as JSON, masked, or why there was none.</param>
/// <param name="Status">HTTP status of the answer; 0 without one.</param>
/// <param name="Took">How long it took.</param>
internal sealed record RestCallResource(
    string Id, DateTimeOffset At, string Method, string Request, string Response, int Status, TimeSpan Took);

/// <summary>Reads the log of REST calls, newest first. Keys grow with time, so they alone give the order.</summary>
internal sealed class RestCallReading(Database database)
{
    internal async Task<ActionResult<Page<RestCallResource>>> ListAsync(
        Caller caller, string? method, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        var id = after?.Id ?? Guid.AllBitsSet;
        await using var db = database.Read();
        var found = db.RestCalls.FromSql($"SELECT * FROM rest_calls WHERE portal_id = {caller.Portal.Value} AND id < {id}").AsNoTracking();
        if (method is not null) found = found.Where(call => call.Method == method);
        var rows = await found.OrderByDescending(call => call.Id).Take(page.Limit + 1).ToListAsync(ct);
        return Pages.Of(
            rows, page.Limit,
            call => new RestCallResource(
                call.Id.ToString("N"), call.At, call.Method, call.Request, call.Response, call.HttpStatus, call.Took),
            call => new Cursor(call.At.ToUnixTimeMilliseconds(), call.Id.ToString("N")));
    }
}
